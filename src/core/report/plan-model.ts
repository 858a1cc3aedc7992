import type { Gate } from '../evaluation/evaluation.ts';
import type { Phase } from '../language/shapes/question-file.ts';
import type { Blocker, FindingReference, Part, Particular, QuestionReference } from './part-model.ts';

/** What to do, in the order of work, and beside it what it cannot do, what else could be done, and the time it takes. */
export interface PlanPart extends Part {
  readonly standing: readonly string[];
  /** Where the plan leads; empty when there is nothing to do. */
  readonly outcome: readonly Particular[];
  readonly totals: readonly Particular[];
  /** Duties of binding instruments. */
  readonly phases: readonly PlanPhase[];
  /** Empty when nothing has to be answered before more can be planned. */
  readonly answers_first: PlanAnswersFirst;
  /** Points that no permitted change closes together; the plan serves the others. */
  readonly conflicts: {
    readonly heading: string;
    readonly lead: string;
    readonly sets: readonly (readonly FindingReference[])[];
  };
  /** What the work itself brings. */
  readonly opens: { readonly heading: string; readonly findings: readonly FindingReference[] };
  readonly beyond_work_heading: string;
  readonly beyond_work_lead: string;
  /** Open points that no answer the team could change would close. */
  readonly beyond_work: readonly Blocker[];
  readonly time: PlanTime;
  readonly routes: PlanRoutes;
  readonly voluntary_heading: string;
  readonly voluntary_lead: readonly string[];
  /** Points that only voluntary instruments ask for. */
  readonly voluntary: readonly PlanPhase[];
}

/** Answers that work cannot replace. */
interface PlanAnswersFirst {
  readonly heading: string;
  readonly lead: string;
  readonly questions: readonly (QuestionReference & { readonly bears_on: readonly FindingReference[] })[];
}

/** One phase of the work. */
export interface PlanPhase {
  readonly phase: Phase;
  readonly number: string;
  readonly heading: string;
  readonly about: readonly string[];
  readonly effort: readonly Particular[];
  /** All of the team's own work in it; empty where there is none. */
  readonly work: string;
  /** What runs side by side after it; empty where nothing is waited for. */
  readonly wait: string;
  /** From the last day to begin to the last day to finish; empty while no launch is planned. */
  readonly dates: string;
  /** Known gaps to close, then sign-offs. */
  readonly steps: readonly PlanStep[];
  /** What nobody has answered yet, so that it may be done already. */
  readonly to_check: readonly PlanStep[];
  readonly waiting: readonly Waiting[];
}

/** One fact to change by work, or one sign-off. */
export interface PlanStep {
  readonly fact: string;
  /** Its place in the order of work, by which others name it. */
  readonly number: string;
  readonly kind: 'work' | 'sign_off';
  readonly urgency: 'blocks_launch' | 'other_point' | 'voluntary';
  readonly urgency_words: string;
  /** Who could do it; a suggestion. */
  readonly owner: string;
  readonly text: string;
  readonly now: string;
  readonly then: string;
  readonly effort: string;
  readonly advice: readonly string[];
  /** Empty when nothing comes before it. */
  readonly after: string;
  readonly evidence: readonly string[];
  /** Points that it closes: alone, or with the rest of the plan and not without it. */
  readonly serves: readonly ServedPoint[];
}

/** A point that a step closes. */
export interface ServedPoint extends FindingReference {
  readonly kind: 'alone' | 'with_others';
  /** Empty when it is closed by the step alone. */
  readonly kind_words: string;
}

/** Time that passes while somebody else decides. */
export interface Waiting {
  readonly text: string;
  readonly days: string;
  readonly who: string;
  readonly basis: string;
}

/** How the plan stands to the launch; no sentences when there is nothing to place in time. */
export interface PlanTime {
  readonly heading: string;
  /** What the dates of a phase are called. */
  readonly dates_label: string;
  readonly sentences: readonly string[];
  readonly phases: readonly { readonly phase: Phase; readonly heading: string; readonly dates: string }[];
}

/** Changes of what the product is, none of them part of the plan. */
export interface PlanRoutes {
  readonly heading: string;
  readonly lead: string;
  readonly labels: {
    readonly name: string;
    readonly costs: string;
    readonly changes: string;
    readonly outcome: string;
  };
  readonly routes: readonly PlanRoute[];
}

/** One route with its cost and what would come of it. */
export interface PlanRoute {
  readonly ruleset: string;
  readonly id: string;
  /** A capital letter. */
  readonly letter: string;
  readonly title: string;
  readonly costs: string;
  readonly changes: readonly {
    readonly fact: string;
    readonly text: string;
    readonly now: string;
    readonly then: string;
  }[];
  readonly gate: Gate;
  /** The gate on the day it is taken, what would no longer or newly apply, and what is left to do. */
  readonly outcome: readonly string[];
}
