import { and, asc, eq, gt, inArray, max } from 'drizzle-orm';
import { z } from 'zod';
import { isRecord } from '../core/base/is-record.ts';
import type { LatestEvaluation, SubmissionPayload } from '../service/ports.ts';
import { calendarDay, digest, instant, jsonOf } from './columns.ts';
import { gate, verdict } from './evaluation-row.ts';
import { evaluations, submissionPayloads } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

/** The rows of the latest evaluation of each product, with the payload of its submission. Ids sort by the time they were made. */
export function selectLatest(
  db: Sqlite,
  organization: string,
  after: string | null,
  limit: number,
  among: readonly string[] | null,
): readonly unknown[] {
  const { organizationId, productId } = evaluations;
  const latest = db
    .select({ productId, id: max(evaluations.id).as('latest_id') })
    .from(evaluations)
    .where(
      and(
        eq(organizationId, organization),
        after === null ? undefined : gt(productId, after),
        among === null ? undefined : inArray(productId, [...among]),
      ),
    )
    .groupBy(productId)
    .orderBy(asc(productId))
    .limit(limit)
    .as('latest');
  const { id, submissionId, asOf, rulesets } = evaluations;
  return db
    .select({
      productId: latest.productId,
      evaluationId: id,
      asOf,
      gate: evaluations.gate,
      rulesets,
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

const answersOf = z.union([
  z.object({
    content: jsonOf(z.object({ answers: z.custom<SubmissionPayload['answers']>(isAnswers) })),
    erasedAt: z.null(),
  }),
  z.object({ content: z.null(), erasedAt: instant }),
]);

/** @throws ZodError also when the payload row is missing, or is neither whole nor a tombstone */
export function parseLatest(row: unknown): LatestEvaluation {
  const { content } = answersOf.parse(row);
  return { ...latestRow.parse(row), answers: content === null ? null : content.answers };
}

function isAnswers(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isAnswer);
}

function isAnswer(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string');
  if (isRecord(value)) return typeof value['attested'] === 'boolean';
  return typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number';
}
