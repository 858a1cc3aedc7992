import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { Warning } from './evaluation.ts';
import { evaluationWordsFor } from './evaluation-words.ts';
import { valuateAlone } from './valuate-alone.ts';

/**
 * What to look at again: answers that cannot all be true, counts of days made on another day than the one assessed, and rulesets whose
 * law was checked on an earlier day. Warnings change no finding.
 *
 * @param answeredOn - the day the answers were given, where it is known
 */
export function warningsOf(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  answeredOn: CalendarDate | undefined,
  locale: Locale,
): readonly Warning[] {
  const warnings = new Map<string, Warning>();
  /** A constraint, or a counted fact, that several rulesets read is warned of once. */
  const warn = (key: string, ruleset: CompiledRuleset, warning: Omit<Warning, 'rulesets'>): void => {
    const bearsOn = warnings.get(key)?.rulesets ?? [];
    const { code, facts, message } = warning;
    warnings.set(key, { code, facts, rulesets: [...bearsOn, ruleset.id], message });
  };
  for (const ruleset of rulesets) {
    for (const { id, condition, facts, message } of ruleset.constraints) {
      if (valuateAlone(condition, (fact) => answers.get(fact), asOf) !== 'true') continue;
      warn(id, ruleset, { code: 'contradiction', facts, message: textIn(locale, message) });
    }
    if (answeredOn === undefined || answeredOn === asOf) continue;
    const { facts, message } = ruleset.countedDays;
    const text = textIn(locale, message).replaceAll('{answered_on}', evaluationWordsFor(locale).date(answeredOn));
    for (const fact of facts.filter((counted) => answers.has(counted)))
      warn(fact, ruleset, { code: 'counted_days', facts: [fact], message: text });
  }
  return [...warnings.values(), ...rulesets.flatMap((ruleset) => lawCheckedEarlier(ruleset, asOf, locale))];
}

function lawCheckedEarlier({ id, file }: CompiledRuleset, asOf: CalendarDate, locale: Locale): readonly Warning[] {
  if (file.verified_through >= asOf) return [];
  const instrument = textIn(locale, file.short_title);
  const message = evaluationWordsFor(locale).lawCheckedEarlier(instrument, file.verified_through, asOf);
  return [{ code: 'law_checked_earlier', facts: [], rulesets: [id], message }];
}
