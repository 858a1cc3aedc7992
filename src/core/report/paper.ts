import type { CalendarDate } from '../base/calendar-date.ts';
import type { Gate } from '../evaluation/evaluation.ts';
import type { Status } from '../language/shapes/case-file.ts';
import type { Brand } from './document/paper-document.ts';

/** A person and the capacity in which they act. */
export interface Signatory {
  readonly name: string;
  readonly role: string;
}

/** What a lawyer said of one finding. The finding itself stays as it was computed. */
export interface FindingReview {
  readonly rule: string;
  readonly disposition: 'confirmed' | 'overridden' | 'commented';
  /** The lawyer's own status, with `overridden` alone. */
  readonly status: Status | null;
  /** What the own status rests on, with `overridden` alone. */
  readonly citation: string | null;
  /** Why; always there with `overridden` and `commented`. */
  readonly reason: string | null;
  readonly by: Signatory;
  readonly on: CalendarDate;
}

/** That a lawyer has seen that an answer sets duties aside, and agrees. */
export interface SetAsideConfirmation {
  readonly fact: string;
  readonly by: Signatory;
  readonly on: CalendarDate;
}

/** A dated decision to go on with an open finding. It exempts nobody. */
export interface AcceptedRisk {
  readonly rule: string;
  readonly reason: string;
  readonly owner: Signatory;
  readonly accepted_on: CalendarDate;
  /** The last day on which it holds. */
  readonly expires_on: CalendarDate;
}

/** That a person answers for the report on one instrument. */
export interface SignOff {
  readonly ruleset: string;
  readonly by: Signatory;
  /** Where they are admitted to practise; empty when not said. */
  readonly admission: string;
  readonly licence_no: string;
  readonly on: CalendarDate;
}

/** What belongs to a report as a paper and not to the evaluation: who made it for whom, how it looks, and the review. */
export interface ReportPaper {
  readonly state: 'draft' | 'final';
  /** Names this paper: the same evaluation, options and review give the same id. Empty when nothing gives one. */
  readonly report_id: string;
  readonly prepared_by: string | null;
  readonly prepared_for: string | null;
  /** Set by a reviewing firm alone. */
  readonly privileged: boolean;
  readonly brand: Brand;
  /** The organization's own, added to ours; empty for none. */
  readonly disclaimer: string;
  readonly reviews: readonly FindingReview[];
  readonly set_aside_confirmations: readonly SetAsideConfirmation[];
  readonly accepted_risks: readonly AcceptedRisk[];
  readonly sign_offs: readonly SignOff[];
  /** The gate with the overrides and accepted risks in force on the day; `null` when there are none. */
  readonly effective_gate: Gate | null;
}

/** A paper that nobody has reviewed, in our own looks. */
export const PLAIN_PAPER: ReportPaper = {
  state: 'draft',
  report_id: '',
  prepared_by: null,
  prepared_for: null,
  privileged: false,
  brand: { name: 'Preclear', logo: [], accent: '#1f3b5c', footer: '' },
  disclaimer: '',
  reviews: [],
  set_aside_confirmations: [],
  accepted_risks: [],
  sign_offs: [],
  effective_gate: null,
};
