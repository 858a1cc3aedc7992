import type { Caller } from './access.ts';
import type { Digest } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { answersDigestOf } from './evaluation-response.ts';
import { recompute, type RecomputeNeeds } from './recompute.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';

/** What re-running a stored evaluation came to. */
export interface Verification {
  readonly id: string;
  /** The same answers and rulesets gave the same result bytes. */
  readonly verified: boolean;
  /** The engine that ran it now, and the one that made it. */
  readonly engine: { readonly now: string; readonly then: string };
  readonly result_digest: { readonly stored: Digest; readonly recomputed: Digest };
  readonly answers_digest: { readonly stored: Digest; readonly recomputed: Digest };
}

/**
 * Re-runs a stored evaluation from its stored inputs and compares the digests with those stored.
 *
 * @throws ServiceError `evaluation_not_found` or `answers_erased`
 */
export async function verifyEvaluation(
  needs: RecomputeNeeds & RecordNeeds,
  caller: Caller,
  id: string,
): Promise<Verification> {
  const { evaluation, record, submission, answers } = await recompute(needs, caller.reach, id);
  const result = { stored: record.resultDigest, recomputed: evaluation.result_digest };
  const given = { stored: submission.answersDigest, recomputed: answersDigestOf(answers) };
  await recordAccess(needs, caller, 'evaluation.verify', id, { answers_digest: given, result_digest: result });
  return {
    id,
    verified: result.stored === result.recomputed && given.stored === given.recomputed,
    engine: { now: ENGINE_VERSION, then: record.engine },
    result_digest: result,
    answers_digest: given,
  };
}
