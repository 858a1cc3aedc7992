import type { Question, Questionnaire } from '../core/language/questionnaire.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
import { parseAnswers } from '../core/questionnaire/parse-answers.ts';

/** What a person may type instead of an answer. */
export type Key = 'not_known' | 'help' | 'back' | 'quit';

const KEYS: ReadonlyMap<string, Key> = new Map([
  ['u', 'not_known'],
  ['?', 'help'],
  ['b', 'back'],
  ['q', 'quit'],
]);

const YES: ReadonlySet<string> = new Set(['1', 'y', 'yes', 'true', '是']);
const NO: ReadonlySet<string> = new Set(['2', 'n', 'no', 'false', '否']);

/** The key that a line stands for: a small letter, so that a capital is a text. Wide letters and marks count as their narrow ones. */
export function keyOf(line: string): Key | undefined {
  return KEYS.get(narrow(line));
}

/** Yes or no, by number or by word; `undefined` for neither. */
export function yesOrNo(line: string): boolean | undefined {
  const word = plain(line);
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/**
 * The answer that a line gives to a question: options by their numbers or ids, everything else as it is written. What comes out passes
 * the one validator of answers. For a sign-off: `true` when it is signed, whose parts are asked for apart.
 *
 * @returns `undefined` when the line is no answer
 */
export function answerOf(questionnaire: Questionnaire, question: Question, line: string): AnswerValue | undefined {
  const value = valueOf(question, line);
  if (value === undefined) return undefined;
  const parsed = parseAnswers(questionnaire, { [question.id]: value });
  return parsed.ok ? parsed.answers.get(question.id) : undefined;
}

function valueOf(question: Question, line: string): unknown {
  switch (question.type) {
    case 'boolean':
      return yesOrNo(line);
    case 'choice':
      return optionOf(question, plain(line));
    case 'choices':
      return optionsOf(question, plain(line));
    case 'integer':
      return /^-?\d{1,16}$/.test(plain(line)) ? Number(plain(line)) : undefined;
    case 'date':
      return plain(line);
    case 'attestation':
      return yesOrNo(line) === false ? { attested: false } : undefined;
  }
}

function optionOf({ options }: Question, word: string): string | undefined {
  const ids = Object.keys(options ?? {});
  return /^\d{1,3}$/.test(word) ? ids[Number(word) - 1] : ids.find((id) => id === word);
}

function optionsOf(question: Question, line: string): readonly string[] | undefined {
  if (line === '0') return [];
  const chosen = line.split(/[\s,、]+/u).map((word) => optionOf(question, word));
  const known = chosen.filter((option) => option !== undefined);
  return known.length === chosen.length ? known : undefined;
}

function plain(line: string): string {
  return narrow(line).toLowerCase();
}

function narrow(line: string): string {
  return line.normalize('NFKC').trim();
}
