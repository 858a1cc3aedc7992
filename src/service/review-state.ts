import type { CalendarDate } from '../core/base/calendar-date.ts';
import { effectiveGate } from '../core/evaluation/effective-gate.ts';
import { calendarDateOf } from '../core/base/calendar-date.ts';
import type { Evaluation, Gate } from '../core/evaluation/evaluation.ts';
import type { AcceptedRisk, FindingReview, SetAsideConfirmation, SignOff } from '../core/report/paper.ts';
import type { ReviewEntry } from './ports.ts';

/** What was said of an evaluation, as it stands: of each subject what was said last, unless it was taken back. */
export interface ReviewState {
  readonly state: 'draft' | 'final';
  readonly reviews: readonly FindingReview[];
  readonly set_aside_confirmations: readonly SetAsideConfirmation[];
  /** Of the product, whatever evaluation they are read with; those that have ended too. */
  readonly accepted_risks: readonly AcceptedRisk[];
  readonly sign_offs: readonly SignOff[];
  readonly privileged: boolean;
  /** `null` while nothing in force bears on the gate. */
  readonly effective_gate: Gate | null;
  /** The last thing said of the evaluation; `null` when nothing was. */
  readonly last: string | null;
}

/** Folds what was said of a product into what stands for one of its evaluations. */
export function reviewStateOf(
  entries: readonly ReviewEntry[],
  evaluation: Evaluation & { readonly id: string | null },
  asOf: CalendarDate,
  isFinal: boolean,
): ReviewState {
  const own = entries.filter(({ evaluationId }) => evaluationId === null || evaluationId === evaluation.id);
  const standing = [...new Map(own.map((entry) => [`${entry.kind} ${entry.subject}`, entry])).values()];
  const reviews = standing.flatMap(({ subject, at, content }): readonly FindingReview[] =>
    content?.kind === 'finding' ? [{ rule: subject, ...content.review, on: calendarDateOf(at) }] : [],
  );
  const risks = standing.flatMap(({ subject, content }): readonly AcceptedRisk[] =>
    content?.kind === 'accepted_risk' ? [{ rule: subject, ...content.risk }] : [],
  );
  const signed = standing.flatMap(({ subject, at, content }) =>
    content?.kind === 'sign_off' ? [{ ruleset: subject, at, ...content }] : [],
  );
  return {
    state: isFinal ? 'final' : 'draft',
    reviews,
    set_aside_confirmations: standing.flatMap(({ subject, at, content }) =>
      content?.kind === 'set_aside' ? [{ fact: subject, by: content.by, on: calendarDateOf(at) }] : [],
    ),
    accepted_risks: risks,
    sign_offs: signed.map(({ ruleset, at, signOff }) => ({ ruleset, ...signOff, on: calendarDateOf(at) })),
    privileged: signed.some(({ privileged }) => privileged),
    effective_gate: effectiveOf(evaluation, reviews, risks, asOf),
    last: own.findLast(({ evaluationId }) => evaluationId !== null)?.id ?? null,
  };
}

function effectiveOf(
  evaluation: Evaluation,
  reviews: readonly FindingReview[],
  risks: readonly AcceptedRisk[],
  asOf: CalendarDate,
): Gate | null {
  const overridden = new Map(
    reviews.flatMap(({ rule, disposition, status }) =>
      disposition === 'overridden' && status !== null ? [[rule, status] as const] : [],
    ),
  );
  const inForce = risks.filter((risk) => risk.accepted_on <= asOf && asOf <= risk.expires_on);
  if (overridden.size + inForce.length === 0) return null;
  return effectiveGate(evaluation, { overridden, accepted: new Set(inForce.map(({ rule }) => rule)) });
}

/** The id of what was said last of one subject; `null` when nothing was. */
export function lastOf(
  entries: readonly ReviewEntry[],
  { evaluationId, kind, subject }: Pick<ReviewEntry, 'evaluationId' | 'kind' | 'subject'>,
): string | null {
  const found = entries.findLast(
    (entry) => entry.evaluationId === evaluationId && entry.kind === kind && entry.subject === subject,
  );
  return found?.id ?? null;
}
