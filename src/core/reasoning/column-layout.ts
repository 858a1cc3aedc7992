import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Question } from '../language/questionnaire.ts';
import { LANES } from './lanes.ts';

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
 * Where the answers to the questions of some rulesets lie. A column belongs to a question as it is put: rulesets that put it alike
 * share one, and where two versions of a rule file put it differently each has its own, and the same answers fill both.
 */
export class ColumnLayout {
  readonly columns: readonly Column[];
  /** How many words the columns have. */
  readonly words: number;
  /** How many numbers they have. */
  readonly numbers: number;
  readonly #byFact = new Map<string, readonly Column[]>();
  readonly #byQuestion = new Map<Question, Column>();

  constructor(rulesets: readonly CompiledRuleset[]) {
    const byForm = new Map<string, Column>();
    let words = 0;
    let numbers = 0;
    for (const question of new Set(rulesets.flatMap((ruleset) => ruleset.questions))) {
      const form = formOf(question);
      let column = byForm.get(form);
      if (column === undefined) {
        column = columnAt(question, words, numbers);
        byForm.set(form, column);
        this.#byFact.set(question.id, [...this.columnsOf(question.id), column]);
        words = column.end;
        if (column.numbers >= 0) numbers += LANES;
      }
      this.#byQuestion.set(question, column);
    }
    this.columns = [...byForm.values()];
    this.words = words;
    this.numbers = numbers;
  }

  /** The columns that the answers to a fact fill; none when no ruleset reads it. */
  columnsOf(fact: string): readonly Column[] {
    return this.#byFact.get(fact) ?? [];
  }

  /** The column of a question of one of the rulesets. @throws RangeError for any other: a fault of ours */
  columnOf(question: Question): Column {
    const column = this.#byQuestion.get(question);
    if (column === undefined) throw new RangeError(`no column for "${question.id}"`);
    return column;
  }
}

function columnAt(question: Question, known: number, numbers: number): Column {
  const options = Object.keys(question.options ?? {});
  const counted = question.type === 'integer' || question.type === 'date';
  const first = known + 1;
  return {
    question,
    known,
    first,
    end: first + (options.length > 0 ? options.length : counted ? 0 : 1),
    numbers: counted ? numbers : -1,
    options: new Map(options.map((option, index) => [option, first + index])),
  };
}

/** What decides how an answer is read. */
function formOf({ id, type, options, min, default: fallback }: Question): string {
  return JSON.stringify([id, type, Object.keys(options ?? {}), min ?? null, fallback ?? null]);
}
