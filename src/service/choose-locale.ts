import { issueAt, type InputIssue } from '../core/base/input-issue.ts';
import { nearest } from '../core/base/nearest.ts';
import { LOCALES, type Locale } from '../core/language/shapes/text.ts';
import type { LibraryRuleset } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/**
 * The locale of an answer: the one asked for, English when none is.
 *
 * @throws ServiceError `unknown_locale` when a ruleset has no texts in it
 */
export function chooseLocale(wanted: string | undefined, rulesets: readonly LibraryRuleset[]): Locale {
  if (wanted === undefined) return 'en';
  const spoken = localesOf(rulesets);
  const found = spoken.find((locale) => locale === wanted);
  if (found !== undefined) return found;
  throw new ServiceError(
    'unknown_locale',
    `There is no locale "${wanted}" for these rulesets. Known: ${spoken.join(', ')}.`,
  );
}

/** What is wrong with a locale asked for, to be named beside other faults; nothing when it can be used. */
export function localeIssues(wanted: string | undefined, rulesets: readonly LibraryRuleset[]): readonly InputIssue[] {
  const spoken = localesOf(rulesets);
  if (wanted === undefined || spoken.some((locale) => locale === wanted)) return [];
  const message = `there is no locale "${wanted}" for these rulesets`;
  return [
    issueAt('/query/locale', 'unknown_locale', message, `one of ${spoken.join(', ')}`, nearest(wanted, spoken) ?? null),
  ];
}

/** The locales in which every one of some rulesets has all its texts. */
function localesOf(rulesets: readonly LibraryRuleset[]): readonly Locale[] {
  return LOCALES.filter((locale) => rulesets.every(({ compiled }) => compiled.file.locales.includes(locale)));
}
