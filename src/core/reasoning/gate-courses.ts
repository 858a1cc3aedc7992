import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { AnswerLanes, shareOf, type LaneRange } from '../evaluation/answer-lanes.ts';
import type { RulesetResult } from '../evaluation/evaluation.ts';
import { typicalAnswers } from '../evaluation/possible-answers.ts';
import { isOpen } from '../evaluation/roll-up.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { holdsBack, isInScope } from './gate-findings.ts';
import { GateProgram, type GateLanes } from './gate-program.ts';

/** Ratios are rounded to so many parts of one: those that differ by less are one fraction, added up in another order. */
const PARTS = 1e9;

/** How soon courses of questions decide the gate, when every answer the rules tell apart is as likely as the others. */
export class GateCourses {
  readonly #binding: readonly CompiledRuleset[];
  readonly #results: readonly RulesetResult[];
  readonly #answers: Answers;
  readonly #asOf: CalendarDate;

  /** @param results - of the binding rulesets, with those answers on that day */
  constructor(
    binding: readonly CompiledRuleset[],
    results: readonly RulesetResult[],
    answers: Answers,
    asOf: CalendarDate,
  ) {
    this.#binding = binding;
    this.#results = results;
    this.#answers = answers;
    this.#asOf = asOf;
  }

  /**
   * For each fact the greatest probability, per question asked, with which a course decides the gate that begins with the fact and
   * goes on, after such answers as promise it, with one more. Facts that cannot have the greatest ratio of all may have too low a one.
   */
  ratios(facts: readonly string[]): ReadonlyMap<string, number> {
    const promising = facts.filter(this.#mayDecideInTwo());
    const lanes = new AnswerLanes();
    const ranges = new Map(promising.map((fact) => [fact, lanes.add(fact, this.#typical(fact))]));
    const program = new GateProgram(this.#binding, this.#asOf, lanes);
    const gates = program.gates(this.#answers);
    const alone = [...ranges]
      .map(([fact, range]) => ({ fact, range, chance: chanceIn(gates, range) }))
      .sort((a, b) => b.chance - a.chance);
    const ratios = new Map(alone.map(({ fact, chance }) => [fact, rounded(chance)]));
    let best = alone[0]?.chance ?? 0;
    for (const { fact, range, chance } of alone) {
      // No course from here is better than one whose second question decides for certain.
      if (1 / (2 - chance) <= best) continue;
      const ratio = this.#ratioOf(fact, range, chance, gates, ranges, program);
      ratios.set(fact, rounded(ratio));
      best = Math.max(best, ratio);
    }
    return ratios;
  }

  #ratioOf(
    fact: string,
    range: LaneRange,
    chance: number,
    gates: readonly GateLanes[],
    ranges: ReadonlyMap<string, LaneRange>,
    program: GateProgram,
  ): number {
    const { forGood } = at(gates, range.word);
    const second = range.answers.flatMap((answer, index) => {
      if (((forGood >>> (range.shift + index)) & 1) === 1) return [];
      const after = program.gates(new Map([...this.#answers, [fact, answer]]));
      let most = 0;
      for (const [other, others] of ranges) if (other !== fact) most = Math.max(most, chanceIn(after, others));
      return [most];
    });
    // Going on is worth while after the answers that promise most; how many of them is tried out.
    let [success, asked, best] = [chance, 1, chance];
    for (const promise of second.toSorted((a, b) => b - a)) {
      success += promise / range.answers.length;
      asked += 1 / range.answers.length;
      best = Math.max(best, success / asked);
    }
    return best;
  }

  /**
   * Tells the facts that may be the first of two whose answers decide the gate: while it is not known that a duty applies, or where no
   * more than two answers are missing, any; else those on which it turns whether a blocker is a gap.
   */
  #mayDecideInTwo(): (fact: string) => boolean {
    const waiting = this.#results.flatMap(({ findings }) =>
      findings.filter((finding) => holdsBack(finding) && isOpen(finding) && finding.open.length > 0),
    );
    if (!this.#results.some(isInScope) || apart(waiting.map(({ open }) => open)) <= 2) return () => true;
    const blocking = waiting.filter(({ severity, status }) => severity === 'blocker' && status === 'undetermined');
    const facts = new Set(blocking.flatMap(({ open }) => open));
    return (fact) => facts.has(fact);
  }

  #typical(fact: string): LaneRange['answers'] {
    return this.#binding.flatMap((ruleset) => typicalAnswers(ruleset).get(fact) ?? []);
  }
}

/** How likely it is that an answer to a fact decides the gate. */
function chanceIn(gates: readonly GateLanes[], range: LaneRange): number {
  return shareOf(range, at(gates, range.word).forGood);
}

/** How many of some sets at least have nothing in common: so many answers settle them at the least. */
function apart(sets: readonly (readonly string[])[]): number {
  const taken = new Set<string>();
  let count = 0;
  for (const set of sets) {
    if (set.some((fact) => taken.has(fact))) continue;
    for (const fact of set) taken.add(fact);
    count += 1;
  }
  return count;
}

function rounded(ratio: number): number {
  return Math.round(ratio * PARTS) / PARTS;
}
