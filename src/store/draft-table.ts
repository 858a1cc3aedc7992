import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Reach } from '../service/access.ts';
import { canonicalJson } from '../service/digest.ts';
import type { DraftContent, DraftRecord, ExpectedDraft } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { calendarDay, instant, jsonOf } from './columns.ts';
import { drafts, products } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';
import { PAYLOAD_FIELDS } from './submission-row.ts';
import { productWithin, rowWithin } from './within-reach.ts';

const storedContent = z
  .strictObject({
    ...PAYLOAD_FIELDS,
    rulesets: z.array(z.string()).nullable(),
    answered_on: calendarDay.nullable(),
    target_launch: calendarDay.nullable(),
  })
  .transform(
    ({
      answers,
      evidence,
      answered_by,
      product_version = null,
      rulesets,
      answered_on,
      target_launch,
    }): DraftContent => ({
      ...{ answers, evidence, rulesets },
      answeredBy: answered_by,
      productVersion: product_version,
      answeredOn: answered_on,
      targetLaunch: target_launch,
    }),
  );

const draftRow = z.object({
  productId: z.string(),
  revision: z.int(),
  updatedAt: instant,
  content: jsonOf(storedContent),
});

/** The draft of a product within reach, where it has one. */
export function selectDraft(db: Sqlite, reach: Reach, productId: string): DraftRecord | undefined {
  const one = and(rowWithin(reach, drafts), eq(drafts.productId, productId));
  const row = db.select().from(drafts).where(one).get();
  return row === undefined || row.content === null ? undefined : draftRow.parse(row);
}

/**
 * Keeps a draft in the place of the one there is; to be called within a transaction.
 *
 * @returns its revision
 * @throws ServiceError `product_not_found`, or `precondition_failed` when the draft is not as expected
 */
export function putDraft(
  tx: Sqlite,
  reach: Reach,
  { productId, updatedAt, content }: Omit<DraftRecord, 'revision'>,
  expected: ExpectedDraft,
): number {
  const product = tx
    .select({ id: products.id })
    .from(products)
    .where(and(productWithin(reach), eq(products.id, productId)))
    .get();
  if (product === undefined) throw new ServiceError('product_not_found');
  const before = tx.select().from(drafts).where(oneOf(reach, productId)).get();
  insist(before === undefined || before.content === null ? null : before.revision, expected);
  const { answers, evidence, answeredBy, productVersion, rulesets, answeredOn, targetLaunch } = content;
  const revision = (before?.revision ?? 0) + 1;
  const values = {
    revision,
    content: canonicalJson({
      ...{ answers, evidence, rulesets },
      answered_by: answeredBy,
      product_version: productVersion,
      answered_on: answeredOn,
      target_launch: targetLaunch,
    }),
    updatedAt: updatedAt.toISOString(),
  };
  tx.insert(drafts)
    .values({ organizationId: reach.organization, productId, ...values })
    .onConflictDoUpdate({ target: [drafts.organizationId, drafts.productId], set: values })
    .run();
  return revision;
}

/**
 * Takes the content of a draft away; to be called within a transaction.
 *
 * @throws ServiceError `draft_not_found`, or `precondition_failed` when the draft is not as expected
 */
export function endDraft(tx: Sqlite, reach: Reach, productId: string, at: Date, expected: ExpectedDraft): void {
  const before = selectDraft(tx, reach, productId);
  if (before === undefined) throw new ServiceError('draft_not_found');
  insist(before.revision, expected);
  tx.update(drafts)
    .set({ revision: before.revision + 1, content: null, updatedAt: at.toISOString() })
    .where(oneOf(reach, productId))
    .run();
}

function oneOf({ organization }: Reach, productId: string) {
  return and(eq(drafts.organizationId, organization), eq(drafts.productId, productId));
}

/** @param revision - of the draft there is; `null` when there is none */
function insist(revision: number | null, expected: ExpectedDraft): void {
  const holds =
    expected === 'none'
      ? revision === null
      : revision !== null && (expected === 'any' || expected.revisions.includes(revision));
  if (!holds) throw new ServiceError('precondition_failed');
}
