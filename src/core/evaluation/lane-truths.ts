import type { Truth } from '../base/truth.ts';
import type { LaneMode, LaneSteps } from './lane-steps.ts';
import type { Step } from './program.ts';

/** Some lanes of one word, with those in which a test is true and those in which it is false. */
export interface LanePattern {
  readonly word: number;
  readonly lanes: number;
  readonly isTrue: number;
  readonly isFalse: number;
}

/**
 * The truth of every expression of a ruleset in some lanes: two bits to a lane, true and false, neither of them for unknown. Most
 * words of most expressions are as if nothing more were answered; only the others are written out.
 */
export class LaneTruths {
  readonly #words: number;
  readonly #places: LaneSteps['places'];
  readonly #isTrue: Int32Array;
  readonly #isFalse: Int32Array;
  /** The truths in the words that are not written out. */
  readonly #elsewhereTrue: Int32Array;
  readonly #elsewhereFalse: Int32Array;
  /** The words that are written out: bit `i` for word `i` and every 32nd after it. */
  readonly #written: Int32Array;

  constructor({ steps, places }: LaneSteps, words: number) {
    this.#words = words;
    this.#places = places;
    this.#isTrue = new Int32Array(steps.length * words);
    this.#isFalse = new Int32Array(steps.length * words);
    this.#elsewhereTrue = new Int32Array(steps.length);
    this.#elsewhereFalse = new Int32Array(steps.length);
    this.#written = new Int32Array(steps.length);
  }

  /** The lanes of a word in which the expression with an index is true. */
  whereTrue(index: number, mode: LaneMode, word: number): number {
    return this.#trueAt(this.#places[mode][index] ?? index, word);
  }

  /** The lanes of a word in which the expression with an index is false. */
  whereFalse(index: number, mode: LaneMode, word: number): number {
    return this.#falseAt(this.#places[mode][index] ?? index, word);
  }

  /** Sets the truth of a step that reads no other: one in all lanes, but for the lanes of its own. */
  set(place: number, truth: Truth, own?: LanePattern): void {
    const isTrue = truth === 'true' ? -1 : 0;
    const isFalse = truth === 'false' ? -1 : 0;
    this.#elsewhereTrue[place] = isTrue;
    this.#elsewhereFalse[place] = isFalse;
    this.#written[place] = 0;
    if (own === undefined) return;
    this.#written[place] = 1 << (own.word & 31);
    for (let word = own.word & 31; word < this.#words; word += 32) {
      const at = place * this.#words + word;
      this.#isTrue[at] = word === own.word ? (isTrue & ~own.lanes) | own.isTrue : isTrue;
      this.#isFalse[at] = word === own.word ? (isFalse & ~own.lanes) | own.isFalse : isFalse;
    }
  }

  /** Sets the lanes of one word in which a step that reads no other is true, and those in which it is false. */
  write(place: number, word: number, isTrue: number, isFalse: number): void {
    this.#written[place] = -1;
    this.#isTrue[place * this.#words + word] = isTrue;
    this.#isFalse[place * this.#words + word] = isFalse;
  }

  /** Judges a step from those it reads. A disjunction is the negation of the conjunction of negations, so one loop serves all. */
  judge(place: number, { op, operands }: Step): void {
    const readsNegations = op === 'or';
    const negates = op === 'or' || op === 'not';
    let every = -1;
    let none = 0;
    let written = 0;
    for (const operand of operands) {
      const isTrue = this.#elsewhereTrue[operand] ?? 0;
      const isFalse = this.#elsewhereFalse[operand] ?? 0;
      every &= readsNegations ? isFalse : isTrue;
      none |= readsNegations ? isTrue : isFalse;
      written |= this.#written[operand] ?? 0;
    }
    this.#elsewhereTrue[place] = negates ? none : every;
    this.#elsewhereFalse[place] = negates ? every : none;
    this.#written[place] = written;
    for (let rest = written; rest !== 0; rest &= rest - 1) {
      for (let word = 31 - Math.clz32(rest & -rest); word < this.#words; word += 32) {
        every = -1;
        none = 0;
        for (const operand of operands) {
          every &= readsNegations ? this.#falseAt(operand, word) : this.#trueAt(operand, word);
          none |= readsNegations ? this.#trueAt(operand, word) : this.#falseAt(operand, word);
        }
        this.#isTrue[place * this.#words + word] = negates ? none : every;
        this.#isFalse[place * this.#words + word] = negates ? every : none;
      }
    }
  }

  #trueAt(place: number, word: number): number {
    const list = this.#isWritten(place, word) ? this.#isTrue[place * this.#words + word] : this.#elsewhereTrue[place];
    return list ?? 0;
  }

  #falseAt(place: number, word: number): number {
    const list = this.#isWritten(place, word) ? this.#isFalse[place * this.#words + word] : this.#elsewhereFalse[place];
    return list ?? 0;
  }

  #isWritten(place: number, word: number): boolean {
    return (((this.#written[place] ?? 0) >>> (word & 31)) & 1) === 1;
  }
}
