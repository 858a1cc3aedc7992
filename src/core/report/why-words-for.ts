import type { Locale } from '../language/shapes/text.ts';
import { ENGLISH_WHY } from './why-en.ts';
import type { WhyWords } from './why-words.ts';
import { CHINESE_WHY } from './why-zh-cn.ts';

/** The words of a proof in a locale. */
export function whyWordsFor(locale: Locale): WhyWords {
  switch (locale) {
    case 'en':
      return ENGLISH_WHY;
    case 'zh-CN':
      return CHINESE_WHY;
  }
}
