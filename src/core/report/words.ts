import type { Locale } from '../language/shapes/text.ts';
import type { ReportWords } from './report-words.ts';
import { ENGLISH } from './words-en.ts';

/** The words of a report in a locale. */
export function wordsFor(locale: Locale): ReportWords {
  switch (locale) {
    case 'en':
      return ENGLISH;
    case 'zh-CN':
      // Not written yet. No ruleset declares the locale before its words are here, so that no report is half translated.
      return ENGLISH;
  }
}
