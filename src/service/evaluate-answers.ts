import { parseRequest, type EvaluationRequest } from './evaluation-request.ts';
import { respondInTurns, type EvaluationResponse } from './evaluation-response.ts';
import type { Clock } from './ports.ts';
import type { RuleLibrary } from './rule-library.ts';

/**
 * Evaluates bare answers; nothing is stored. With `trace`, each finding comes with the traces of its conditions.
 *
 * @throws ServiceError when the request cannot be used
 */
export async function evaluateAnswers(
  needs: { readonly library: RuleLibrary; readonly clock: Clock },
  request: EvaluationRequest,
  trace = false,
): Promise<EvaluationResponse> {
  return respondInTurns({ id: null, trace, ...parseRequest(request, needs.library, needs.clock) });
}
