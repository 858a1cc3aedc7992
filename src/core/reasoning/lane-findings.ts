import { at } from '../base/at.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Cause, Status } from '../language/shapes/case-file.ts';
import { SEVERITIES, type Severity } from '../language/shapes/ruleset-file.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import { EVERY_LANE, includesLane, NO_LANE, type LaneSet } from './lanes.ts';

/** Every outcome a rule can have. For each of them a block has one word: the lanes in which it is that one. */
export const OUTCOMES = [
  outcome('not_applicable', null, 'false'),
  outcome('met', null, 'true'),
  outcome('met', null, 'unknown'),
  outcome('undetermined', 'applicability', 'unknown'),
  outcome('undetermined', 'requirement', 'true'),
  outcome('needs_attestation', null, 'true'),
  outcome('not_met', null, 'true'),
] as const;

/** The place of each outcome among {@link OUTCOMES}. */
export const PLACE = {
  notApplicable: 0,
  met: 1,
  metIfApplicable: 2,
  openApplicability: 3,
  openRequirement: 4,
  needsAttestation: 5,
  notMet: 6,
} as const;

/** What a finding shows that may differ from one evaluation to the next. Two that are equal are the same object. */
export interface FindingState extends Outcome {
  /** The severity shown: lowered while the ruleset caps it. */
  readonly severity: Severity;
}

const STATES: readonly (readonly FindingState[])[] = OUTCOMES.map((entry) =>
  SEVERITIES.map((severity) => Object.freeze({ ...entry, severity })),
);

/** The findings of one ruleset for a block of products, as words. */
export class LaneFindings {
  readonly ruleset: CompiledRuleset;
  /** For each rule, the lanes of each outcome, in the order of {@link OUTCOMES}. */
  readonly outcomes: Int32Array;
  /** For each rule, the lanes in which each severity is shown, heaviest first. */
  readonly severities: Int32Array;

  constructor(ruleset: CompiledRuleset) {
    this.ruleset = ruleset;
    this.outcomes = new Int32Array(ruleset.rules.length * OUTCOMES.length);
    this.severities = new Int32Array(ruleset.rules.length * SEVERITIES.length);
    for (const [index, rule] of ruleset.rules.entries())
      this.severities[index * SEVERITIES.length + SEVERITIES.indexOf(rule.entry.severity)] = EVERY_LANE;
  }

  /** The lanes in which a rule has an outcome. */
  lanesOf(rule: number, outcomeIndex: number): LaneSet {
    return this.outcomes[rule * OUTCOMES.length + outcomeIndex] ?? 0;
  }

  /** The lanes in which a rule is shown with the severity at a place of `SEVERITIES`. */
  shownAs(rule: number, severity: number): LaneSet {
    return this.severities[rule * SEVERITIES.length + severity] ?? 0;
  }

  /** The lanes in which a finding differs from one of other findings: in its outcome or in the severity shown. */
  lanesThatDiffer(rule: number, other: LaneFindings, otherRule: number): LaneSet {
    let differ = NO_LANE;
    for (let place = 0; place < OUTCOMES.length; place += 1)
      differ |= this.lanesOf(rule, place) ^ other.lanesOf(otherRule, place);
    for (let place = 0; place < SEVERITIES.length; place += 1)
      differ |= this.shownAs(rule, place) ^ other.shownAs(otherRule, place);
    return differ;
  }

  /** The outcome and severity of one rule in one lane. */
  stateOf(rule: number, lane: number): FindingState {
    const ofOutcome = pick(this.outcomes, rule * OUTCOMES.length, OUTCOMES.length, lane);
    const ofSeverity = pick(this.severities, rule * SEVERITIES.length, SEVERITIES.length, lane);
    return at(at(STATES, ofOutcome), ofSeverity);
  }
}

/**
 * Which of some words holds a lane; of words that part the lanes exactly one does.
 *
 * @throws RangeError when none does: a fault of ours
 */
export function pick(words: Int32Array, first: number, count: number, lane: number): number {
  for (let index = 0; index < count; index += 1) if (includesLane(words[first + index] ?? 0, lane)) return index;
  throw new RangeError(`lane ${lane} is in none of ${count} words`);
}

function outcome(status: Status, because: Cause | null, applicability: Truth): Outcome {
  return Object.freeze({ status, because, applicability });
}
