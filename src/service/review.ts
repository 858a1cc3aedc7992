import { addDays, calendarDateOf } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import { STATUSES, type Status } from '../core/language/shapes/case-file.ts';
import type { Signatory } from '../core/report/paper.ts';
import type { Caller } from './access.ts';
import { canonicalJson } from './digest.ts';
import { parseDay } from './evaluation-request.ts';
import type { Clock, ExpectedReview, Ids, ReviewContent, ReviewEntry, ReviewKind, Store } from './ports.ts';
import { recompute, type Recomputed, type SnapshotCache } from './recompute.ts';
import { recordAccess } from './record-access.ts';
import { lastOf, reviewStateOf, type ReviewState } from './review-state.ts';
import type { RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** What reviewing needs. */
export interface ReviewNeeds {
  readonly store: Store;
  readonly snapshots: SnapshotCache;
  readonly library: RuleLibrary;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What counsel says of a finding, before it was looked at. */
export interface FindingReviewRequest {
  readonly disposition: 'confirmed' | 'overridden' | 'commented';
  readonly status?: Status | undefined;
  readonly citation?: string | undefined;
  readonly reason?: string | undefined;
  readonly by: Signatory;
}

/** A risk that somebody decides to take, before it was looked at. */
export interface AcceptedRiskRequest {
  readonly reason: string;
  readonly owner: Signatory;
  readonly expires_on: string;
}

/** Longest time for which a risk is accepted, in days: after that it is looked at again. */
const LONGEST_ACCEPTANCE = 366;

/** A stored evaluation with everything said of it and its product. */
export async function readReviewed(
  needs: Pick<ReviewNeeds, 'store' | 'snapshots'>,
  reach: Caller['reach'],
  id: string,
): Promise<{ readonly stored: Recomputed; readonly entries: readonly ReviewEntry[]; readonly review: ReviewState }> {
  const stored = await recompute(needs, reach, id);
  const entries = await needs.store.listReviews(reach, stored.record.productId);
  const isFinal = await needs.store.isFinal(reach, id);
  return { stored, entries, review: reviewStateOf(entries, stored.evaluation, stored.record.asOf, isFinal) };
}

/** What was said of an evaluation; reading it is noted. @throws ServiceError `evaluation_not_found` or `answers_erased` */
export async function readReview(
  needs: ReviewNeeds,
  caller: Caller,
  id: string,
): Promise<{ readonly stored: Recomputed; readonly review: ReviewState }> {
  const { stored, review } = await readReviewed(needs, caller.reach, id);
  await recordAccess(needs, caller, 'review.read', id, { last: review.last });
  return { stored, review };
}

/**
 * What was said last of a subject of an evaluation.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased`, `rule_not_found` or `fact_not_found`
 */
export async function findStanding(
  needs: ReviewNeeds,
  reach: Caller['reach'],
  id: string,
  kind: 'finding' | 'set_aside',
  subject: string,
): Promise<{ readonly productId: string; readonly last: string | null; readonly isSaid: boolean }> {
  const { stored, entries } = await readReviewed(needs, reach, id);
  insistOnSubject(stored, kind, subject);
  const last = lastOf(entries, { evaluationId: id, kind, subject });
  const standing = entries.find((entry) => entry.id === last);
  const isSaid = standing !== undefined && standing.content?.kind !== 'withdrawn';
  return { productId: stored.record.productId, last, isSaid };
}

function insistOnSubject({ evaluation }: Recomputed, kind: 'finding' | 'set_aside', subject: string): void {
  if (kind === 'finding') {
    const known = evaluation.rulesets.some(({ findings }) => findings.some(({ rule }) => rule === subject));
    if (!known) throw new ServiceError('rule_not_found');
  } else if (!evaluation.set_aside.some(({ fact }) => fact === subject)) throw new ServiceError('fact_not_found');
}

/**
 * Keeps what counsel says of a finding. The finding stays as it was computed.
 *
 * @throws ServiceError `invalid_input` when the disposition lacks what it needs or has what it cannot have, `evaluation_final`, or
 * `precondition_failed` when something was said in between
 */
export async function reviewFinding(
  needs: ReviewNeeds,
  caller: Caller,
  of: { readonly evaluationId: string; readonly productId: string; readonly rule: string },
  { disposition, status, citation, reason, by }: FindingReviewRequest,
  last: string | null,
): Promise<ReviewEntry> {
  const overrides = disposition === 'overridden';
  const issues = [
    ...present('/status', status, overrides, `one of ${STATUSES.join(', ')}`),
    ...present('/citation', citation, overrides, 'the place that the own status rests on'),
    ...(disposition === 'confirmed' ? present('/reason', reason, false, '') : present('/reason', reason, true, 'why')),
  ];
  if (issues.length > 0) throw new ServiceError('invalid_input', undefined, issues);
  const review = { disposition, status: status ?? null, citation: citation ?? null, reason: reason ?? null, by };
  return add(needs, caller, { ...of, kind: 'finding', subject: of.rule }, { kind: 'finding', review }, last);
}

/** A field that must be there, or must not. */
function present(pointer: string, value: string | undefined, wanted: boolean, expected: string): readonly InputIssue[] {
  if ((value !== undefined) === wanted) return [];
  const field = pointer.slice(1);
  return [
    wanted
      ? { pointer, code: 'required', message: `"${field}" is missing`, expected, suggestion: null }
      : {
          pointer,
          code: 'unexpected_field',
          message: `"${field}" does not go with this disposition`,
          expected: `no "${field}", or another disposition`,
          suggestion: null,
        },
  ];
}

/** Keeps that counsel agrees that an answer sets duties aside. @throws as {@link reviewFinding} */
export function confirmSetAside(
  needs: ReviewNeeds,
  caller: Caller,
  of: { readonly evaluationId: string; readonly productId: string; readonly fact: string },
  by: Signatory,
  last: string | null,
): Promise<ReviewEntry> {
  return add(needs, caller, { ...of, kind: 'set_aside', subject: of.fact }, { kind: 'set_aside', by }, last);
}

/** Takes back what stands of a subject. @throws as {@link reviewFinding} */
export function withdraw(
  needs: ReviewNeeds,
  caller: Caller,
  of: {
    readonly evaluationId: string | null;
    readonly productId: string;
    readonly kind: ReviewKind;
    readonly subject: string;
  },
  last: string,
): Promise<ReviewEntry> {
  return add(needs, caller, of, { kind: 'withdrawn' }, last);
}

/** What was said last of a risk of a product. @throws ServiceError `product_not_found` */
export async function findRisk(
  { store }: ReviewNeeds,
  reach: Caller['reach'],
  productId: string,
  rule: string,
): Promise<{ readonly last: string | null; readonly isSaid: boolean }> {
  if ((await store.findProduct(reach, productId)) === undefined) throw new ServiceError('product_not_found');
  const entries = await store.listReviews(reach, productId);
  const last = lastOf(entries, { evaluationId: null, kind: 'accepted_risk', subject: rule });
  const standing = entries.find(({ id }) => id === last);
  return { last, isSaid: standing !== undefined && standing.content?.kind === 'accepted_risk' };
}

/**
 * Keeps a dated decision to go on with an open finding of a product: from today on, for a year at most. It exempts nobody.
 *
 * @throws ServiceError `rule_not_found`, `invalid_input` for a day that cannot be, or `precondition_failed`
 */
export async function acceptRisk(
  needs: ReviewNeeds,
  caller: Caller,
  { productId, rule }: { readonly productId: string; readonly rule: string },
  { reason, owner, expires_on: expires }: AcceptedRiskRequest,
  last: string | null,
): Promise<ReviewEntry> {
  const today = calendarDateOf(needs.clock.now());
  const known = needs.library.rulesets.some(({ compiled }) => compiled.rules.some(({ id }) => id === rule));
  if (!known) throw new ServiceError('rule_not_found', 'No ruleset in use has such a rule.');
  const issues: InputIssue[] = [];
  const bounds = { first: today, last: addDays(today, LONGEST_ACCEPTANCE) };
  const day = parseDay(expires, '/expires_on', issues, bounds);
  if (day === undefined) throw new ServiceError('invalid_input', undefined, issues);
  const risk = { reason, owner, accepted_on: today, expires_on: day };
  const of = { evaluationId: null, productId, kind: 'accepted_risk', subject: rule } as const;
  return add(needs, caller, of, { kind: 'accepted_risk', risk }, last);
}

async function add(
  { store, clock, ids }: ReviewNeeds,
  { reach, actor }: Caller,
  { evaluationId, productId, kind, subject }: Omit<ReviewEntry, 'id' | 'at' | 'content'>,
  content: ReviewContent,
  last: string | null,
): Promise<ReviewEntry> {
  const at = clock.now();
  const entry: ReviewEntry = { id: ids.next(), productId, evaluationId, kind, subject, at, content };
  const expected: ExpectedReview = { of: 'subject', last };
  const said = canonicalJson({ evaluation: evaluationId, kind, subject, content });
  await store.addReviews(reach, [entry], [], expected, [
    { at, actor, action: 'review.add', subject: entry.id, content: said },
  ]);
  return entry;
}
