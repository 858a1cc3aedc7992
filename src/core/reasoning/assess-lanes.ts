import { at } from '../base/at.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Evaluation, Gate, Verdict } from '../evaluation/evaluation.ts';
import type { AnswerColumns, LaneDays } from './answer-columns.ts';
import { LaneJudge } from './judge-lanes.ts';
import { LaneCounter } from './lane-counter.ts';
import { LaneFindings, pick } from './lane-findings.ts';
import type { LaneProgram } from './lane-program.ts';
import { EVERY_LANE, NO_LANE, type LaneSet } from './lanes.ts';
import { GATES, gateLanes, rollUpLanes, VERDICTS, type LaneRollUp } from './roll-up-lanes.ts';

/** What a block of products comes to under some rulesets: for each lane what `evaluate` says of statuses, verdicts and gate. */
export class LaneAssessment {
  readonly findings: readonly LaneFindings[];
  readonly #open = { blockers: new LaneCounter(), others: new LaneCounter() };
  #rollUps: readonly LaneRollUp[] = [];
  #gates: Int32Array = new Int32Array(GATES.length);

  constructor(rulesets: readonly CompiledRuleset[]) {
    this.findings = rulesets.map((ruleset) => new LaneFindings(ruleset));
  }

  /** Takes in what was written into the findings. */
  rollUp(): void {
    this.#open.blockers.reset();
    this.#open.others.reset();
    this.#rollUps = this.findings.map((findings) =>
      rollUpLanes(findings, findings.ruleset.binding ? this.#open : undefined),
    );
    this.#gates = gateLanes(this.#rollUps.filter((_, index) => at(this.findings, index).ruleset.binding));
  }

  gateOf(lane: number): Gate {
    return at(GATES, pick(this.#gates, 0, GATES.length, lane));
  }

  /** @param ruleset - its place among the rulesets */
  verdictOf(ruleset: number, lane: number): Verdict {
    return at(VERDICTS, pick(at(this.#rollUps, ruleset).verdicts, 0, VERDICTS.length, lane));
  }

  /** How many findings of the binding rulesets are open in a lane. */
  openIn(lane: number): Evaluation['open'] {
    return { blockers: this.#open.blockers.of(lane), others: this.#open.others.of(lane) };
  }

  /** The lanes in which the gate differs from that of another assessment. */
  gatesThatDiffer(other: LaneAssessment): LaneSet {
    return lanesThatDiffer(this.#gates, other.#gates);
  }

  /** The lanes in which the verdict of a ruleset differs from that of another in another assessment. */
  verdictsThatDiffer(ruleset: number, other: LaneAssessment, otherRuleset: number): LaneSet {
    return lanesThatDiffer(at(this.#rollUps, ruleset).verdicts, at(other.#rollUps, otherRuleset).verdicts);
  }
}

/** Judges blocks of products under some rulesets. */
export class LaneAssessor {
  readonly #judges: readonly LaneJudge[];

  /** @param columns - of the layout that the programs were compiled for */
  constructor(programs: readonly LaneProgram[], columns: AnswerColumns) {
    this.#judges = programs.map((program) => new LaneJudge(program, columns));
  }

  /** Judges what stands in the columns, each lane on its day. */
  assess(days: LaneDays, into: LaneAssessment): void {
    for (const [index, judge] of this.#judges.entries()) judge.judge(days, at(into.findings, index));
    into.rollUp();
  }
}

function lanesThatDiffer(a: Int32Array, b: Int32Array): LaneSet {
  let differ = NO_LANE;
  for (const [index, word] of a.entries()) differ |= word ^ (b[index] ?? EVERY_LANE);
  return differ;
}
