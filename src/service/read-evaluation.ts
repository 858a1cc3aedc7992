import type { Caller } from './access.ts';
import type { EvaluationResponse } from './evaluation-response.ts';
import { recompute, type Asked, type RecomputeNeeds } from './recompute.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';

/**
 * A stored evaluation, computed again. It shows the answers that decided it, so reading it is noted.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased` or `unknown_locale`
 */
export async function readEvaluation(
  needs: RecomputeNeeds & RecordNeeds,
  caller: Caller,
  id: string,
  asked: Asked = {},
): Promise<EvaluationResponse> {
  const { evaluation } = await recompute(needs, caller.reach, id, asked);
  await recordAccess(needs, caller, 'evaluation.read', id, { result_digest: evaluation.result_digest });
  return evaluation;
}
