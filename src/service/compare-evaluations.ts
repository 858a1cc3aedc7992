import { compare } from '../core/reasoning/compare.ts';
import type { Change, Comparison } from '../core/reasoning/comparison.ts';
import type { Caller, Reach } from './access.ts';
import type { EvaluationRecord } from './ports.ts';
import { readAssessment, type RecomputeNeeds } from './recompute.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { earlierOf, type EarlierAssessment } from './report-subject.ts';
import { ServiceError } from './service-error.ts';

/** A comparison as it goes out. */
export interface ComparisonResponse extends Comparison {
  /** The ids of the two evaluations; `null` for what was not stored. */
  readonly evaluations: Change<string | null>;
}

/**
 * Compares two stored evaluations of one product, each with the answers, rulesets and day it was made with. It shows answers of both,
 * so that they were compared is noted.
 *
 * @throws ServiceError `evaluation_not_found`, `different_products` or `answers_erased`
 */
export async function compareEvaluations(
  needs: RecomputeNeeds & RecordNeeds,
  caller: Caller,
  { from, to }: Change<string>,
): Promise<ComparisonResponse> {
  const { reach } = caller;
  const [before, after] = [await findNamed(needs, reach, from), await findNamed(needs, reach, to)];
  refuseDifferentProducts(before, after);
  const [old, now] = [await readAssessment(needs, reach, before), await readAssessment(needs, reach, after)];
  const comparison = compare(earlierOf(old), earlierOf(now));
  await recordAccess(needs, caller, 'evaluation.compare', to, { from, to });
  return { evaluations: { from, to }, ...comparison };
}

/**
 * The evaluation that the report of another tells changes against: the one asked for, else the newest earlier one of the product,
 * unless its answers were erased.
 *
 * @throws ServiceError `evaluation_not_found`, `different_products` or `answers_erased` for one that was asked for
 */
export async function findSince(
  needs: RecomputeNeeds,
  reach: Reach,
  of: EvaluationRecord,
  wanted: string | undefined,
): Promise<EarlierAssessment | undefined> {
  if (wanted !== undefined) {
    const record = await findNamed(needs, reach, wanted);
    refuseDifferentProducts(record, of);
    return earlierOf(await readAssessment(needs, reach, record));
  }
  const newest = await needs.store.findEvaluationBefore(reach, of.productId, of.id);
  if (newest === undefined) return undefined;
  try {
    return earlierOf(await readAssessment(needs, reach, newest));
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'answers_erased') return undefined;
    throw error;
  }
}

async function findNamed({ store }: RecomputeNeeds, reach: Reach, id: string): Promise<EvaluationRecord> {
  const record = await store.findEvaluation(reach, id);
  if (record === undefined) throw new ServiceError('evaluation_not_found', `There is no evaluation "${id}".`);
  return record;
}

function refuseDifferentProducts(a: EvaluationRecord, b: EvaluationRecord): void {
  if (a.productId === b.productId) return;
  throw new ServiceError(
    'different_products',
    `Evaluation ${a.id} is of product ${a.productId}, evaluation ${b.id} of product ${b.productId}. Only evaluations of one product are compared.`,
  );
}
