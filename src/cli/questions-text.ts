import type { GroupDescription, QuestionDescription } from '../service/describe-questionnaire.ts';
import type { Style } from './style.ts';
import { counted } from './counted.ts';
import { wrap } from './wrap.ts';

/** The questionnaire for a terminal, in the order a person would answer. */
export function questionsText(groups: readonly GroupDescription[], style: Style): string {
  const parts = groups.map(({ title, about, questions }) => [
    style.heading(title),
    ...wrap(about).map((line) => style.aside(line)),
    '',
    ...questions.flatMap((question) => [...questionLines(question), '']),
  ]);
  const count = groups.reduce((sum, group) => sum + group.questions.length, 0);
  const last = `${counted(count, 'question')} in ${counted(groups.length, 'group')}. A blank answers file: preclear questions --format yaml`;
  return `${[...parts.flat(), last].join('\n')}\n`;
}

function questionLines(question: QuestionDescription): readonly string[] {
  return [
    `${question.id} (${typeWords(question)})`,
    ...wrap(question.text, '  '),
    ...answerForms(question).flatMap((line) => wrap(line, '    - ', '      ')),
  ];
}

/** What kind of answer a question takes. */
export function typeWords({ type, min }: QuestionDescription): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'choice':
      return 'one of the options';
    case 'choices':
      return 'a list of options, [] for none';
    case 'integer':
      return min === null ? 'a whole number' : `a whole number, ${min} or more`;
    case 'date':
      return 'a date, YYYY-MM-DD';
    case 'attestation':
      return 'a sign-off';
  }
}

/** What the values of an answer stand for, and what holds while there is none. */
export function answerForms({ options, labels, default: fallback }: QuestionDescription): readonly string[] {
  return [
    ...(options ?? []).map(({ value, label }) => `${value}: ${label}`),
    ...(labels === null ? [] : [`true: ${labels.true}`, `false: ${labels.false}`]),
    ...(fallback === null ? [] : [`While not answered: ${String(fallback)}`]),
  ];
}
