import { addDays, AS_OF_BOUNDS, calendarDate, type CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRule } from '../language/compiled-ruleset.ts';
import { factOf, type Expression, type Leaf } from '../language/expression.ts';
import type { Question } from '../language/questionnaire.ts';
import type { AnswerValue, Attestation } from '../questionnaire/answers.ts';
import { judgeLeaf } from './judge-leaf.ts';

/** The first day on which products may be assessed; any day serves where a test does not read it. */
const ANY_DAY = calendarDate(AS_OF_BOUNDS.first);

/**
 * One thing that the conditions of a ruleset turn on, with its values brought to classes: two values are in one class when no
 * condition tells them apart. A list is told apart by a first variable (known or not) and one more for each set of options that
 * no condition separates.
 */
export interface Variable {
  readonly index: number;
  readonly kind: 'as_of' | 'fact' | 'attestation' | 'engine' | 'option';
  /** The fact, or `undefined` for the date and the engine. */
  readonly fact: string | undefined;
  /** The position of the fact's question among those of the ruleset; -1 when it stands for no fact. */
  readonly slot: number;
  /**
   * How many classes it has. For facts and the engine, class 0 is "not answered", which leaves a fact at its default where it has
   * one and unknown otherwise; for attestations "not given"; for options "absent".
   */
  readonly classes: number;
  /** A value of each class; `undefined` for the classes that have none of their own. */
  readonly samples: readonly (AnswerValue | undefined)[];
  /** For a variable of kind `option`: the options it stands for. */
  readonly options: readonly string[];
  /** The class of a known value of the fact. */
  classOf(value: AnswerValue): number;
}

/** The variables of a ruleset in the order in which diagrams test them: the date first, the engine last. */
export interface VariableTable {
  readonly variables: readonly Variable[];
  /** The variables of a fact, in order: one, or for a list the one that says whether it is known and its options. */
  readonly ofFact: ReadonlyMap<string, readonly Variable[]>;
  readonly asOf: Variable;
  readonly engine: Variable;
  /** First day of each class of the date. */
  readonly days: readonly CalendarDate[];
}

/** What variables are made of: a ruleset, or any conditions over its questions. */
export interface DiagramSource {
  readonly questions: readonly Question[];
  /** The facts each rule reads; those read most are tested first. */
  readonly rules: readonly Pick<CompiledRule, 'facts'>[];
  readonly expressions: readonly Expression[];
}

/** Brings the values of everything that some conditions read to classes. */
export function tabulateVariables(source: DiagramSource): VariableTable {
  const leaves = source.expressions.flatMap((expression: Expression) =>
    expression.op === 'leaf' ? [expression.leaf] : [],
  );
  const byFact = new Map<string | undefined, Leaf[]>();
  for (const leaf of leaves) byFact.set(factOf(leaf), [...(byFact.get(factOf(leaf)) ?? []), leaf]);
  const variables: Variable[] = [];
  const ofFact = new Map<string, readonly Variable[]>();
  const add = (variable: Omit<Variable, 'index' | 'classes'>): Variable => {
    const made = { ...variable, classes: variable.samples.length, index: variables.length };
    variables.push(made);
    return made;
  };
  const days = daysToTell(leaves);
  const asOf = add({ kind: 'as_of', fact: undefined, slot: -1, samples: days, options: [], classOf: () => 0 });
  for (const { slot, question } of widestFirst(source)) {
    const read = byFact.get(question.id);
    if (read === undefined) continue;
    if (question.type === 'choices') {
      const known = add({
        kind: 'fact',
        fact: question.id,
        slot,
        samples: [undefined, undefined],
        options: [],
        classOf: () => 1,
      });
      const groups = optionsToTell(question, read).map((options) =>
        add({
          kind: 'option',
          fact: question.id,
          slot,
          samples: [undefined, undefined],
          options,
          classOf: (value) => hasAny(value, options),
        }),
      );
      ofFact.set(question.id, [known, ...groups]);
    } else {
      const kind = question.type === 'attestation' ? 'attestation' : 'fact';
      const samples = [question.default, ...valuesToTell(question, read)];
      const patterns = samples.map((sample) => patternOf(read, sample));
      const classes = new Map(samples.map((sample, index) => [sample, index]));
      const classOf = (value: AnswerValue): number =>
        classes.get(value) ?? Math.max(patterns.indexOf(patternOf(read, value)), 0);
      ofFact.set(question.id, [add({ kind, fact: question.id, slot, samples, options: [], classOf })]);
    }
  }
  const engine = add({
    kind: 'engine',
    slot: -1,
    fact: undefined,
    samples: [undefined, true, false],
    options: [],
    classOf: () => 0,
  });
  return { variables, ofFact, asOf, engine, days };
}

