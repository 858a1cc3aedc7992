import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { STATUSES } from '../core/language/shapes/case-file.ts';
import type { Reach } from '../service/access.ts';
import { canonicalJson } from '../service/digest.ts';
import {
  REVIEW_KINDS,
  type ExpectedReview,
  type FinalForm,
  type FinalReport,
  type ReviewContent,
  type ReviewEntry,
} from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { calendarDay, digest, instant, jsonOf } from './columns.ts';
import { finalReports, products, reviewEntries } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';
import { productWithin, rowWithin } from './within-reach.ts';

const person = z.strictObject({ name: z.string(), role: z.string() });

const content: z.ZodType<ReviewContent> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('finding'),
    review: z.strictObject({
      disposition: z.enum(['confirmed', 'overridden', 'commented']),
      status: z.enum(STATUSES).nullable(),
      citation: z.string().nullable(),
      reason: z.string().nullable(),
      by: person,
    }),
  }),
  z.strictObject({ kind: z.literal('set_aside'), by: person }),
  z.strictObject({
    kind: z.literal('accepted_risk'),
    risk: z.strictObject({ reason: z.string(), owner: person, accepted_on: calendarDay, expires_on: calendarDay }),
  }),
  z.strictObject({
    kind: z.literal('sign_off'),
    signOff: z.strictObject({ by: person, admission: z.string(), licence_no: z.string() }),
    privileged: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('withdrawn') }),
]);

const entryRow = z.object({
  id: z.string(),
  productId: z.string(),
  evaluationId: z.string().nullable(),
  kind: z.enum(REVIEW_KINDS),
  subject: z.string(),
  at: instant,
  content: z.union([z.null(), jsonOf(content)]),
});

const finalRow = z.object({
  evaluationId: z.string(),
  productId: z.string(),
  format: z.string(),
  locale: z.string(),
  layout: z.string(),
  template: z.string(),
  contentType: z.string(),
  fileName: z.string(),
  digest,
  createdAt: instant,
  content: z.instanceof(Uint8Array).nullable(),
});

/** Everything said of a product within reach, in the order in which it was said. */
export function selectReviews(db: Sqlite, reach: Reach, productId: string): readonly ReviewEntry[] {
  const all = and(rowWithin(reach, reviewEntries), eq(reviewEntries.productId, productId));
  const rows = db.select().from(reviewEntries).where(all).orderBy(asc(reviewEntries.id)).all();
  return rows.map((row) => entryRow.parse(row));
}

/**
 * Adds what was said, and final reports with it; to be called within a transaction.
 *
 * @throws ServiceError `product_not_found`, `evaluation_final`, or `precondition_failed` when something was said in between
 */
export function insertReviews(
  tx: Sqlite,
  reach: Reach,
  entries: readonly ReviewEntry[],
  finals: readonly FinalReport[],
  expected: ExpectedReview,
): void {
  const { organization: organizationId } = reach;
  for (const { productId, evaluationId, kind, subject } of entries) {
    const within = and(productWithin(reach), eq(products.id, productId));
    if (tx.select({ id: products.id }).from(products).where(within).get() === undefined)
      throw new ServiceError('product_not_found');
    if (evaluationId !== null && hasFinal(tx, reach, evaluationId)) throw new ServiceError('evaluation_final');
    const ofEvaluation = evaluationId === null ? undefined : eq(reviewEntries.evaluationId, evaluationId);
    const ofSubject = and(eq(reviewEntries.kind, kind), eq(reviewEntries.subject, subject));
    const scope = and(
      eq(reviewEntries.organizationId, organizationId),
      eq(reviewEntries.productId, productId),
      expected.of === 'evaluation' ? ofEvaluation : and(ofEvaluation, ofSubject),
    );
    const last = tx
      .select({ id: reviewEntries.id })
      .from(reviewEntries)
      .where(scope)
      .orderBy(desc(reviewEntries.id))
      .limit(1)
      .get();
    if ((last?.id ?? null) !== expected.last) throw new ServiceError('precondition_failed');
  }
  for (const { at, content: said, ...entry } of entries)
    tx.insert(reviewEntries)
      .values({
        organizationId,
        ...entry,
        at: at.toISOString(),
        content: said === null ? null : canonicalJson(said),
      })
      .run();
  for (const { createdAt, content: bytes, ...final } of finals)
    tx.insert(finalReports)
      .values({
        organizationId,
        ...final,
        createdAt: createdAt.toISOString(),
        content: bytes === null ? null : Buffer.from(bytes),
      })
      .run();
}

/** Whether an evaluation within reach has a final report. */
export function hasFinal(db: Sqlite, reach: Reach, evaluationId: string): boolean {
  const any = and(rowWithin(reach, finalReports), eq(finalReports.evaluationId, evaluationId));
  return db.select({ id: finalReports.evaluationId }).from(finalReports).where(any).limit(1).get() !== undefined;
}

/** A final report within reach. */
export function selectFinal(
  db: Sqlite,
  reach: Reach,
  evaluationId: string,
  { format, locale, layout, template }: FinalForm,
): FinalReport | undefined {
  const one = and(
    rowWithin(reach, finalReports),
    eq(finalReports.evaluationId, evaluationId),
    eq(finalReports.format, format),
    eq(finalReports.locale, locale),
    eq(finalReports.layout, layout),
    eq(finalReports.template, template),
  );
  const row = db.select().from(finalReports).where(one).get();
  return row === undefined ? undefined : finalRow.parse(row);
}

/** Takes what was said, and the bytes of final reports, of products away; to be called within a transaction. */
export function eraseReviewsOf(tx: Sqlite, organization: string, productId: string): void {
  tx.update(reviewEntries)
    .set({ content: null })
    .where(
      and(
        eq(reviewEntries.organizationId, organization),
        eq(reviewEntries.productId, productId),
        isNotNull(reviewEntries.content),
      ),
    )
    .run();
  tx.update(finalReports)
    .set({ content: null, fileName: '' })
    .where(
      and(
        eq(finalReports.organizationId, organization),
        eq(finalReports.productId, productId),
        isNotNull(finalReports.content),
      ),
    )
    .run();
}
