import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { SEVERITIES } from '../language/shapes/ruleset-file.ts';
import { otherBlockers } from '../evaluation/other-blockers.ts';
import type { AnswerColumns, LaneDays } from './answer-columns.ts';
import { OUTCOMES, PLACE, type LaneFindings } from './lane-findings.ts';
import type { LaneProgram, NumberTest, RuleWords, TruthWords } from './lane-program.ts';
import { EVERY_LANE, LANES, NO_LANE, type LaneSet } from './lanes.ts';

/**
 * Judges one ruleset for a block of products at once, over the columns of their answers. It says exactly what `judgeRuleset` and the
 * shown severities of `evaluate` say of each of them.
 */
export class LaneJudge {
  readonly ruleset: CompiledRuleset;
  readonly #columns: AnswerColumns;
  readonly #program: LaneProgram;
  readonly #words: Int32Array;
  readonly #early: readonly (readonly [rule: number, words: RuleWords])[];
  readonly #late: readonly (readonly [rule: number, words: RuleWords])[];
  readonly #capped: readonly number[];

  /** @param columns - of the layout that the program was compiled for */
  constructor(program: LaneProgram, columns: AnswerColumns) {
    const { ruleset } = program;
    this.ruleset = ruleset;
    this.#columns = columns;
    this.#program = program;
    this.#words = new Int32Array(this.#program.size);
    this.#words[1] = EVERY_LANE;
    const rules = this.#program.rules.map((words, rule) => [rule, words] as const);
    this.#early = rules.filter(([rule]) => ruleset.rules[rule]?.readsEngine === false);
    this.#late = rules.filter(([rule]) => ruleset.rules[rule]?.readsEngine === true);
    this.#capped = [...new Set(this.#program.caps.map(({ rule }) => rule))];
  }

  /**
   * Judges what stands in the columns.
   *
   * @param days - the day on which each lane is judged
   * @param into - receives the findings; made for this ruleset
   */
  judge(days: LaneDays, into: LaneFindings): void {
    this.#testAnswers();
    for (const test of this.#program.numberTests) this.#testNumbers(test, days);
    this.#join(this.#program.junctions);
    for (const [rule, words] of this.#early) this.#judgeRule(rule, words, into);
    if (this.#late.length > 0) {
      this.#settleOtherOpenBlockers(into);
      this.#join(this.#program.lateJunctions);
      for (const [rule, words] of this.#late) this.#judgeRule(rule, words, into);
    }
    this.#showSeverities(into);
  }

  #testAnswers(): void {
    const code = this.#program.answerTests;
    const words = this.#words;
    const answers = this.#columns.words;
    let next = 0;
    while (next < code.length) {
      const known = code[next + 2] ?? 0;
      const end = next + 4 + (code[next + 3] ?? 0);
      let yes = NO_LANE;
      for (let word = next + 4; word < end; word += 1) yes |= answers[code[word] ?? 0] ?? 0;
      words[code[next] ?? 0] = yes;
      words[code[next + 1] ?? 0] = (known < 0 ? EVERY_LANE : (answers[known] ?? 0)) & ~yes;
      next = end;
    }
  }

  #testNumbers({ numbers, known, comparator, than, yes, no }: NumberTest, days: LaneDays): void {
    const values = numbers < 0 ? days : this.#columns.numbers;
    const first = Math.max(numbers, 0);
    let less = NO_LANE;
    let equal = NO_LANE;
    for (let index = 0; index < LANES; index += 1) {
      const value = values[first + index] ?? 0;
      less |= Number(value < than) << index;
      equal |= Number(value === than) << index;
    }
    const among = known < 0 ? EVERY_LANE : (this.#columns.words[known] ?? 0);
    const holds = among & lanesThatHold(comparator, less, equal);
    this.#words[yes] = holds;
    this.#words[no] = among & ~holds;
  }

  #join(code: Int32Array): void {
    const words = this.#words;
    let next = 0;
    while (next < code.length) {
      const end = next + 3 + 2 * (code[next + 2] ?? 0);
      let every = EVERY_LANE;
      let some = NO_LANE;
      for (let operand = next + 3; operand < end; operand += 2) {
        every &= words[code[operand] ?? 0] ?? 0;
        some |= words[code[operand + 1] ?? 0] ?? 0;
      }
      words[code[next] ?? 0] = every;
      words[code[next + 1] ?? 0] = some;
      next = end;
    }
  }

  /** `outcomeOf` of all lanes, in the order of `semantics.md` part 2. */
  #judgeRule(rule: number, { applies, asGiven, ifSigned }: RuleWords, { outcomes }: LaneFindings): void {
    const words = this.#words;
    const first = rule * OUTCOMES.length;
    const applicable = words[applies.yes] ?? 0;
    const notApplicable = words[applies.no] ?? 0;
    const met = (words[asGiven.yes] ?? 0) & ~notApplicable;
    const rest = applicable & ~met;
    const signed = words[ifSigned.yes] ?? 0;
    const failed = words[ifSigned.no] ?? 0;
    outcomes[first + PLACE.notApplicable] = notApplicable;
    outcomes[first + PLACE.met] = met & applicable;
    outcomes[first + PLACE.metIfApplicable] = met & ~applicable;
    outcomes[first + PLACE.openApplicability] = ~(applicable | notApplicable | met);
    outcomes[first + PLACE.openRequirement] = rest & ~(signed | failed);
    outcomes[first + PLACE.needsAttestation] = rest & signed;
    outcomes[first + PLACE.notMet] = rest & failed;
  }

  /** `otherOpenBlockers` of all lanes. */
  #settleOtherOpenBlockers(findings: LaneFindings): void {
    let open = NO_LANE;
    let undetermined = NO_LANE;
    for (const rule of otherBlockers(this.ruleset)) {
      open |= findings.lanesOf(rule, PLACE.notMet) | findings.lanesOf(rule, PLACE.needsAttestation);
      undetermined |= findings.lanesOf(rule, PLACE.openApplicability) | findings.lanesOf(rule, PLACE.openRequirement);
    }
    const { yes, no }: TruthWords = this.#program.otherOpenBlockers;
    this.#words[yes] = open;
    this.#words[no] = ~(open | undetermined);
  }

  #showSeverities({ severities }: LaneFindings): void {
    for (const rule of this.#capped) {
      const first = rule * SEVERITIES.length;
      const base = SEVERITIES.indexOf(this.ruleset.rules[rule]?.entry.severity ?? 'blocker');
      for (let place = 0; place < SEVERITIES.length; place += 1)
        severities[first + place] = place === base ? EVERY_LANE : NO_LANE;
    }
    for (const { rule, lowered, to } of this.#program.caps) {
      const first = rule * SEVERITIES.length;
      const lanes = this.#words[lowered] ?? 0;
      for (let heavier = 0; heavier < to; heavier += 1) {
        const moved = (severities[first + heavier] ?? 0) & lanes;
        severities[first + heavier] = (severities[first + heavier] ?? 0) & ~moved;
        severities[first + to] = (severities[first + to] ?? 0) | moved;
      }
    }
  }
}

function lanesThatHold(comparator: NumberTest['comparator'], less: LaneSet, equal: LaneSet): LaneSet {
  switch (comparator) {
    case '==':
      return equal;
    case '!=':
      return ~equal;
    case '<':
      return less;
    case '<=':
      return less | equal;
    case '>':
      return ~(less | equal);
    case '>=':
      return ~less;
  }
}
