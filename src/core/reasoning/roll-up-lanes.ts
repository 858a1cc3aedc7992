import type { Gate, Verdict } from '../evaluation/evaluation.ts';
import { facesOf } from '../evaluation/rule-face.ts';
import type { LaneCounter } from './lane-counter.ts';
import { PLACE, type LaneFindings } from './lane-findings.ts';
import { EVERY_LANE, NO_LANE, type LaneSet } from './lanes.ts';

/** The verdicts, in the order in which the first that fits is taken (`semantics.md` part 6). */
export const VERDICTS = ['out_of_scope', 'fail', 'undetermined', 'pass_with_gaps', 'pass'] as const satisfies Verdict[];

/** The gates, in the order in which the first that fits is taken (`semantics.md` part 6b). */
export const GATES = ['out_of_scope', 'blocked', 'undetermined', 'conditional', 'clear'] as const satisfies Gate[];

/** The places in `SEVERITIES` of those on which verdict and gate turn. */
const BLOCKER = 0;
const MAJOR = 1;

/** What the findings of one ruleset come to, lane by lane. */
export interface LaneRollUp {
  /** For each verdict the lanes that have it, in the order of {@link VERDICTS}. */
  readonly verdicts: Int32Array;
  /** The lanes in which something that matters is open, so that a binding ruleset holds the gate back. */
  readonly holdsBack: LaneSet;
}

/** What is open in the findings of binding rulesets, lane by lane. */
export interface OpenCounters {
  readonly blockers: LaneCounter;
  readonly others: LaneCounter;
}

/**
 * Rolls the findings of one ruleset up as `rollUp` does, in all lanes.
 *
 * @param open - counts what is open; left out for a ruleset that does not bind
 */
export function rollUpLanes(findings: LaneFindings, open: OpenCounters | undefined): LaneRollUp {
  let outside = EVERY_LANE;
  let failed = NO_LANE;
  let blocked = NO_LANE;
  let settled = NO_LANE;
  let undetermined = NO_LANE;
  let gaps = NO_LANE;
  let holdsBack = NO_LANE;
  for (const [rule, face] of facesOf(findings.ruleset, 'en').entries()) {
    if (!face.outside_scope) outside &= findings.lanesOf(rule, PLACE.notApplicable);
    if (face.echo) continue;
    const notMet = findings.lanesOf(rule, PLACE.notMet);
    const unsigned = findings.lanesOf(rule, PLACE.needsAttestation);
    const notKnown = findings.lanesOf(rule, PLACE.openApplicability) | findings.lanesOf(rule, PLACE.openRequirement);
    const isOpen = notMet | unsigned | notKnown;
    const blocker = findings.shownAs(rule, BLOCKER);
    failed |= notMet & blocker;
    blocked |= (notKnown | unsigned) & blocker;
    settled |= notMet | unsigned | findings.lanesOf(rule, PLACE.met);
    undetermined |= notKnown;
    gaps |= isOpen;
    if (!face.outside_scope) holdsBack |= (notKnown | unsigned) & (blocker | findings.shownAs(rule, MAJOR));
    open?.blockers.add(isOpen & blocker);
    open?.others.add(isOpen & ~blocker);
  }
  return { verdicts: firstThatFits([outside, failed, blocked | (undetermined & ~settled), gaps]), holdsBack };
}

/** The gate that the binding rulesets come to, as `gateOf` says it: for each gate the lanes that have it, in the order of {@link GATES}. */
export function gateLanes(binding: readonly LaneRollUp[]): Int32Array {
  let outside = EVERY_LANE;
  let blocked = NO_LANE;
  let undetermined = NO_LANE;
  let conditional = NO_LANE;
  for (const { verdicts, holdsBack } of binding) {
    const [outOfScope = NO_LANE, fail = NO_LANE, open = NO_LANE, gaps = NO_LANE] = verdicts;
    outside &= outOfScope;
    blocked |= fail;
    undetermined |= open | holdsBack;
    conditional |= gaps;
  }
  return firstThatFits([outside, blocked, undetermined, conditional]);
}

/** Parts the lanes: each goes to the first set that has it, the rest to one more at the end. */
function firstThatFits(sets: readonly LaneSet[]): Int32Array {
  const parted = new Int32Array(sets.length + 1);
  let rest = EVERY_LANE;
  for (const [index, set] of sets.entries()) {
    parted[index] = set & rest;
    rest &= ~set;
  }
  parted[sets.length] = rest;
  return parted;
}
