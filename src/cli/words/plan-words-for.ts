import type { Locale } from '../../core/language/shapes/text.ts';
import { ENGLISH_PLAN_WORDS } from './plan-words-en.ts';
import { CHINESE_PLAN_WORDS } from './plan-words-zh-cn.ts';
import type { PlanWords } from './plan-words.ts';

/** The words of the plan in a locale. */
export function planWordsFor(locale: Locale): PlanWords {
  return locale === 'zh-CN' ? CHINESE_PLAN_WORDS : ENGLISH_PLAN_WORDS;
}
