import type { AnswerValue } from '../questionnaire/answers.ts';

const WORD = 32;

/** The lanes of a fact: some bits of one word, one for each answer that is tried. */
export interface LaneRange {
  readonly word: number;
  readonly shift: number;
  readonly answers: readonly AnswerValue[];
}

/**
 * What is tried at once: a lane stands for the given answers with one fact answered besides. A word holds 32 lanes, so that one
 * operation on words is made in 32 of them. The lanes of a fact lie within one word.
 */
export class AnswerLanes {
  readonly #ofFact = new Map<string, LaneRange>();
  #word = 0;
  #shift = 0;

  /** How many words there are. */
  get words(): number {
    return this.#word + 1;
  }

  /** Adds lanes for answers to a fact, at most 32. */
  add(fact: string, answers: readonly AnswerValue[]): LaneRange {
    if (answers.length > WORD) throw new RangeError(`${answers.length} answers to ${fact}`);
    if (this.#shift + answers.length > WORD) {
      this.#word += 1;
      this.#shift = 0;
    }
    const range = { word: this.#word, shift: this.#shift, answers };
    this.#shift += answers.length;
    this.#ofFact.set(fact, range);
    return range;
  }

  /** The lanes of a fact, where it has any. */
  of(fact: string): LaneRange | undefined {
    return this.#ofFact.get(fact);
  }
}

/** The lanes of a fact, in their word. */
export function lanesOf({ shift, answers }: LaneRange): number {
  return (answers.length >= WORD ? -1 : (1 << answers.length) - 1) << shift;
}

/** The share of the lanes of a fact that are among some lanes of its word: how likely an answer to it is one of them. */
export function shareOf(range: LaneRange, lanes: number): number {
  return range.answers.length === 0 ? 0 : countLanes(lanes & lanesOf(range)) / range.answers.length;
}

/** How many lanes of a word are set. */
export function countLanes(lanes: number): number {
  const pairs = lanes - ((lanes >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
