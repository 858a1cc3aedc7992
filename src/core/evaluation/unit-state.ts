import type { Truth } from '../base/truth.ts';
import type { UnitRules } from '../language/compiled-ruleset.ts';
import type { Expression } from '../language/expression.ts';
import { SEVERITIES, type Severity } from '../language/shapes/ruleset-file.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';

/** What holds for all findings of a unit under some answers. */
export interface UnitState {
  readonly cap: Severity | undefined;
  readonly tag: string | null;
  /** Why a person should confirm its findings. */
  readonly review: readonly string[];
}

/** A unit of which nothing in particular holds. */
export const PLAIN_UNIT: UnitState = { cap: undefined, tag: null, review: [] };

/** While a definition is unknown the base severity is shown, without tag, and no review is asked for (`semantics.md` part 4). */
export function unitState(
  unit: UnitRules | undefined,
  truthOf: (condition: Expression) => Truth,
  locale: Locale = 'en',
): UnitState {
  if (unit === undefined) return PLAIN_UNIT;
  const caps = unit.caps.filter((cap) => truthOf(cap.whileFalse) === 'false').map((cap) => cap.to);
  const tag = unit.tags.find((entry) => truthOf(entry.whileTrue) === 'true')?.tag ?? null;
  const reviews = unit.reviews.filter((entry) => truthOf(entry.whileTrue) === 'true');
  return {
    cap: caps.length === 0 ? undefined : caps.reduce(lighter),
    tag,
    review: reviews.map(({ why }) => textIn(locale, why)),
  };
}

/** The severity a finding shows: that of its rule, lowered to the cap while there is one. */
export function shownSeverity(base: Severity, { cap }: UnitState): Severity {
  return cap === undefined ? base : lighter(base, cap);
}

/** The lighter of two severities. */
export function lighter(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}
