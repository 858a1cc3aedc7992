import type { CalendarDate } from '../base/calendar-date.ts';
import { sameData } from '../base/same-data.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { Change, ChangedAnswer, StaleCount } from './comparison.ts';

/**
 * The answers that differ, given anew and withdrawn ones among them. They stand in the order of the questions of the rulesets, one
 * ruleset after another; answers that no ruleset reads come last, by id.
 */
export function changedAnswers(
  before: Answers,
  after: Answers,
  rulesets: readonly CompiledRuleset[],
): readonly ChangedAnswer[] {
  const read = rulesets.flatMap(({ questions }) => questions.map(({ id }) => id));
  const inOrder = new Set([...read, ...[...before.keys(), ...after.keys()].sort()]);
  return [...inOrder].flatMap((fact) => {
    const [from, to] = [before.get(fact) ?? null, after.get(fact) ?? null];
    return sameData(from, to) ? [] : [{ fact, from, to }];
  });
}

/** The day a side of a comparison stands for, and the day its answers were given on where that is known. */
export interface Days {
  readonly asOf: CalendarDate;
  readonly answeredOn: CalendarDate | null;
}

/** The counts of days that were not made again although the day assessed, or the day of the answers, moved. */
export function staleCounts(
  answers: Change<Answers>,
  days: Change<Days>,
  rulesets: readonly CompiledRuleset[],
): readonly StaleCount[] {
  const asOf = { from: days.from.asOf, to: days.to.asOf };
  const countedOn = { from: days.from.answeredOn ?? asOf.from, to: days.to.answeredOn ?? asOf.to };
  if (asOf.from === asOf.to && countedOn.from === countedOn.to) return [];
  const facts = new Set(rulesets.flatMap(({ countedDays }) => countedDays.facts));
  return [...facts].flatMap((fact) => {
    const value = answers.to.get(fact);
    if (value === undefined || !sameData(value, answers.from.get(fact))) return [];
    const readers = rulesets.flatMap(({ rules }) => rules.filter((rule) => rule.facts.includes(fact)));
    const rules = [...new Set(readers.map(({ id }) => id))];
    return [{ fact, value, counted_on: countedOn, as_of: asOf, rules }];
  });
}
