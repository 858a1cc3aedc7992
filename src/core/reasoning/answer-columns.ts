import { isCalendarDate, type CalendarDate } from '../base/calendar-date.ts';
import { isGiven, type AnswerValue } from '../questionnaire/answers.ts';
import type { Column, ColumnLayout } from './column-layout.ts';
import { EVERY_LANE, LANES, lanesIn, type LaneSet } from './lanes.ts';

/** The content of columns at some time. */
export interface ColumnContent {
  readonly words: Int32Array;
  readonly numbers: Float64Array;
}

/**
 * The answers of a block of products, turned on their side: for each question a few words with a bit for each lane, so that one
 * machine instruction tests an answer of all of them.
 */
export class AnswerColumns {
  /** Words of all columns. */
  readonly words: Int32Array;
  /** Numbers and dates of all columns, one for each lane. */
  readonly numbers: Float64Array;
  readonly #layout: ColumnLayout;

  constructor(layout: ColumnLayout) {
    this.#layout = layout;
    this.words = new Int32Array(layout.words);
    this.numbers = new Float64Array(layout.numbers);
    this.clear();
  }

  /** Makes every answer of every lane unknown again, so that defaults hold. */
  clear(): void {
    this.words.fill(0);
    for (const column of this.#layout.columns) {
      if (column.question.default !== undefined) this.#write(EVERY_LANE, column, column.question.default);
    }
  }

  /**
   * Writes one answer into some lanes, over what stands there.
   *
   * @param value - `undefined` makes it unknown again
   * @returns whether every column takes it: an answer given to an older form of the question may have no place in a newer one. Where it
   *   has none it is unknown, which is never a yes and never a no
   */
  set(lanes: LaneSet, fact: string, value: AnswerValue | undefined): boolean {
    let taken = true;
    for (const column of this.#layout.columnsOf(fact)) if (!this.#put(lanes, column, value)) taken = false;
    return taken;
  }

  /** What stands in the columns now, to be put back later. */
  content(): ColumnContent {
    return { words: this.words.slice(), numbers: this.numbers.slice() };
  }

  /** Puts back what stood in these columns before. */
  restore({ words, numbers }: ColumnContent): void {
    this.words.set(words);
    this.numbers.set(numbers);
  }

  #put(lanes: LaneSet, column: Column, value: AnswerValue | undefined): boolean {
    if (typeof value === 'boolean' && column.question.type === 'boolean') {
      const { words } = this;
      const { known, first } = column;
      words[known] = (words[known] ?? 0) | lanes;
      words[first] = value ? (words[first] ?? 0) | lanes : (words[first] ?? 0) & ~lanes;
      return true;
    }
    this.#erase(lanes, column);
    if (value !== undefined && this.#write(lanes, column, value)) return true;
    const { default: fallback } = column.question;
    if (fallback !== undefined) this.#write(lanes, column, fallback);
    return value === undefined;
  }

  #erase(lanes: LaneSet, { known, end }: Column): void {
    for (let word = known; word < end; word += 1) this.words[word] = (this.words[word] ?? 0) & ~lanes;
  }

  #write(lanes: LaneSet, column: Column, value: AnswerValue): boolean {
    const { words } = this;
    const { known, first, question, options } = column;
    switch (question.type) {
      case 'boolean':
        if (typeof value !== 'boolean') return false;
        if (value) words[first] = (words[first] ?? 0) | lanes;
        break;
      case 'choice': {
        const place = typeof value === 'string' ? options.get(value) : undefined;
        if (place === undefined) return false;
        words[place] = (words[place] ?? 0) | lanes;
        break;
      }
      case 'choices': {
        if (!isList(value) || !value.every((option) => options.has(option))) return false;
        for (const option of value) {
          const place = options.get(option) ?? first;
          words[place] = (words[place] ?? 0) | lanes;
        }
        break;
      }
      case 'attestation':
        if (typeof value !== 'object' || isList(value)) return false;
        if (isGiven(value)) words[first] = (words[first] ?? 0) | lanes;
        break;
      case 'integer':
        if (typeof value !== 'number' || value < (question.min ?? value)) return false;
        this.#writeNumber(lanes, column, value);
        break;
      case 'date':
        if (typeof value !== 'string' || !isCalendarDate(value)) return false;
        this.#writeNumber(lanes, column, dayNumber(value));
        break;
    }
    words[known] = (words[known] ?? 0) | lanes;
    return true;
  }

  #writeNumber(lanes: LaneSet, { numbers }: Column, value: number): void {
    for (const index of lanesIn(lanes)) this.numbers[numbers + index] = value;
  }
}

/** The days on which the lanes of a block are judged, as numbers. */
export type LaneDays = Float64Array;

/** The same day for every lane. */
export function oneDay(day: CalendarDate): LaneDays {
  return new Float64Array(LANES).fill(dayNumber(day));
}

/** A date as a number that has the order of dates: 2026-11-23 is 20261123. */
export function dayNumber(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

function isList(value: AnswerValue): value is readonly string[] {
  return Array.isArray(value);
}
