import type { CalendarDate } from '../core/base/calendar-date.ts';
import { askedReviews } from '../service/asked-reviews.ts';
import type { ReviewEntry } from '../service/ports.ts';
import type { Recomputed } from '../service/recompute.ts';
import { lastOf, type ReviewState } from '../service/review-state.ts';
import type { OnWire } from './http-app.ts';
import type { review } from './schemas/review.ts';

/** The risks of a product as they stand, those that have ended too. */
export function risksOf(entries: readonly ReviewEntry[]): ReviewState['accepted_risks'] {
  const standing = entries.filter((entry) => entry.kind === 'accepted_risk' && entry.id === lastOf(entries, entry));
  return standing.flatMap(({ subject, content }) =>
    content?.kind === 'accepted_risk' ? [{ rule: subject, ...content.risk }] : [],
  );
}

/** What was said of an evaluation, and what it still asks for on a day, as it goes out. */
export function reviewOnWire(
  { record, evaluation }: Recomputed,
  state: ReviewState,
  today: CalendarDate,
): OnWire<typeof review> {
  const confirmed = new Map(state.set_aside_confirmations.map((one) => [one.fact, one]));
  return {
    evaluation_id: record.id,
    state: state.state,
    gate: evaluation.gate,
    effective_gate: state.effective_gate,
    reviews: state.reviews,
    set_aside: evaluation.set_aside.map(({ fact, rules }) => ({ fact, rules, confirmed: confirmed.get(fact) ?? null })),
    to_review: askedReviews(evaluation, state, today),
    accepted_risks: state.accepted_risks,
    sign_offs: state.sign_offs,
  };
}
