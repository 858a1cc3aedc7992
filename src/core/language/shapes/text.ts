import { z } from 'zod';
import { parseCalendarDate } from '../../base/calendar-date.ts';

/** The locales texts may be written in; `en` is always there, the others as a ruleset declares them. */
export const LOCALES = ['en', 'zh-CN'] as const;

/** A language tag of BCP 47 that Preclear speaks. */
export type Locale = (typeof LOCALES)[number];

/** A text for people, in every locale it has been written in. */
export const localizedText = z
  .strictObject({ en: z.string().min(1), 'zh-CN': z.string().min(1).optional() })
  .meta({ description: 'A text for people, by locale.' });

/** A text for people, in every locale it has been written in. */
export type LocalizedText = z.infer<typeof localizedText>;

/** The text in a locale, or in English where it has not been written in that one. */
export function textIn(locale: Locale, text: LocalizedText): string {
  return text[locale] ?? text.en;
}

/** A real day, written `YYYY-MM-DD`. */
export const dateText = z
  .string()
  .refine((text) => parseCalendarDate(text) !== undefined, { message: 'expected a real date written YYYY-MM-DD' })
  .meta({ description: 'A calendar date, YYYY-MM-DD.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** A condition in the CEL subset that `rules/README.md` describes. */
export const condition = z.string().min(1).meta({ description: 'A condition: CEL over fact ids and definitions.' });

/** An id of small letters, digits, dots, dashes and underscores. */
export const plainId = z
  .string()
  .regex(/^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/, 'expected small letters, digits, dots, dashes or underscores');

/** A number that names part of a text, quoted so that `1.10` stays what it is. */
export const partNumber = z.string().regex(/^[0-9]+(-[0-9]+)?$/, 'expected a number in quotes, such as "17"');

/** A version, as `1.0.0`: major, minor, patch. Quoted, so that it stays a text. */
export const versionText = z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as "1.0.0", in quotes');
