import { addDays, calendarDate } from '../base/calendar-date.ts';
import { sortProblems, type Problem } from '../base/problem.ts';
import { ruleDiagrams } from '../evaluation/rule-diagrams.ts';
import type { CompiledRules } from '../language/compile-rules.ts';

/**
 * Checks that the dates rules show agree with the conditions that decide: on the day before `in_force.from`, and the day after
 * `in_force.to`, a rule applies under no answers; on the days themselves it applies under some.
 */
export function checkInForce(rules: CompiledRules): readonly Problem[] {
  const problems: Problem[] = [];
  for (const ruleset of rules.rulesets) {
    const diagrams = ruleDiagrams(ruleset);
    for (const rule of ruleset.rules) {
      const period = rule.entry.in_force;
      if (period === undefined) continue;
      const at = rules.places.rule(ruleset.id, rule.id);
      const report = (message: string): void => {
        problems.push({
          ...at,
          code: 'in-force-mismatch',
          message: `${rule.id} ${message}`,
          hint: 'The conditions decide; mend in_force or applies.',
        });
      };
      const from = calendarDate(period.from);
      const never = (day: string): boolean =>
        [...diagrams.truthsOn(rule.applies, day)].every((truth) => truth === 'false');
      if (!never(addDays(from, -1))) report(`can apply on ${addDays(from, -1)}, before its in_force.from`);
      if (never(from)) report(`cannot apply on ${from}, its in_force.from`);
      if (period.to === undefined) continue;
      const to = calendarDate(period.to);
      if (never(to)) report(`cannot apply on ${to}, its in_force.to`);
      if (!never(addDays(to, 1))) report(`can apply on ${addDays(to, 1)}, after its in_force.to`);
    }
  }
  return sortProblems(problems);
}
