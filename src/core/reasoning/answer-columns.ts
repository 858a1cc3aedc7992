import { isCalendarDate, type CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Question } from '../language/questionnaire.ts';
import { isGiven, type AnswerValue } from '../questionnaire/answers.ts';
import { EVERY_LANE, LANES, lanesIn, type LaneSet } from './lanes.ts';

/** Where the answers to one question lie. */
export interface Column {
  readonly question: Question;
  /** The word of the lanes in which the answer is known. */
  readonly known: number;
  /**
   * The first of the words that say which answer it is: one for `true`, one for an attestation that is given, one for each option of a
   * choice or of choices, none for a number or a date.
   */
  readonly first: number;
  /** The end of those words. */
  readonly end: number;
  /** Where the numbers of an integer or date stand, one for each lane; -1 for other types. */
  readonly numbers: number;
  /** The place of each option among the words. */
  readonly options: ReadonlyMap<string, number>;
}

/**
 * The answers of a block of products, turned on their side: for each question a few words with a bit for each lane, so that one
 * machine instruction tests an answer of all of them.
 *
 * A column belongs to a question as it is put: rulesets that put it alike share one, and where two versions of a rule file put it
 * differently each has its own, and the same answers fill both.
 */
export class AnswerColumns {
  /** Words of all columns. */
  readonly words: Int32Array;
  /** Numbers and dates of all columns, one for each lane. */
  readonly numbers: Float64Array;
  readonly #columns: readonly Column[];
  readonly #byFact = new Map<string, Column[]>();
  readonly #byForm = new Map<string, Column>();

  constructor(rulesets: readonly CompiledRuleset[]) {
    let words = 0;
    let numbers = 0;
    for (const question of rulesets.flatMap((ruleset) => ruleset.questions)) {
      const form = formOf(question);
      if (this.#byForm.has(form)) continue;
      const options = Object.keys(question.options ?? {});
      const counted = question.type === 'integer' || question.type === 'date';
      const end = words + 1 + (options.length > 0 ? options.length : counted ? 0 : 1);
      const places = new Map(options.map((option, index) => [option, words + 1 + index]));
      const column = {
        question,
        known: words,
        first: words + 1,
        end,
        numbers: counted ? numbers : -1,
        options: places,
      };
      this.#byForm.set(form, column);
      this.#byFact.set(question.id, [...(this.#byFact.get(question.id) ?? []), column]);
      words = end;
      if (counted) numbers += LANES;
    }
    this.#columns = [...this.#byForm.values()];
    this.words = new Int32Array(words);
    this.numbers = new Float64Array(numbers);
    this.clear();
  }

  /** The column of a question of one of the rulesets. @throws RangeError for any other: a fault of ours */
  columnOf(question: Question): Column {
    const column = this.#byForm.get(formOf(question));
    if (column === undefined) throw new RangeError(`no column for "${question.id}"`);
    return column;
  }

  /** Makes every answer of every lane unknown again, so that defaults hold. */
  clear(): void {
    this.words.fill(0);
    for (const column of this.#columns) {
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
    for (const column of this.#byFact.get(fact) ?? []) {
      this.#erase(lanes, column);
      if (value !== undefined && this.#write(lanes, column, value)) continue;
      taken &&= value === undefined;
      const { default: fallback } = column.question;
      if (fallback !== undefined) this.#write(lanes, column, fallback);
    }
    return taken;
  }

  /** Takes over the content of other columns that were made of the same rulesets. */
  copyFrom(other: AnswerColumns): void {
    this.words.set(other.words);
    this.numbers.set(other.numbers);
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

/** What decides how an answer is read. */
function formOf({ id, type, options, min, default: fallback }: Question): string {
  return JSON.stringify([id, type, Object.keys(options ?? {}), min ?? null, fallback ?? null]);
}
