import type { InputIssue } from '../core/base/input-issue.ts';
import type { Caller } from './access.ts';
import { canonicalJson } from './digest.ts';
import { parseDay, parseRequest } from './evaluation-request.ts';
import { answersAsRecord, answersDigestOf } from './evaluation-response.ts';
import type { Clock, DraftRecord, ExpectedDraft, Store } from './ports.ts';
import type { RuleLibrary } from './rule-library.ts';
import type { SubmissionRequest } from './submit.ts';

/** What a draft is made of: a submission's content that may still change. */
export type DraftRequest = Omit<SubmissionRequest, 'as_of' | 'locale' | 'plan'>;

/**
 * Keeps the answers in the making of a product, whole, in the place of those there are. They are held to the same as answers that are
 * submitted: what could not be submitted is not kept either.
 *
 * @throws ServiceError `product_not_found`, `precondition_failed` when the draft is not as expected, or what is wrong with the request
 */
export async function saveDraft(
  needs: { readonly library: RuleLibrary; readonly store: Store; readonly clock: Clock },
  { reach, actor }: Caller,
  productId: string,
  request: DraftRequest,
  expected: ExpectedDraft,
): Promise<DraftRecord> {
  const issues: InputIssue[] = [];
  const answeredOn =
    request.answered_on === undefined ? null : (parseDay(request.answered_on, '/answered_on', issues) ?? null);
  const { answers, targetLaunch } = parseRequest(request, needs.library, needs.clock, issues);
  const draft: Omit<DraftRecord, 'revision'> = {
    productId,
    updatedAt: needs.clock.now(),
    content: {
      answers: answersAsRecord(answers),
      evidence: request.evidence ?? [],
      answeredBy: request.answered_by ?? null,
      productVersion: request.product_version ?? null,
      rulesets: request.rulesets ?? null,
      answeredOn,
      targetLaunch,
    },
  };
  const content = canonicalJson({ answers_digest: answersDigestOf(answers) });
  const audit = { at: draft.updatedAt, actor, action: 'draft.save', subject: productId, content } as const;
  const revision = await needs.store.saveDraft(reach, draft, expected, [audit]);
  return { ...draft, revision };
}
