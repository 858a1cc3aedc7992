import { z } from 'zod';
import { isCalendarDate, type CalendarDate } from '../core/base/calendar-date.ts';
import { pointerToken, type InputIssue } from '../core/base/input-issue.ts';
import { isRecord } from '../core/base/is-record.ts';
import { STATUSES } from '../core/language/shapes/case-file.ts';
import { LOCALES } from '../core/language/shapes/text.ts';
import type { Digest } from './digest.ts';
import { EXPORT_FORMAT, type EvaluationExport } from './evaluation-export.ts';
import { ServiceError } from './service-error.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

const digest = z.custom<Digest>((value) => typeof value === 'string' && DIGEST.test(value), 'a digest, sha256:…');
const day = z.custom<CalendarDate>((value) => typeof value === 'string' && isCalendarDate(value), 'a date, YYYY-MM-DD');

const attestation = z.strictObject({
  attested: z.boolean(),
  by: z.string().optional(),
  role: z.string().optional(),
  on: z.string().optional(),
  evidence: z.array(z.string()).optional(),
});

const assessment = {
  as_of: day,
  answered_on: day.nullable(),
  answers: z.record(z.string(), z.union([z.boolean(), z.string(), z.number(), z.array(z.string()), attestation])),
  rulesets: z.array(z.strictObject({ id: z.string(), version: z.string(), digest })),
};

const status = z.tuple([z.string(), z.enum(STATUSES), z.string().nullable(), z.string()]);

const exportShape = z.strictObject({
  export_format: z.literal(EXPORT_FORMAT),
  engine: z.string(),
  semantics: z.int(),
  evaluation_id: z.string().nullable(),
  locale: z.enum(LOCALES),
  ...assessment,
  product: z
    .strictObject({ name: z.string(), client: z.string().nullable(), matter: z.string().nullable() })
    .nullable(),
  answered_by: z.strictObject({ name: z.string(), role: z.string() }).nullable(),
  target_launch: day.nullable(),
  since: z.strictObject({ ...assessment, evaluation_id: z.string().nullable() }).nullable(),
  answers_digest: digest,
  result: z.strictObject({
    result_format: z.literal(1),
    as_of: z.string(),
    answers_digest: digest,
    rulesets: z.array(
      z.strictObject({
        id: z.string(),
        digest,
        verdict: z.enum(['out_of_scope', 'fail', 'undetermined', 'pass_with_gaps', 'pass']),
        score: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
        statuses: z.array(status),
      }),
    ),
  }),
  result_digest: digest,
  snapshots: z.array(z.strictObject({ digest, content: z.unknown() })),
});

/** An export as it was read: every day a real one. */
export type ParsedExport = z.output<typeof exportShape> & EvaluationExport;

/** A report in JSON with its export. */
export interface ParsedReport {
  /** The report without its export. */
  readonly printed: Readonly<Record<string, unknown>>;
  readonly exported: ParsedExport;
}

/**
 * Reads a report in JSON.
 *
 * @throws ServiceError `invalid_input`, with every place at which it is not such a report
 */
export function parseReport(value: unknown): ParsedReport {
  if (!isRecord(value) || !Object.hasOwn(value, 'export')) {
    throw invalid([
      {
        pointer: '/export',
        code: 'missing_field',
        message: 'the file has no export',
        expected: 'a report in JSON as Preclear writes it, with its part "export"',
        suggestion: null,
      },
    ]);
  }
  const { export: exported, ...printed } = value;
  const parsed = exportShape.safeParse(exported);
  if (parsed.success) return { printed, exported: parsed.data };
  throw invalid(
    parsed.error.issues.map((issue): InputIssue => ({
      pointer: `/export${issue.path.map((part) => `/${pointerToken(String(part))}`).join('')}`,
      code: 'wrong_value',
      message: issue.message,
      expected: 'a report in JSON as Preclear writes it',
      suggestion: null,
    })),
  );
}

function invalid(issues: readonly InputIssue[]): ServiceError {
  return new ServiceError('invalid_input', 'This is no report that can be verified.', issues);
}
