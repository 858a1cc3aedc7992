import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { Warning } from './evaluation.ts';
import { valuateAlone } from './valuate-alone.ts';

/**
 * Answers that cannot all be true, and counts of days made on another day than the one assessed. Warnings change no finding.
 *
 * @param answeredOn - the day the answers were given, where it is known
 */
export function warningsOf(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  answeredOn: CalendarDate | undefined,
): readonly Warning[] {
  const warnings = new Map<string, Warning>();
  for (const ruleset of rulesets) {
    for (const constraint of ruleset.constraints) {
      if (valuateAlone(constraint.condition, (fact) => answers.get(fact), asOf) !== 'true') continue;
      warnings.set(constraint.id, { code: 'contradiction', facts: constraint.facts, message: constraint.message.en });
    }
    if (answeredOn === undefined || answeredOn === asOf) continue;
    for (const fact of ruleset.countedDays.facts) {
      if (!answers.has(fact)) continue;
      const message = ruleset.countedDays.message.en.replaceAll('{answered_on}', answeredOn);
      warnings.set(fact, { code: 'counted_days', facts: [fact], message });
    }
  }
  return [...warnings.values()];
}
