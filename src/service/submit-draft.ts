import type { Caller } from './access.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import type { ExpectedDraft } from './ports.ts';
import { ServiceError } from './service-error.ts';
import { submit, type SubmitNeeds, type Submitted } from './submit.ts';

/**
 * Submits the draft of a product and evaluates it as of today. The draft ends with the submission, or neither happens.
 *
 * @throws ServiceError `product_not_found`, `draft_not_found`, `precondition_failed` when the draft is not as expected, or what is
 * wrong with it under the rules of today
 */
export async function submitDraft(
  needs: SubmitNeeds,
  caller: Caller,
  productId: string,
  expected: ExpectedDraft,
  { locale, plan }: Pick<EvaluationRequest, 'locale' | 'plan'>,
): Promise<Submitted> {
  const draft = await needs.store.findDraft(caller.reach, productId);
  if (draft === undefined) throw new ServiceError('draft_not_found');
  const { answers, evidence, answeredBy, productVersion, rulesets, answeredOn, targetLaunch } = draft.content;
  const request = {
    ...{ locale, plan, answers, evidence },
    rulesets: rulesets ?? undefined,
    answered_on: answeredOn ?? undefined,
    answered_by: answeredBy ?? undefined,
    product_version: productVersion ?? undefined,
    target_launch: targetLaunch ?? undefined,
  };
  // What was read is what is submitted: a state that came in between is none of those expected.
  const read = draft.revision;
  const isExpected = expected === 'any' || (expected !== 'none' && expected.revisions.includes(read));
  if (!isExpected) throw new ServiceError('precondition_failed');
  return submit(needs, caller, { id: productId }, request, { revisions: [read] });
}
