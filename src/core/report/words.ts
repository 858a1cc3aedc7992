import type { Locale } from '../language/shapes/text.ts';
import type { ReportWords } from './report-words.ts';
import { ENGLISH } from './words-en.ts';
import { CHINESE } from './words-zh-cn.ts';

/** The words of a report in a locale. */
export function wordsFor(locale: Locale): ReportWords {
  switch (locale) {
    case 'en':
      return ENGLISH;
    case 'zh-CN':
      return CHINESE;
  }
}
