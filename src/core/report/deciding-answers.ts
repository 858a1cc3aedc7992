import type { Deciding } from '../evaluation/evaluation.ts';
import { valuateAlone } from '../evaluation/valuate-alone.ts';
import { factOf, leavesOf, type Expression } from '../language/expression.ts';
import type { Question } from '../language/questionnaire.ts';
import type { ReportInput } from './report-input.ts';
import type { AssessedRuleset } from './report-source.ts';

/** More facts than any definition reads; beyond it all of them are named. */
const MOST_FACTS = 12;

/**
 * The smallest set of answers and defaults that gives a definition its truth with everything else unknown; ties go to the questions
 * asked first. The date is named where it decides alone.
 *
 * @returns nothing when the truth is unknown: nothing settles it
 */
export function decidingAnswers(
  input: ReportInput,
  ruleset: AssessedRuleset,
  definition: Expression,
): readonly Deciding[] {
  const truth = ruleset.truthOf(definition);
  if (truth === 'unknown') return [];
  const read = new Set(leavesOf(definition).map(factOf));
  const known = ruleset.compiled.questions.filter(({ id }) => read.has(id) && ruleset.valueOf(id) !== undefined);
  const isEnough = (subset: readonly Question[]): boolean => {
    const ids = new Set(subset.map(({ id }) => id));
    return (
      valuateAlone(definition, (fact) => (ids.has(fact) ? ruleset.valueOf(fact) : undefined), input.asOf) === truth
    );
  };
  const deciding = known.length > MOST_FACTS ? known : firstOf(subsetsOf(known), isEnough);
  if (deciding.length === 0) return [{ as_of: input.asOf }];
  return deciding.flatMap(({ id }) => {
    const value = ruleset.valueOf(id);
    return value === undefined ? [] : [{ fact: id, value, source: input.answers.has(id) ? 'answer' : 'default' }];
  });
}

/** The last subset is everything known, which is always enough. */
function firstOf(
  subsets: Iterable<readonly Question[]>,
  isEnough: (subset: readonly Question[]) => boolean,
): readonly Question[] {
  for (const subset of subsets) if (isEnough(subset)) return subset;
  return [];
}

/** Every subset, the smaller first; among equals the one whose members come first. */
function* subsetsOf<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let size = 0; size <= items.length; size += 1) yield* subsetsOfSize(items, size);
}

function* subsetsOfSize<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [index, item] of items.entries()) {
    for (const rest of subsetsOfSize(items.slice(index + 1), size - 1)) yield [item, ...rest];
  }
}
