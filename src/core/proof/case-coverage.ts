import { addDays } from '../base/calendar-date.ts';
import type { Problem } from '../base/problem.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import { ruleDiagrams } from '../evaluation/rule-diagrams.ts';
import type { UnitCases } from '../language/compile-rules.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { leavesOf } from '../language/expression.ts';
import { outcomeText } from './expected-finding.ts';

/**
 * Finds what the cases of a unit leave unshown: an outcome that a rule can reach under some answers on some day (computed exactly),
 * or one of the two days between which it turns.
 *
 * @param shown - the outcome of each case, in order
 */
export function missingCases(
  cases: UnitCases,
  ruleset: CompiledRuleset,
  shown: readonly (Outcome | undefined)[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const at = cases.locator.at(['cases']);
  for (const rule of ruleset.rules.filter((candidate) => candidate.unit === cases.unit)) {
    const indexes = cases.value.cases.flatMap((entry, index) => (entry.rule === rule.id ? [index] : []));
    const outcomes = new Set(
      indexes.flatMap((index) => {
        const outcome = shown[index];
        return outcome === undefined ? [] : [outcomeText(outcome)];
      }),
    );
    for (const outcome of ruleDiagrams(ruleset).reachable(rule)) {
      const text = outcomeText(outcome);
      if (!outcomes.has(text))
        problems.push({ ...at, code: 'case-missing', message: `no case of ${rule.id} is ${text}`, hint: null });
    }
    const days = new Set(indexes.flatMap((index) => cases.value.cases[index]?.as_of ?? []));
    for (const day of sidesOfDates(rule)) {
      if (days.has(day)) continue;
      problems.push({
        ...at,
        code: 'case-boundary',
        message: `no case of ${rule.id} is judged as of ${day}`,
        hint: 'The rule turns on that day or the next.',
      });
    }
  }
  return problems;
}

/** The last day before and the first day of every stretch of days that begins where a rule turns on the date. */
function sidesOfDates(rule: CompiledRule): readonly string[] {
  const leaves = [...leavesOf(rule.applies), ...leavesOf(rule.met)];
  const first = leaves.flatMap((leaf) => {
    if (leaf.kind !== 'as_of') return [];
    switch (leaf.comparator) {
      case '>=':
      case '<':
        return [leaf.than];
      case '>':
      case '<=':
        return [addDays(leaf.than, 1)];
      case '==':
      case '!=':
        return [leaf.than, addDays(leaf.than, 1)];
    }
  });
  return [...new Set(first.flatMap((day) => [addDays(day, -1), day]))];
}
