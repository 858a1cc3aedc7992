import type { CalendarDate } from '../../src/core/base/calendar-date.ts';
import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { CompiledRuleset } from '../../src/core/language/compiled-ruleset.ts';
import type { Question } from '../../src/core/language/questionnaire.ts';
import type { Answers } from '../../src/core/questionnaire/answers.ts';
import { isGateDecided } from '../../src/core/reasoning/gate-decided.ts';
import { gateQuestions } from '../../src/core/reasoning/gate-questions.ts';

/** What has been asked so far: the answers, and the facts that nobody knew. */
interface Asked {
  readonly answers: Answers;
  readonly notKnown: ReadonlySet<string>;
}

/** The fact to ask for next; `undefined` when there is none. */
export type Order = (asked: Asked) => string | undefined;

/** Asks about products, one after another, until their gates are decided. What was worked out for one serves the others. */
export class Asking {
  readonly #rulesets: readonly CompiledRuleset[];
  readonly #questions: readonly Question[];
  readonly #asOf: CalendarDate;
  readonly #decided = new Map<string, boolean>();
  readonly #best = new Map<string, string | undefined>();

  /** @param questions - in file order */
  constructor(rulesets: readonly CompiledRuleset[], questions: readonly Question[], asOf: CalendarDate) {
    this.#rulesets = rulesets;
    this.#asOf = asOf;
    this.#questions = questions.filter(
      (question) => question.default === undefined && rulesets.some((ruleset) => ruleset.questionById.has(question.id)),
    );
  }

  /** As an interview asks. */
  readonly bestFirst: Order = ({ answers, notKnown }) =>
    remembered(this.#best, keyOf(answers, notKnown), () => {
      const evaluation = evaluate(this.#rulesets, answers, this.#asOf);
      return gateQuestions(this.#rulesets, evaluation, answers, this.#asOf, notKnown)[0]?.fact;
    });

  /** In file order, leaving out what can change no finding. */
  readonly openInFileOrder: Order = ({ answers, notKnown }) => {
    const open = new Set(evaluate(this.#rulesets, answers, this.#asOf).next_questions.map(({ fact }) => fact));
    return this.#questions.find(({ id }) => open.has(id) && !answers.has(id) && !notKnown.has(id))?.id;
  };

  /** Every question in file order. */
  readonly allInFileOrder: Order = ({ answers, notKnown }) =>
    this.#questions.find(({ id }) => !answers.has(id) && !notKnown.has(id))?.id;

  /** How many questions are asked of a product until its gate is decided, or no question is left. */
  count(product: Answers, order: Order): number {
    let answers: Answers = new Map();
    let notKnown: ReadonlySet<string> = new Set();
    for (let count = 0; ; count += 1) {
      const fact = this.#isDecided(answers) ? undefined : order({ answers, notKnown });
      if (fact === undefined) return count;
      const answer = product.get(fact);
      if (answer === undefined) notKnown = new Set([...notKnown, fact]);
      else answers = new Map([...answers, [fact, answer]]);
    }
  }

  #isDecided(answers: Answers): boolean {
    return remembered(this.#decided, keyOf(answers, new Set()), () =>
      isGateDecided(this.#rulesets, answers, this.#asOf),
    );
  }
}

function remembered<T>(known: Map<string, T>, key: string, work: () => T): T {
  const found = known.get(key);
  if (found !== undefined || known.has(key)) return found as T;
  const made = work();
  known.set(key, made);
  return made;
}

function keyOf(answers: Answers, notKnown: ReadonlySet<string>): string {
  return JSON.stringify([[...answers].sort(([a], [b]) => (a < b ? -1 : 1)), [...notKnown].sort()]);
}

/** The value below which a share of some figures lies. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const value = sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
  if (value === undefined) throw new RangeError('no figures');
  return value;
}

/** The mean of some figures. */
export function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
