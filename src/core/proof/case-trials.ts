import { calendarDate } from '../base/calendar-date.ts';
import type { CompiledRules } from '../language/compile-rules.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { parseCaseAnswers } from './case-answers.ts';
import { CaseTrial } from './case-trial.ts';

/** The cases of a ruleset whose answers are valid, by rule, ready to be tried. */
export function caseTrials(
  rules: CompiledRules,
  ruleset: CompiledRuleset,
  shared: number,
): ReadonlyMap<string, readonly CaseTrial[]> {
  const trials = new Map<string, CaseTrial[]>();
  for (const cases of rules.cases.filter((file) => file.ruleset === ruleset.id)) {
    for (const entry of cases.value.cases) {
      const parsed = parseCaseAnswers(cases, entry, rules.questionnaire);
      if (!parsed.ok) continue;
      const trial = new CaseTrial(ruleset, entry.expect, parsed.answers, calendarDate(entry.as_of), shared);
      trials.set(entry.rule, [...(trials.get(entry.rule) ?? []), trial]);
    }
  }
  return trials;
}
