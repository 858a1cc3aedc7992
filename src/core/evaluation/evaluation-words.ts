import { chineseDate } from '../base/chinese.ts';
import type { ReviewCode } from '../language/shapes/ruleset-file.ts';
import type { Locale } from '../language/shapes/text.ts';
import { ENGLISH_CITATIONS, type CitationWords } from './citation-words.ts';
import { CHINESE_CITATIONS } from './citation-words-zh-cn.ts';

/** Every word an evaluation adds to the texts of the rule files, in one locale. */
export interface EvaluationWords {
  readonly citation: CitationWords;
  /** Why a person should confirm a result. What holds for a unit alone says why in its rule file. */
  readonly review: Readonly<Record<Exclude<ReviewCode, 'condition'>, string>>;
  /** Whom to ask where the ruleset names nobody. */
  readonly reviewer: string;
  lawCheckedEarlier(instrument: string, through: string, asOf: string): string;
  /** A day within a message of the rule files. */
  date(date: string): string;
}

const ENGLISH: EvaluationWords = {
  citation: ENGLISH_CITATIONS,
  review: {
    judgement: 'A person must confirm this result: the test is a judgement.',
    secondary: 'The legal basis is known from secondary sources only.',
    recalled: 'The wording of the source is recalled, not read.',
    practice: 'This is regulatory practice, known from secondary sources.',
  },
  reviewer: 'counsel',
  lawCheckedEarlier: (instrument, through, asOf) =>
    `${instrument}: law checked to ${through}; what changed from then to ${asOf} is not reflected.`,
  date: (date) => date,
};

const CHINESE: EvaluationWords = {
  citation: CHINESE_CITATIONS,
  review: {
    judgement: '该项须凭判断认定，结果应由专人确认。',
    secondary: '该项的法律依据仅见于二手资料。',
    recalled: '来源文本的措辞系凭记忆记录，未经查阅原文。',
    practice: '该项属监管实践，据二手资料了解。',
  },
  reviewer: '律师',
  lawCheckedEarlier: (instrument, through, asOf) =>
    `${instrument}：法律文本核对至${chineseDate(through)}；其后至${chineseDate(asOf)}的变化未予反映。`,
  date: chineseDate,
};

/** The words of evaluations in a locale. */
export function evaluationWordsFor(locale: Locale): EvaluationWords {
  switch (locale) {
    case 'en':
      return ENGLISH;
    case 'zh-CN':
      return CHINESE;
  }
}
