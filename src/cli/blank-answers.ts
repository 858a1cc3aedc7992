import type { GroupDescription, QuestionDescription } from '../service/describe-questionnaire.ts';
import { answerForms, typeWords } from './questions-text.ts';
import { wrap } from './wrap.ts';

const ABOUT = [
  'Answers for preclear. null means: not known. It is never taken as a yes or a no.',
  'Fill in what you know and look at the result at any time: preclear check <this file>',
  'China, before launch: answer yes only if it is built, tested and will be on from the first user. A plan alone is no.',
  'Voluntary commitments: only what exists now counts.',
];

const SIGNED = '{ attested: true, by: "Name", role: "Role", on: "YYYY-MM-DD", evidence: ["Reference"] }';

/**
 * An answers file with every question of some groups and no answer, ready to be filled in.
 *
 * @param rulesetIds - what the file is to be judged against; all rulesets when empty
 */
export function blankAnswers(groups: readonly GroupDescription[], rulesetIds: readonly string[]): string {
  const lines = [
    ...ABOUT.flatMap((text) => wrap(text, '# ')),
    '',
    'product: null # { name: "Product", client: "Client of a law firm", matter: "Matter" }',
    ...(rulesetIds.length === 0 ? [] : [`rulesets: [${rulesetIds.join(', ')}]`]),
    'answered_by: null # { name: "Name", role: "Role" }',
    'answered_on: null # "YYYY-MM-DD"',
    'target_launch: null # "YYYY-MM-DD"',
    '',
    'answers:',
    ...groups.flatMap(groupLines),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function groupLines({ title, about, questions }: GroupDescription): readonly string[] {
  return [`  # == ${title} ==`, ...wrap(about, '  # '), '', ...questions.flatMap(questionLines)];
}

function questionLines(question: QuestionDescription): readonly string[] {
  const forms = question.type === 'attestation' ? [SIGNED] : answerForms(question);
  return [
    ...wrap(question.text, '  # '),
    ...wrap(question.help, '  # Help: ', '  #   '),
    ...wrap(question.why, '  # Why: ', '  #   '),
    `  # Answer: ${typeWords(question)}`,
    ...forms.flatMap((form) => wrap(form, '  #   - ', '  #     ')),
    `  ${question.id}: null`,
    '',
  ];
}
