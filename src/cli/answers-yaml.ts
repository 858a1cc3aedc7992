import type { AnswersFile } from '../core/questionnaire/parse-answers-file.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
import type { Questionnaire } from '../core/language/questionnaire.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';

/**
 * An answers file as YAML: the header as far as it is known, then the answers in question order, by group. It reads back as the same
 * answers.
 *
 * @param head - lines of comment at the top
 */
export function answersYaml(
  file: AnswersFile,
  questionnaire: Questionnaire,
  locale: Locale,
  head: readonly string[],
): string {
  const header = [
    ...(file.product === null ? [] : [`product: ${mapping(file.product)}`]),
    ...(file.productVersion === null ? [] : [`product_version: ${JSON.stringify(file.productVersion)}`]),
    ...(file.rulesets === null ? [] : [`rulesets: [${file.rulesets.join(', ')}]`]),
    ...(file.answeredBy === null ? [] : [`answered_by: ${mapping(file.answeredBy)}`]),
    ...(file.answeredOn === null ? [] : [`answered_on: ${file.answeredOn}`]),
    ...(file.targetLaunch === null ? [] : [`target_launch: ${file.targetLaunch}`]),
  ];
  const groups = questionnaire.groups.flatMap(({ id, title }) => {
    const answers = questionnaire.questions.flatMap((question) => {
      const answer = question.group === id ? file.answers.get(question.id) : undefined;
      return answer === undefined ? [] : [`  ${question.id}: ${valueText(answer)}`];
    });
    return answers.length === 0 ? [] : [`  # ${textIn(locale, title)}`, ...answers, ''];
  });
  const lines = [
    ...head.map((line) => `# ${line}`),
    ...(header.length === 0 ? [] : ['', ...header]),
    '',
    ...(groups.length === 0 ? ['answers: {}'] : ['answers:', ...groups]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function valueText(value: AnswerValue): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  return typeof value === 'object' ? mapping(value) : scalar(value);
}

function mapping(value: object): string {
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return `{ ${entries.map(([key, part]) => `${key}: ${quoted(part)}`).join(', ')} }`;
}

/** An option stands bare, as people write it. */
function scalar(value: unknown): string {
  return typeof value === 'string' && OPTION.test(value) && !READ_OTHERWISE.has(value) ? value : quoted(value);
}

const OPTION = /^[a-z][a-z0-9_]*$/;

/** Words that some readers of YAML take for something else when they stand bare. */
const READ_OTHERWISE: ReadonlySet<string> = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** A value as JSON, which is YAML too, with every character escaped that YAML does not take as it is. */
function quoted(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
