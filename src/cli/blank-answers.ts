import type { GroupDescription, QuestionDescription } from '../service/describe-questionnaire.ts';
import { answerForms } from './questions-text.ts';
import type { CliWords } from './words/cli-words.ts';
import { wrap } from './wrap.ts';

type QuestionWords = CliWords['questions'];

/**
 * An answers file with every question of some groups and no answer, ready to be filled in.
 *
 * @param rulesetIds - what the file is to be judged against; all rulesets when empty
 */
export function blankAnswers(
  groups: readonly GroupDescription[],
  rulesetIds: readonly string[],
  words: QuestionWords,
): string {
  const { example } = words;
  const lines = [
    ...words.about.flatMap((text) => wrap(text, '# ')),
    '',
    `product: null # ${example.product}`,
    'product_version: null # "2.4"',
    ...(rulesetIds.length === 0 ? [] : [`rulesets: [${rulesetIds.join(', ')}]`]),
    `answered_by: null # ${example.person}`,
    `answered_on: null # ${example.day}`,
    `target_launch: null # ${example.day}`,
    '',
    'answers:',
    ...groups.flatMap((group) => groupLines(group, words)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function groupLines({ title, about, questions }: GroupDescription, words: QuestionWords): readonly string[] {
  return [
    `  # == ${title} ==`,
    ...wrap(about, '  # '),
    '',
    ...questions.flatMap((question) => questionLines(question, words)),
  ];
}

function questionLines(question: QuestionDescription, words: QuestionWords): readonly string[] {
  const forms = question.type === 'attestation' ? [words.example.signOff] : answerForms(question, words);
  return [
    ...wrap(question.text, '  # '),
    ...wrap(question.help, `  # ${words.help}`, '  #   '),
    ...wrap(question.why, `  # ${words.why}`, '  #   '),
    `  # ${words.answer}${words.type(question.type, question.min)}`,
    ...forms.flatMap((form) => wrap(form, '  #   - ', '  #     ')),
    `  ${question.id}: null`,
    '',
  ];
}
