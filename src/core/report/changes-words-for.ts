import type { Locale } from '../language/shapes/text.ts';
import { ENGLISH_CHANGES } from './changes-en.ts';
import type { ChangesWords } from './changes-words.ts';
import { CHINESE_CHANGES } from './changes-zh-cn.ts';

/** The words of the section on changes in a locale. */
export function changesWordsFor(locale: Locale): ChangesWords {
  switch (locale) {
    case 'en':
      return ENGLISH_CHANGES;
    case 'zh-CN':
      return CHINESE_CHANGES;
  }
}
