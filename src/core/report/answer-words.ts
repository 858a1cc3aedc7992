import type { Deciding } from '../evaluation/evaluation.ts';
import type { Question } from '../language/questionnaire.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { plainText } from './plain-text.ts';
import type { QuestionReference } from './part-model.ts';
import type { ReliedOn } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** An answer in the words in which the question offers it. */
export function answerWords(source: ReportSource, question: Question | undefined, value: AnswerValue): string {
  const { words } = source;
  const option = (chosen: string): string => {
    const label = question?.options?.[chosen];
    return label === undefined ? chosen : source.text(label);
  };
  if (typeof value === 'boolean') {
    const label = question?.labels?.[value ? 'true' : 'false'];
    if (label !== undefined) return source.text(label);
    return value ? words.yes : words.no;
  }
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return question?.type === 'date' ? words.date(value) : option(value);
  if (!('attested' in value)) return value.length === 0 ? words.noneOfThese : words.semicolons(value.map(option));
  if (!value.attested) return words.notSigned;
  const { by = '', role = '', on = '', evidence = [] } = value;
  return words.signed(plainText(by), plainText(role), on, evidence.map(plainText));
}

/** What settles a result, as a question with its answer, the date, or the result of another rule. */
export function reliedOn(source: ReportSource, deciding: Deciding): ReliedOn {
  const { words } = source;
  if ('as_of' in deciding) {
    return { text: words.dateOfAssessment, answer: words.date(deciding.as_of), source: 'date', source_words: '' };
  }
  if ('rule' in deciding) {
    const rule = source.rulesets.flatMap(({ compiled }) => compiled.rules).find(({ id }) => id === deciding.rule);
    const title = rule === undefined ? deciding.rule : source.text(rule.entry.title);
    return { text: words.resultOf(title), answer: words.status[deciding.status], source: 'finding', source_words: '' };
  }
  const question = source.question(deciding.fact);
  return {
    text: question === undefined ? deciding.fact : askedIn(source, question),
    answer: answerWords(source, question, deciding.value),
    source: deciding.source,
    source_words: deciding.source === 'default' ? words.assumed : '',
  };
}

/** What a question asks, without the help that follows it: the part on open questions has the whole text. */
export function askedIn(source: ReportSource, question: Question): string {
  const text = source.text(question.text);
  return /^[^?？]*[?？]/.exec(text)?.[0] ?? text;
}

/** Questions by what they ask. */
export function questionReferences(source: ReportSource, facts: readonly string[]): readonly QuestionReference[] {
  return facts.map((fact) => {
    const question = source.question(fact);
    return { fact, text: question === undefined ? fact : askedIn(source, question) };
  });
}
