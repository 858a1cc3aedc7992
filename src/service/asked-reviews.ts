import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { Evaluation, Review } from '../core/evaluation/evaluation.ts';
import { isOpenStatus } from '../core/evaluation/roll-up.ts';
import type { ReviewState } from './review-state.ts';

/** A finding whose result asks for a person, and what answers it so far. */
export interface AskedReview {
  readonly ruleset: string;
  readonly rule: string;
  /** Why it asks, and whom; never empty. */
  readonly asks: readonly Review[];
  /** `null` while nothing does. */
  readonly settled_by: 'review' | 'accepted_risk' | null;
}

/**
 * The findings that a person must look at before a report is final (`semantics.md` part 4): each that asks for a review and applies or
 * may apply, in the order of the rulesets. What does not apply due to an answer is confirmed as set aside instead. A comment settles
 * nothing, and an accepted risk only a finding that is open.
 * Risks count when they are in force today; with a final report, when they were on the day of the last signature.
 */
export function askedReviews(
  { rulesets }: Pick<Evaluation, 'rulesets'>,
  { state, reviews, accepted_risks: risks, sign_offs: signOffs }: ReviewState,
  today: CalendarDate,
): readonly AskedReview[] {
  const on = state === 'final' ? signOffs.reduce((last, one) => (one.on > last ? one.on : last), '') : today;
  const reviewed = new Set(reviews.flatMap(({ rule, disposition }) => (disposition === 'commented' ? [] : [rule])));
  const inForce = risks.filter(({ accepted_on: from, expires_on: to }) => from <= on && on <= to);
  const accepted = new Set(inForce.map(({ rule }) => rule));
  return rulesets.flatMap(({ id, findings }) =>
    findings.flatMap(({ rule, status, review: asks }): readonly AskedReview[] => {
      if (asks.length === 0 || status === 'not_applicable') return [];
      const isAccepted = isOpenStatus(status) && accepted.has(rule);
      return [
        { ruleset: id, rule, asks, settled_by: reviewed.has(rule) ? 'review' : isAccepted ? 'accepted_risk' : null },
      ];
    }),
  );
}
