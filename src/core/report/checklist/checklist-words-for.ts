import type { Locale } from '../../language/shapes/text.ts';
import { CHECKLIST_ENGLISH } from './checklist-en.ts';
import { CHECKLIST_CHINESE } from './checklist-zh-cn.ts';
import type { ChecklistWords } from './checklist-words.ts';

/** The words of a checklist in a locale. */
export function checklistWordsFor(locale: Locale): ChecklistWords {
  switch (locale) {
    case 'en':
      return CHECKLIST_ENGLISH;
    case 'zh-CN':
      return CHECKLIST_CHINESE;
  }
}
