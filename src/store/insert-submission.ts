import { and, eq } from 'drizzle-orm';
import { isNarrowed, reaches, type Reach } from '../service/access.ts';
import type { NewSubmission, SnapshotRecord } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { endDraft } from './draft-table.ts';
import { evaluationValues } from './evaluation-row.ts';
import { productValues } from './product-row.ts';
import { evaluations, products, rulesetSnapshots, submissionPayloads, submissions } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';
import { payloadValues, submissionValues } from './submission-row.ts';
import { productWithin } from './within-reach.ts';

/**
 * Writes all that comes with a submission; to be called within a transaction. A snapshot that is there already stays as it is.
 *
 * @throws ServiceError `outside_reach` for a new product that is, `product_not_found` for one that is there and beyond,
 * `draft_not_found` or `precondition_failed` when the draft it was made of is no longer as it was
 */
export function insertSubmission(
  tx: Sqlite,
  reach: Reach,
  { product, submission, evaluation, snapshots, draft }: NewSubmission,
): void {
  const { organization } = reach;
  if (product !== null) {
    if (!reaches(reach, product)) throw new ServiceError('outside_reach');
    tx.insert(products).values(productValues(organization, product)).run();
  }
  insistWithin(tx, reach, submission.productId);
  if (draft !== null) endDraft(tx, reach, submission.productId, submission.createdAt, draft);
  tx.insert(submissions).values(submissionValues(organization, submission)).run();
  tx.insert(submissionPayloads)
    .values(payloadValues(organization, submission.id, submission.payload))
    .run();
  for (const snapshot of snapshots) insertSnapshot(tx, organization, snapshot);
  tx.insert(evaluations).values(evaluationValues(organization, evaluation)).run();
}

/** Looks first: to hand over a whole ruleset, only for SQLite to find that it is there, would cost more than all the rest. */
function insertSnapshot(tx: Sqlite, organizationId: string, snapshot: SnapshotRecord): void {
  const found = tx
    .select({ digest: rulesetSnapshots.digest })
    .from(rulesetSnapshots)
    .where(and(eq(rulesetSnapshots.organizationId, organizationId), eq(rulesetSnapshots.digest, snapshot.digest)))
    .get();
  if (found === undefined)
    tx.insert(rulesetSnapshots)
      .values({ organizationId, ...snapshot })
      .run();
}

/** Without a wall the foreign key of the submission says the same, and costs nothing. */
function insistWithin(tx: Sqlite, reach: Reach, productId: string): void {
  if (!isNarrowed(reach)) return;
  const found = tx
    .select({ id: products.id })
    .from(products)
    .where(and(productWithin(reach), eq(products.id, productId)))
    .all();
  if (found.length === 0) throw new ServiceError('product_not_found');
}
