import { compare } from '../core/reasoning/compare.ts';
import type { Change, Comparison } from '../core/reasoning/comparison.ts';
import type { EvaluationRecord } from './ports.ts';
import { readAssessment, type RecomputeNeeds } from './recompute.ts';
import { earlierOf, type EarlierAssessment } from './report-subject.ts';
import { ServiceError } from './service-error.ts';

/** A comparison as it goes out. */
export interface ComparisonResponse extends Comparison {
  /** The ids of the two evaluations; `null` for what was not stored. */
  readonly evaluations: Change<string | null>;
}

/**
 * Compares two stored evaluations of one product, each with the answers, rulesets and day it was made with.
 *
 * @throws ServiceError `evaluation_not_found`, `different_products` or `answers_erased`
 */
export async function compareEvaluations(
  needs: RecomputeNeeds,
  organization: string,
  { from, to }: Change<string>,
): Promise<ComparisonResponse> {
  const [before, after] = [await findNamed(needs, organization, from), await findNamed(needs, organization, to)];
  refuseDifferentProducts(before, after);
  const [old, now] = [
    await readAssessment(needs, organization, before),
    await readAssessment(needs, organization, after),
  ];
  return { evaluations: { from, to }, ...compare(earlierOf(old), earlierOf(now)) };
}

/**
 * The evaluation that the report of another tells changes against: the one asked for, else the newest earlier one of the product,
 * unless its answers were erased.
 *
 * @throws ServiceError `evaluation_not_found`, `different_products` or `answers_erased` for one that was asked for
 */
export async function findSince(
  needs: RecomputeNeeds,
  organization: string,
  of: EvaluationRecord,
  wanted: string | undefined,
): Promise<EarlierAssessment | undefined> {
  if (wanted !== undefined) {
    const record = await findNamed(needs, organization, wanted);
    refuseDifferentProducts(record, of);
    return earlierOf(await readAssessment(needs, organization, record));
  }
  const newest = await needs.store.findEvaluationBefore(organization, of.productId, of.id);
  if (newest === undefined) return undefined;
  try {
    return earlierOf(await readAssessment(needs, organization, newest));
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'answers_erased') return undefined;
    throw error;
  }
}

async function findNamed({ store }: RecomputeNeeds, organization: string, id: string): Promise<EvaluationRecord> {
  const record = await store.findEvaluation(organization, id);
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
