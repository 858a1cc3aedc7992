import type { Truth } from '../base/truth.ts';
import type { Gate, Score, UnitStatus, Verdict } from '../evaluation/evaluation.ts';
import type { Cause, Status } from '../language/shapes/case-file.ts';
import type { Severity } from '../language/shapes/ruleset-file.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';

/** Something before and after. */
export interface Change<T> {
  readonly from: T;
  readonly to: T;
}

/** What a comparison looks at in a finding. */
export interface FindingState {
  readonly status: Status;
  readonly because: Cause | null;
  readonly applicability: Truth;
  /** The severity shown. */
  readonly severity: Severity;
  readonly upcoming: { readonly from: string } | null;
}

/** The kinds of causes there are, in the order in which they are named. */
export const CAUSE_KINDS = ['facts_changed', 'rules_changed', 'date_passed'] as const;

/** Why a result differs: other answers, another version of the rules, another day. */
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** A part of a ruleset that differs between two versions. */
export interface PartChange {
  readonly part: 'rule' | 'definition' | 'question' | 'constraint' | 'unit' | 'instrument';
  readonly id: string;
  /** What differs in it: a field of the rule file, `texts` when nothing but texts does, or that the part is new or gone. */
  readonly field: string;
  /** As written; `null` for texts, and on the side where there is nothing. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Causes that are enough together to turn the old state of a finding into the new one, and of which none could be left out. A kind
 * that plays no part is `null`.
 */
export interface CauseSet {
  /** Least sets of changed answers that carry the change; each is enough with the other causes of this set. */
  readonly facts_changed: readonly (readonly string[])[] | null;
  /** The changed parts of the ruleset that the finding rests on. */
  readonly rules_changed: readonly PartChange[] | null;
  /** The day on which the finding turns. */
  readonly date_passed: { readonly turns_on: string } | null;
}

/** A finding that is not what it was. */
export interface ChangedFinding {
  readonly ruleset: string;
  readonly rule: string;
  readonly unit: string;
  readonly from: FindingState;
  readonly to: FindingState;
  /** Every least set of causes; where there are several, each would have been enough alone. */
  readonly causes: readonly CauseSet[];
}

/** A rule that only one of two versions of a ruleset has, with what it comes to there. */
export interface OneSidedRule {
  readonly ruleset: string;
  readonly rule: string;
  readonly unit: string;
  readonly state: FindingState;
}

/** A result that other results add up to, with the least sets of kinds of causes by which it changed; none when it did not. */
export interface ChangedResult<T> extends Change<T> {
  readonly causes: readonly (readonly CauseKind[])[];
}

/** What became of a ruleset. On the side where it was not assessed everything is `null`. */
export interface ComparedRuleset {
  readonly id: string;
  /** Whether the content is the same, differs in texts alone, or in what decides results; or was assessed once only. */
  readonly change: 'same' | 'texts' | 'rules' | 'added' | 'removed';
  readonly version: Change<string | null>;
  readonly digest: Change<string | null>;
  readonly verdict: ChangedResult<Verdict | null>;
  readonly score: Change<Score | null>;
  /** The units whose status or score is not what it was. */
  readonly units: readonly {
    readonly id: string;
    readonly status: Change<UnitStatus | null>;
    readonly score: Change<Score | null>;
  }[];
  readonly parts: readonly PartChange[];
}

/** An answer that is not what it was; `null` where there was none or is none. */
export interface ChangedAnswer extends Change<AnswerValue | null> {
  readonly fact: string;
}

/** A count of days that is the same although the day it was counted for is another one. */
export interface StaleCount {
  readonly fact: string;
  readonly value: AnswerValue;
  /** The day of the answers, else the day assessed. */
  readonly counted_on: Change<string>;
  readonly as_of: Change<string>;
  /** The rules that read it. */
  readonly rules: readonly string[];
}

/** What differs between two evaluations of a product, and why. */
export interface Comparison {
  readonly as_of: Change<string>;
  readonly gate: ChangedResult<Gate>;
  readonly open: Change<{ readonly blockers: number; readonly others: number }>;
  readonly rulesets: readonly ComparedRuleset[];
  readonly findings: readonly ChangedFinding[];
  readonly rules_added: readonly OneSidedRule[];
  readonly rules_removed: readonly OneSidedRule[];
  readonly answers: readonly ChangedAnswer[];
  readonly stale_counts: readonly StaleCount[];
}
