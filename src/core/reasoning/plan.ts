import type { Gate } from '../evaluation/evaluation.ts';
import type { Phase, QuestionEntry } from '../language/shapes/question-file.ts';
import type { LocalizedText } from '../language/shapes/text.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { PlanTarget } from './plan-goals.ts';

/** Working days of the team, at the low and the high end of the estimate. */
export type EffortDays = readonly [low: number, high: number];

/** One fact to change by work or a decision. It is to be answered anew only after the facts have changed. */
export interface PlannedFix {
  readonly fact: string;
  /** What is answered now; `null` while it is not known, so that it may turn out to be in place already. */
  readonly now: AnswerValue | null;
  readonly to: AnswerValue;
  readonly fix_kind: NonNullable<QuestionEntry['fix_kind']>;
  readonly phase: Phase;
  /** Facts of the same plan, signatures included, whose work comes before. */
  readonly after: readonly string[];
  readonly effort_days: EffortDays;
  /** Waiting for somebody else, on top of the effort, in calendar days; `null` when nobody else decides. */
  readonly wait_days: NonNullable<QuestionEntry['wait_days']> | null;
  /** Open rules that this change alone brings to be met. */
  readonly settles: readonly string[];
  /** Open rules that are met with the rest of the plan, and would not be without this change. */
  readonly with: readonly string[];
  /** What to keep as evidence for the rules it serves, each once. */
  readonly evidence: readonly LocalizedText[];
}

/** A named person's signature that the plan ends in. Never a shortcut: it comes after the evidence exists, if satisfied. */
export interface PlannedAttestation {
  readonly fact: string;
  readonly after: readonly string[];
  readonly effort_days: EffortDays;
  readonly settles: readonly string[];
  readonly with: readonly string[];
  readonly evidence: readonly LocalizedText[];
}

/** A fact that nobody can change and that is not known: until it is answered nothing can be said of these rules. */
export interface NeededAnswer {
  readonly fact: string;
  readonly rules: readonly string[];
}

/** The least work that reaches a target on the answers given. */
export interface Plan {
  readonly target: PlanTarget;
  /** What the gate is once everything in the plan is done and signed; `null` where nothing can be claimed. */
  readonly gate: Gate | null;
  /** In the order of work. */
  readonly fixes: readonly PlannedFix[];
  readonly attestations: readonly PlannedAttestation[];
  readonly needs_answers: readonly NeededAnswer[];
  /** The sum over the fixes, one after the other. Signatures and waiting are not in it. */
  readonly effort_days: EffortDays;
  /** Rules that are no open point now and will be one once the plan is carried out. */
  readonly opens: readonly string[];
  /** Sets of rules that no change can meet together, each the smallest there is; the plan serves the others. */
  readonly impossible: readonly (readonly string[])[];
}
