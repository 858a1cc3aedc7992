import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRule } from '../language/compiled-ruleset.ts';
import { valuateAlone, type ValueOf } from './valuate-alone.ts';

/**
 * The day from which a rule that does not apply yet will apply on the same answers.
 *
 * @returns `null` when that day has come, or when something besides the date keeps the rule from applying
 */
export function upcomingOf(rule: CompiledRule, valueOf: ValueOf, asOf: CalendarDate): { readonly from: string } | null {
  if (asOf >= rule.inForceFrom) return null;
  const then = valuateAlone(rule.applies, valueOf, rule.inForceFrom);
  return then === 'false' ? null : { from: rule.inForceFrom };
}
