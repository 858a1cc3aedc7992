import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { AnswerLanes } from '../evaluation/answer-lanes.ts';
import type { Gate } from '../evaluation/evaluation.ts';
import { LaneProgram } from '../evaluation/lane-program.ts';
import type { LaneTruths } from '../evaluation/lane-truths.ts';
import { otherBlockers } from '../evaluation/other-blockers.ts';
import { valuesOf } from '../evaluation/valuation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { rulesetLanes, type RulesetLanes } from './ruleset-lanes.ts';

/** Every gate there is. */
const GATES: readonly Gate[] = ['out_of_scope', 'blocked', 'undetermined', 'conditional', 'clear'];

/** The gate in the lanes of a word: for each gate the lanes that come to it, and those that keep it whatever else is answered. */
export interface GateLanes extends Readonly<Record<Gate, number>> {
  /**
   * The lanes whose gate is known to stay. Sufficient and nearly always necessary: not seen is what only all open questions together
   * bring about, such as two duties one of which must apply.
   */
  readonly forGood: number;
}

/** The gate of some binding rulesets in some lanes, for one set of answers after another. */
export class GateProgram {
  readonly #rulesets: readonly CompiledRuleset[];
  readonly #programs: readonly LaneProgram[];
  readonly #words: number;

  /** @param rulesets - those that are binding among them decide */
  constructor(rulesets: readonly CompiledRuleset[], asOf: CalendarDate, lanes = new AnswerLanes()) {
    this.#rulesets = rulesets.filter(({ binding }) => binding);
    this.#programs = this.#rulesets.map((ruleset) => new LaneProgram(ruleset, lanes, asOf));
    this.#words = lanes.words;
  }

  /** The truths of the binding rulesets, in their order. */
  truths(answers: Answers): readonly LaneTruths[] {
    return this.#rulesets.map((ruleset, index) => this.#judge(ruleset, index, valuesOf(ruleset, answers)));
  }

  /** The gate in all lanes, by words. */
  gates(answers: Answers): readonly GateLanes[] {
    const truths = this.truths(answers);
    return Array.from({ length: this.#words }, (_, word) =>
      gateOf(this.#rulesets.map((ruleset, index) => rulesetLanes(ruleset, at(truths, index), word))),
    );
  }

  /** The gate of the answers themselves, where there are no lanes. */
  gate(answers: Answers): { readonly gate: Gate; readonly forGood: boolean } {
    const lanes = at(this.gates(answers), 0);
    const gate = GATES.find((candidate) => lanes[candidate] !== 0);
    if (gate === undefined) throw new Error('answers without a gate');
    return { gate, forGood: lanes.forGood !== 0 };
  }

  #judge(ruleset: CompiledRuleset, index: number, values: readonly (AnswerValue | undefined)[]): LaneTruths {
    const program = at(this.#programs, index);
    const truths = program.run(values);
    // An echo reads the engine and decides nothing; any other rule that does must know what it found.
    if (!ruleset.rules.some((rule) => rule.readsEngine && rule.entry.echo !== true)) return truths;
    const found = Array.from({ length: this.#words }, (_, word) => otherOpenBlockersIn(ruleset, truths, word));
    program.settleOtherOpenBlockers(truths, found);
    return truths;
  }
}

/** The gate of the lanes of a word (`semantics.md` part 6b). */
function gateOf(rulesets: readonly RulesetLanes[]): GateLanes {
  const every = (lanes: (ruleset: RulesetLanes) => number): number =>
    rulesets.reduce((all, ruleset) => all & lanes(ruleset), -1);
  const some = (lanes: (ruleset: RulesetLanes) => number): number =>
    rulesets.reduce((any, ruleset) => any | lanes(ruleset), 0);
  const outOfScope = every((ruleset) => ruleset.outOfScope);
  const blocked = some((ruleset) => ruleset.fails) & ~outOfScope;
  const undetermined = some((ruleset) => ruleset.undetermined) & ~(outOfScope | blocked);
  const settled = ~(outOfScope | blocked | undetermined);
  const conditional = settled & some((ruleset) => ruleset.open);
  const clear = settled & ~conditional;
  return {
    out_of_scope: outOfScope,
    blocked,
    undetermined,
    conditional,
    clear,
    forGood:
      outOfScope |
      some((ruleset) => ruleset.failsForGood) |
      (undetermined & some((ruleset) => ruleset.refused) & ~some((ruleset) => ruleset.mayFail)) |
      (conditional & some((ruleset) => ruleset.openForGood)) |
      (clear & some((ruleset) => ruleset.inScope)),
  };
}

/** What the engine fact says in the lanes of a word (`semantics.md` part 3). */
function otherOpenBlockersIn(
  ruleset: CompiledRuleset,
  truths: LaneTruths,
  word: number,
): { readonly isTrue: number; readonly isFalse: number } {
  let isTrue = 0;
  let settled = -1;
  for (const index of otherBlockers(ruleset)) {
    const { applies, met } = at(ruleset.rules, index);
    const never = truths.whereFalse(applies.index, 'given', word);
    const isMet = truths.whereTrue(met.index, 'given', word);
    const decided = truths.whereTrue(met.index, 'assumed', word) | truths.whereFalse(met.index, 'assumed', word);
    const open = truths.whereTrue(applies.index, 'given', word) & decided & ~isMet;
    isTrue |= open;
    settled &= never | isMet | open;
  }
  return { isTrue, isFalse: settled & ~isTrue };
}
