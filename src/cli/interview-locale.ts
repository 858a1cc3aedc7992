import type { Locale } from '../core/language/shapes/text.ts';
import { INTERVIEW_EN } from './interview-en.ts';
import type { InterviewWords } from './interview-words.ts';
import { INTERVIEW_ZH } from './interview-zh.ts';

/** The words of an interview in a locale. */
export function interviewWords(locale: Locale): InterviewWords {
  switch (locale) {
    case 'en':
      return INTERVIEW_EN;
    case 'zh-CN':
      return INTERVIEW_ZH;
  }
}
