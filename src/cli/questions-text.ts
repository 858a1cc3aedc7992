import type { GroupDescription, QuestionDescription } from '../service/describe-questionnaire.ts';
import type { Style } from './style.ts';
import type { CliWords } from './words/cli-words.ts';
import { wrap } from './wrap.ts';

type QuestionWords = CliWords['questions'];

/**
 * The questionnaire for a terminal, in the order a person would answer.
 *
 * @param blankFile - the command that prints a blank answers file
 */
export function questionsText(
  groups: readonly GroupDescription[],
  words: QuestionWords,
  blankFile: string,
  style: Style,
): string {
  const parts = groups.map(({ title, about, questions }) => [
    style.heading(title),
    ...wrap(about).map((line) => style.aside(line)),
    '',
    ...questions.flatMap((question) => [...questionLines(question, words), '']),
  ]);
  const count = groups.reduce((sum, group) => sum + group.questions.length, 0);
  return `${[...parts.flat(), words.count(count, groups.length, blankFile)].join('\n')}\n`;
}

function questionLines(question: QuestionDescription, words: QuestionWords): readonly string[] {
  return [
    words.heading(question.id, words.type(question.type, question.min)),
    ...wrap(question.text, '  '),
    ...answerForms(question, words).flatMap((line) => wrap(line, '    - ', '      ')),
  ];
}

/** What the values of an answer stand for, and what holds while there is none. */
export function answerForms(
  { options, labels, default: fallback }: QuestionDescription,
  words: QuestionWords,
): readonly string[] {
  return [
    ...(options ?? []).map(({ value, label }) => words.form(value, label)),
    ...(labels === null ? [] : [words.form('true', labels.true), words.form('false', labels.false)]),
    ...(fallback === null ? [] : [words.fallback(String(fallback))]),
  ];
}
