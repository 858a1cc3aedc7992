import { chineseNumber } from '../base/chinese.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { findPhrases, withoutPhrases } from './find-phrases.ts';
import type { GlossaryFile } from './shapes/glossary-file.ts';
import { LOCALES, type LocalizedText, type Locale } from './shapes/text.ts';

/** What is wrong with the words of a text in one language. */
export interface TextFault {
  readonly locale: Locale;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string | null;
}

/**
 * Holds a text to what can be checked of its words: nothing is said that is never said, the Chinese says each term as the glossary has
 * it and cites what the English cites, and it is Chinese throughout.
 *
 * @param glossary - what is known of words; without one, only the form of a text is checked
 */
export function textFaults(text: LocalizedText, glossary: GlossaryFile | null): readonly TextFault[] {
  const { en: english, 'zh-CN': chinese } = text;
  return [
    ...(glossary === null ? [] : LOCALES.flatMap((locale) => neverSaid(text[locale] ?? '', locale, glossary))),
    ...(chinese === undefined ? [] : chineseFaults(english, chinese, glossary)),
  ];
}

function chineseFaults(english: string, chinese: string, glossary: GlossaryFile | null): readonly TextFault[] {
  return [
    ...(glossary === null ? [] : [...termFaults(english, chinese, glossary), ...latinFaults(chinese, glossary)]),
    ...citationFaults(english, chinese),
    ...placeholderFaults(english, chinese),
    ...markFaults(chinese),
  ];
}

/** Words that conclude what an assessment of self-reported answers cannot conclude, wherever they stand. */
export function neverSaid(text: string, locale: Locale, { never_said: rules }: GlossaryFile): readonly TextFault[] {
  return (rules[locale] ?? []).flatMap(({ words, except = [] }) =>
    findPhrases(withoutPhrases(text, except), words).map((word): TextFault => {
      const hint = except.length === 0 ? null : `Only as in: ${except.join('; ')}.`;
      return { locale, code: 'never-said', message: `no text says "${word}"`, hint };
    }),
  );
}

function termFaults(english: string, chinese: string, { terms }: GlossaryFile): readonly TextFault[] {
  const named = new Set(findPhrases(english, phrasesOf(terms)));
  return terms.flatMap((term): readonly TextFault[] => {
    const [accepted = ''] = term['zh-CN'];
    const word = term.en.find((candidate) => named.has(candidate));
    const missing = word !== undefined && !term['zh-CN'].some((form) => chinese.includes(form));
    const ruledOut = (term.never ?? []).filter((form) => chinese.includes(form));
    return [
      ...(missing
        ? [
            chineseFault(
              'glossary-term',
              `"${word}" is not said as the glossary has it`,
              `Say ${term['zh-CN'].join(' or ')}.`,
            ),
          ]
        : []),
      ...ruledOut.map((form) => chineseFault('glossary-never', `the glossary rules out "${form}"`, `Say ${accepted}.`)),
    ];
  });
}

const phrases = new WeakMap<GlossaryFile['terms'], readonly string[]>();

/** Every English word of the terms, and the phrases in which one means something else; the longest found is the one meant. */
function phrasesOf(terms: GlossaryFile['terms']): readonly string[] {
  const known = phrases.get(terms);
  if (known !== undefined) return known;
  const all = terms.flatMap(({ en, except = [] }) => [...en, ...except]);
  phrases.set(terms, all);
  return all;
}

const PLACEHOLDER = /\{[a-z_]+\}/g;

function latinFaults(chinese: string, { latin }: GlossaryFile): readonly TextFault[] {
  const rest = withoutPhrases(chinese.replaceAll(PLACEHOLDER, ''), latin);
  const left = [...new Set(rest.match(/[A-Za-z]{2,}/g) ?? [])];
  if (left.length === 0) return [];
  const hint = 'Translate it, or list it under "latin" in the glossary.';
  return [chineseFault('untranslated', `not in Chinese: ${left.join(', ')}`, hint)];
}

function citationFaults(english: string, chinese: string): readonly TextFault[] {
  const cited = [
    ...placesIn(english, /\bArts?\.? (\d+)(?![\d-])/g, (numeral) => `第${numeral}条`),
    ...placesIn(english, /(?<![\w-])commitments? (\d+)\b(?!\.\d)/gi, (numeral) => `承诺${numeral}`),
  ];
  return [...new Map(cited)]
    .filter(([, place]) => !chinese.includes(place))
    .map(([words, place]) => chineseFault('citation-lost', `"${words}" is not cited`, `Cite ${place}.`));
}

function placesIn(
  english: string,
  pattern: RegExp,
  place: (numeral: string) => string,
): readonly (readonly [words: string, place: string])[] {
  return [...english.matchAll(pattern)].map(([words, number]) => [words, place(chineseNumber(Number(number)))]);
}

function placeholderFaults(english: string, chinese: string): readonly TextFault[] {
  const [wanted, found] = [placeholdersIn(english), placeholdersIn(chinese)];
  if (wanted === found) return [];
  const hint = wanted === '' ? 'The English text has none.' : `The English text has ${wanted}.`;
  return [chineseFault('placeholder-mismatch', 'the languages differ in their placeholders', hint)];
}

function placeholdersIn(text: string): string {
  return (text.match(PLACEHOLDER) ?? []).toSorted().join(', ');
}

/** Marks that a Chinese text does not have, each with what is right. */
const MARKS: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  {
    pattern: /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}|\p{Script=Han}\.(?=\s|$)/u,
    hint: 'Use the full-width marks ，；：？！（）。',
  },
  { pattern: /["']/, hint: 'Use the quotation marks “ ”.' },
  { pattern: /\p{Script=Han} +\p{Script=Han}/u, hint: 'Write Chinese characters without blanks between them.' },
];

function markFaults(chinese: string): readonly TextFault[] {
  return MARKS.flatMap(({ pattern, hint }) => {
    const found = pattern.exec(chinese);
    if (found === null) return [];
    return [chineseFault('chinese-marks', `"${found[0]}" is no way to write Chinese`, hint)];
  });
}

function chineseFault(code: ProblemCode, message: string, hint: string): TextFault {
  return { locale: 'zh-CN', code, message, hint };
}
