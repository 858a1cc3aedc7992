import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, leavesOf, type Leaf } from '../language/expression.ts';
import { questionOrder } from '../language/question-order.ts';
import type { Question } from '../language/questionnaire.ts';
import { ruleDiagrams } from '../evaluation/rule-diagrams.ts';
import { isGiven, type Answers, type AnswerValue } from '../questionnaire/answers.ts';

/**
 * One thing a plan may change. Choice 0 leaves it as it is; the others bring it to a value that work can bring it to. A list is
 * changed by one variable that says whether anything is added and one more for each option that may be.
 */
export interface PlanVariable {
  readonly index: number;
  readonly question: Question;
  /** `answer` is no change but an answer not given yet: what it may turn out to be. */
  readonly kind: 'value' | 'signature' | 'list' | 'option' | 'answer';
  /** The value of each choice. For a list and its options the values are composed of their choices. */
  readonly values: readonly (AnswerValue | undefined)[];
  /** What a variable of kind `option` adds. */
  readonly option: string | undefined;
}

/** The variables of a plan in the order in which diagrams test them: that of the questions. */
export interface PlanVariables {
  readonly all: readonly PlanVariable[];
  /** The variables of a fact, in order: one, or for a list the one that says whether anything is added, and its options. */
  readonly ofFact: ReadonlyMap<string, readonly PlanVariable[]>;
}

/** Whether facts that nobody can change count as what they are, or as anything they may turn out to be. */
export type OpenAnswers = 'as they are' | 'any';

/**
 * Everything that work, a decision or a signature can change in some answers: facts that are fixable and that a requirement reads.
 * A fact that only says whether duties apply is left out: changing it would remove duties, which is no way of meeting them.
 *
 * @param rulesets - those whose duties are to be met
 */
export function planVariables(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  openAnswers: OpenAnswers,
): PlanVariables {
  const all: PlanVariable[] = [];
  const ofFact = new Map<string, readonly PlanVariable[]>();
  const add = (variable: Omit<PlanVariable, 'index'>): PlanVariable => {
    const made = { ...variable, index: all.length };
    all.push(made);
    return made;
  };
  for (const { question, inMet, tests } of readQuestions(rulesets)) {
    const now = answers.get(question.id) ?? question.default;
    if (question.fixable && inMet) {
      const made = changesOf(question, now, tests).map(add);
      if (made.length > 0) ofFact.set(question.id, made);
    } else if (openAnswers === 'any' && now === undefined) {
      const values = [undefined, ...possibleAnswers(rulesets, question)];
      ofFact.set(question.id, [add({ question, kind: 'answer', values, option: undefined })]);
    }
  }
  return { all, ofFact };
}

interface ReadQuestion {
  readonly question: Question;
  /** Whether a requirement reads it, and not only whether duties apply. */
  readonly inMet: boolean;
  readonly tests: readonly Leaf[];
}

/** The questions that some rule reads, in question order; echoes repeat others and ask for nothing. */
function readQuestions(rulesets: readonly CompiledRuleset[]): readonly ReadQuestion[] {
  const byId = new Map<string, { question: Question; inMet: boolean; tests: Leaf[] }>();
  for (const ruleset of rulesets) {
    for (const rule of ruleset.rules) {
      if (rule.entry.echo === true) continue;
      for (const [condition, isMet] of [
        [rule.applies, false],
        [rule.met, true],
      ] as const) {
        for (const leaf of leavesOf(condition)) {
          const question = ruleset.questionById.get(factOf(leaf) ?? '');
          if (question === undefined) continue;
          const read = byId.get(question.id) ?? { question, inMet: false, tests: [] };
          read.inMet ||= isMet;
          read.tests.push(leaf);
          byId.set(question.id, read);
        }
      }
    }
  }
  const order = questionOrder(rulesets);
  const placeOf = ({ question }: ReadQuestion): number => order.get(question.id) ?? 0;
  return [...byId.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

function changesOf(
  question: Question,
  now: AnswerValue | undefined,
  tests: readonly Leaf[],
): readonly Omit<PlanVariable, 'index'>[] {
  const one = (kind: PlanVariable['kind'], values: readonly AnswerValue[]): readonly Omit<PlanVariable, 'index'>[] =>
    values.length === 0 ? [] : [{ question, kind, values: [now, ...values], option: undefined }];
  switch (question.type) {
    case 'attestation':
      return isGiven(now) ? [] : one('signature', [{ attested: true }]);
    case 'boolean':
      return one(
        'value',
        (question.fix_to ?? [true, false]).filter((value) => value !== now),
      );
    case 'choice':
      return one(
        'value',
        (question.fix_to ?? Object.keys(question.options ?? {})).filter((value) => value !== now),
      );
    case 'choices':
      return listChanges(question, Array.isArray(now) ? now.map(String) : [], now, tests);
    case 'integer':
    case 'date':
      return [];
  }
}

function listChanges(
  question: Question,
  held: readonly string[],
  now: AnswerValue | undefined,
  tests: readonly Leaf[],
): readonly Omit<PlanVariable, 'index'>[] {
  const tested = new Set(tests.flatMap((leaf) => (leaf.kind === 'has_one_of' ? leaf.options : [])));
  const addable = Object.keys(question.options ?? {}).filter((option) => tested.has(option) && !held.includes(option));
  if (addable.length === 0) return [];
  const option = (value: string): Omit<PlanVariable, 'index'> => ({
    question,
    kind: 'option',
    values: [undefined, value],
    option: value,
  });
  return [{ question, kind: 'list', values: [now, held], option: undefined }, ...addable.map(option)];
}

/** One value for each way in which the conditions of some rulesets can see an answer that is not known yet. */
function possibleAnswers(rulesets: readonly CompiledRuleset[], question: Question): readonly AnswerValue[] {
  const samples = new Map<string, AnswerValue>();
  for (const ruleset of rulesets) {
    const [head, ...options] = ruleDiagrams(ruleset).table.ofFact.get(question.id) ?? [];
    if (head === undefined) continue;
    const values =
      question.type === 'choices'
        ? subsets(options.map((variable) => variable.options))
        : head.samples.flatMap((sample) => (sample === undefined ? [] : [sample]));
    for (const value of values) samples.set(JSON.stringify(value), value);
  }
  return [...samples.values()];
}

function subsets(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return groups.reduce<readonly (readonly string[])[]>(
    (sets, group) => [...sets, ...sets.map((set) => [...set, ...group.slice(0, 1)])],
    [[]],
  );
}
