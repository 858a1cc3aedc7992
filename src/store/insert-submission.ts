import type { NewSubmission } from '../service/ports.ts';
import { evaluationValues } from './evaluation-row.ts';
import { productValues } from './product-row.ts';
import { evaluations, products, rulesetSnapshots, submissionPayloads, submissions } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';
import { payloadValues, submissionValues } from './submission-row.ts';

/** Writes all that comes with a submission; to be called within a transaction. A snapshot that is there already stays as it is. */
export function insertSubmission(
  tx: Sqlite,
  organization: string,
  { product, submission, evaluation, snapshots }: NewSubmission,
): void {
  if (product !== null) tx.insert(products).values(productValues(organization, product)).run();
  tx.insert(submissions).values(submissionValues(organization, submission)).run();
  tx.insert(submissionPayloads)
    .values(payloadValues(organization, submission.id, submission.payload))
    .run();
  for (const snapshot of snapshots)
    tx.insert(rulesetSnapshots)
      .values({ organizationId: organization, ...snapshot })
      .onConflictDoNothing({ target: [rulesetSnapshots.organizationId, rulesetSnapshots.digest] })
      .run();
  tx.insert(evaluations).values(evaluationValues(organization, evaluation)).run();
}
