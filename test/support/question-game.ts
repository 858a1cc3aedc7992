import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { Gate } from '../../src/core/evaluation/evaluation.ts';
import { possibleAnswers } from '../../src/core/evaluation/possible-answers.ts';
import type { CompiledRuleset } from '../../src/core/language/compiled-ruleset.ts';
import type { Answers, AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { GateProgram } from '../../src/core/reasoning/gate-program.ts';

const DAY = calendarDate('2026-01-01');
const GATES: readonly Gate[] = ['out_of_scope', 'blocked', 'undetermined', 'conditional', 'clear'];

interface PlacedFact {
  readonly id: string;
  readonly answers: readonly AnswerValue[];
  /** What its digit counts in a position. */
  readonly place: number;
}

/** The fact to ask for, given what is answered. */
export type Strategy = (answers: Answers) => string;

/**
 * Asking about a product until its gate is decided, as a game against chance: every answer that the rules tell apart is as likely as
 * the others. Small enough rulesets are played out in full. A position is a number whose digits say how each fact was answered, 0 for
 * not at all.
 */
export class QuestionGame {
  readonly #program: GateProgram;
  readonly #facts: readonly PlacedFact[];
  /** For each position, the gates that its completions come to, as bits; 0 while not known. */
  readonly #reachable: Uint8Array;
  readonly #gates = new Map<number, Gate>();
  /** How many positions there are. */
  readonly positions: number;

  constructor(ruleset: CompiledRuleset) {
    this.#program = new GateProgram([ruleset], DAY);
    let place = 1;
    this.#facts = ruleset.questions
      .map(({ id }) => ({ id, answers: possibleAnswers(ruleset, id) }))
      .filter(({ answers }) => answers.length > 0)
      .map((fact) => {
        const placed = { ...fact, place };
        place *= fact.answers.length + 1;
        return placed;
      });
    this.positions = place;
    this.#reachable = new Uint8Array(place);
  }

  /** Whether the gate is what it is under every completion of the answers of a position. */
  isDecided(position: number): boolean {
    const reachable = this.#reach(position);
    if ((reachable & (reachable - 1)) !== 0) return false;
    return bitOf(this.#gateAt(position)) === reachable;
  }

  /** The answers of a position. */
  answersAt(position: number): Answers {
    return new Map(
      this.#facts.flatMap(({ id, answers, place }): [string, AnswerValue][] => {
        const answer = answers[digitAt(position, place, answers.length) - 1];
        return answer === undefined ? [] : [[id, answer]];
      }),
    );
  }

  /** The answers to a fact that the rules tell apart. */
  answersTo(fact: string): readonly AnswerValue[] {
    return this.#facts.find(({ id }) => id === fact)?.answers ?? [];
  }

  /** The mean number of questions of the best strategy there is. */
  optimum(): number {
    const known = new Map<number, number>();
    const play = (position: number): number => {
      const found = known.get(position);
      if (found !== undefined) return found;
      let best = this.isDecided(position) ? 0 : Infinity;
      if (best > 0)
        for (const fact of this.#openAt(position)) best = Math.min(best, this.#meanAfter(position, fact, play));
      known.set(position, best);
      return best;
    };
    return play(0);
  }

  /** The mean number of questions of a strategy. */
  mean(strategy: Strategy): number {
    const known = new Map<number, number>();
    const play = (position: number): number => {
      const found = known.get(position);
      if (found !== undefined) return found;
      const decided = this.isDecided(position);
      const id = decided ? undefined : strategy(this.answersAt(position));
      const fact = this.#openAt(position).find((open) => open.id === id);
      if (!decided && fact === undefined) throw new Error(`${String(id)} is no open question`);
      const mean = fact === undefined ? 0 : this.#meanAfter(position, fact, play);
      known.set(position, mean);
      return mean;
    };
    return play(0);
  }

  #meanAfter(position: number, fact: PlacedFact, play: (position: number) => number): number {
    let sum = 0;
    for (let digit = 1; digit <= fact.answers.length; digit += 1) sum += play(position + digit * fact.place);
    return 1 + sum / fact.answers.length;
  }

  #openAt(position: number): readonly PlacedFact[] {
    return this.#facts.filter(({ place, answers }) => digitAt(position, place, answers.length) === 0);
  }

  #reach(position: number): number {
    const known = this.#reachable[position] ?? 0;
    if (known !== 0) return known;
    const [fact] = this.#openAt(position);
    let reachable = fact === undefined ? bitOf(this.#gateAt(position)) : 0;
    for (let digit = 1; digit <= (fact?.answers.length ?? 0); digit += 1)
      reachable |= this.#reach(position + digit * (fact?.place ?? 0));
    this.#reachable[position] = reachable;
    return reachable;
  }

  #gateAt(position: number): Gate {
    const known = this.#gates.get(position);
    if (known !== undefined) return known;
    const { gate } = this.#program.gate(this.answersAt(position));
    this.#gates.set(position, gate);
    return gate;
  }
}

function digitAt(position: number, place: number, answers: number): number {
  return Math.floor(position / place) % (answers + 1);
}

function bitOf(gate: Gate): number {
  return 1 << GATES.indexOf(gate);
}