/**
 * The questions in the order in which diagrams test them: those that most rules read come first, so that an answer to one of them
 * cuts a diagram off near its top.
 */
function widestFirst(source: DiagramSource): readonly { readonly slot: number; readonly question: Question }[] {
  const readers = new Map<string, number>();
  for (const rule of source.rules) for (const fact of rule.facts) readers.set(fact, (readers.get(fact) ?? 0) + 1);
  return source.questions
    .map((question, slot) => ({ slot, question, readers: readers.get(question.id) ?? 0 }))
    .sort((a, b) => (a.readers === b.readers ? a.slot - b.slot : b.readers - a.readers));
}

/** The truth of a leaf when a variable other than a list is in a class. */
export function truthInClass(leaf: Leaf, variable: Variable, classIndex: number, days: readonly CalendarDate[]): Truth {
  if (leaf.kind === 'other_open_blockers') return classIndex === 0 ? 'unknown' : classIndex === 1 ? 'true' : 'false';
  const day = days[leaf.kind === 'as_of' ? classIndex : 0] ?? ANY_DAY;
  return judgeLeaf(leaf, variable.samples[classIndex], day, 'given', 'unknown');
}

/** First day of each stretch of days that no condition tells apart, within the days on which products may be assessed. */
function daysToTell(leaves: readonly Leaf[]): readonly CalendarDate[] {
  const first = ANY_DAY;
  const turns = leaves.flatMap((leaf) => (leaf.kind === 'as_of' ? [leaf.than, addDays(leaf.than, 1)] : []));
  const days = [...new Set([first, ...turns])].filter((day) => day >= first && day <= AS_OF_BOUNDS.last).sort();
  const dated = leaves.filter((leaf) => leaf.kind === 'as_of');
  return distinct(days, (day) => dated.map((leaf) => judgeLeaf(leaf, undefined, day, 'given', 'unknown')).join());
}

/** One value for each way in which the conditions can see an answer to a question that is not a list. */
function valuesToTell(question: Question, leaves: readonly Leaf[]): readonly AnswerValue[] {
  const candidates = candidatesFor(question, leaves);
  return distinct(candidates, (value) => patternOf(leaves, value));
}

function candidatesFor(question: Question, leaves: readonly Leaf[]): readonly AnswerValue[] {
  switch (question.type) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return Object.keys(question.options ?? {});
    case 'integer': {
      const turns = leaves.flatMap((leaf) =>
        leaf.kind === 'integer' ? [leaf.than - 1, leaf.than, leaf.than + 1] : [],
      );
      const least = question.min ?? Number.MIN_SAFE_INTEGER;
      // The least value comes last: where it is told apart from none of the others, one near a turn stands for it.
      return [...new Set([...turns.sort((a, b) => a - b), least])].filter((value) => value >= least);
    }
    case 'date': {
      const turns = leaves.flatMap((leaf) =>
        leaf.kind === 'date' ? [addDays(leaf.than, -1), leaf.than, addDays(leaf.than, 1)] : [],
      );
      return [...new Set(turns)].sort();
    }
    case 'attestation':
      return [{ attested: true } satisfies Attestation];
    case 'choices':
      return [];
  }
}

/** Groups the options of a list so that options of one group are tested together everywhere; untested ones are left out. */
function optionsToTell(question: Question, leaves: readonly Leaf[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const option of Object.keys(question.options ?? {})) {
    const pattern = leaves
      .map((leaf) => (leaf.kind === 'has_one_of' && leaf.options.includes(option) ? '1' : '0'))
      .join('');
    if (pattern.includes('1')) groups.set(pattern, [...(groups.get(pattern) ?? []), option]);
  }
  return [...groups.values()];
}

/** How the tests of a fact come out for a value; values of one class have one pattern. */
function patternOf(leaves: readonly Leaf[], value: AnswerValue | undefined): string {
  return leaves.map((leaf) => judgeLeaf(leaf, value, ANY_DAY, 'given', 'unknown')).join();
}

function hasAny(value: AnswerValue, options: readonly string[]): number {
  return Array.isArray(value) && options.some((option) => value.includes(option)) ? 1 : 0;
}

/** Keeps the first of all values that look the same. */
function distinct<T>(values: readonly T[], patternOfValue: (value: T) => string): readonly T[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const pattern = patternOfValue(value);
    const isNew = !seen.has(pattern);
    seen.add(pattern);
    return isNew;
  });
}
