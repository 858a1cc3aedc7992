import { and, asc, eq, gt, inArray, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isRecord } from '../core/base/is-record.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
import type { Reach } from '../service/access.ts';
import type { LatestEvaluation } from '../service/ports.ts';
import { calendarDay, digest, instant, jsonOf } from './columns.ts';
import { gate, verdict } from './evaluation-row.ts';
import { evaluations, submissionPayloads } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';
import { rowWithin } from './within-reach.ts';

/** Where the statuses of the first rulesets of an evaluation stand; nobody reads them here, and they are most of its bytes. */
const STATUSES = Array.from({ length: 8 }, (_, index) => `'$[${index}].statuses'`).join();

/** The rows of the latest evaluation of each product within reach, with the payload of its submission. Ids sort by the time they were made. */
export function selectLatest(
  db: Sqlite,
  reach: Reach,
  after: string | null,
  limit: number,
  among: readonly string[] | null,
): readonly unknown[] {
  const { organization } = reach;
  const { organizationId, productId } = evaluations;
  const latest = db
    .select({ productId, id: max(evaluations.id).as('latest_id') })
    .from(evaluations)
    .where(
      and(
        rowWithin(reach, evaluations),
        after === null ? undefined : gt(productId, after),
        among === null ? undefined : inArray(productId, [...among]),
      ),
    )
    .groupBy(productId)
    .orderBy(asc(productId))
    .limit(limit)
    .as('latest');
  const { id, submissionId, asOf } = evaluations;
  return db
    .select({
      productId: latest.productId,
      evaluationId: id,
      asOf,
      gate: evaluations.gate,
      rulesets: sql`json_remove(${evaluations.rulesets}, ${sql.raw(STATUSES)})`,
      content: submissionPayloads.content,
      erasedAt: submissionPayloads.erasedAt,
    })
    .from(latest)
    .innerJoin(evaluations, and(eq(organizationId, organization), eq(id, latest.id)))
    .leftJoin(
      submissionPayloads,
      and(eq(submissionPayloads.organizationId, organization), eq(submissionPayloads.submissionId, submissionId)),
    )
    .orderBy(asc(latest.productId))
    .all();
}

/** Statuses and evidence play no part, so they are not looked at: there may be a hundred thousand rows. */
const latestRow = z.object({
  productId: z.string(),
  evaluationId: z.string(),
  asOf: calendarDay,
  gate,
  rulesets: jsonOf(z.array(z.object({ id: z.string(), digest, verdict }))),
});

/** Walked through once: an object with two hundred keys of its own is slow to walk through. */
const answers = z.custom<Readonly<Record<string, unknown>>>(isRecord).transform((record, context) =>
  Object.entries(record).map(([fact, answer]): readonly [string, AnswerValue] => {
    if (isAnswer(answer)) return [fact, answer];
    context.addIssue({ code: 'custom', message: `no answer to ${fact}` });
    return z.NEVER;
  }),
);

const answersOf = z.union([
  z.object({
    content: jsonOf(z.object({ answers })),
    erasedAt: z.null(),
  }),
  z.object({ content: z.null(), erasedAt: instant }),
]);

/** @throws ZodError also when the payload row is missing, or is neither whole nor a tombstone */
export function parseLatest(row: unknown): LatestEvaluation {
  const { content } = answersOf.parse(row);
  return { ...latestRow.parse(row), answers: content === null ? null : content.answers };
}

function isAnswer(value: unknown): value is AnswerValue {
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string');
  if (isRecord(value)) return typeof value['attested'] === 'boolean';
  return typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number';
}
