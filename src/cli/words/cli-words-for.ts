import type { Locale } from '../../core/language/shapes/text.ts';
import type { CliWords } from './cli-words.ts';
import { ENGLISH } from './words-en.ts';
import { CHINESE } from './words-zh-cn.ts';

/** The words of the commands in a locale. */
export function cliWordsFor(locale: Locale): CliWords {
  switch (locale) {
    case 'en':
      return ENGLISH;
    case 'zh-CN':
      return CHINESE;
  }
}
