import type { Question } from '../language/questionnaire.ts';
import { answerWords } from './answer-words.ts';
import { beginPart } from './part-heading.ts';
import type { AnswerRow, AnswersPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** Every question that the rulesets assessed read, with its answer. */
export function buildAllAnswers(source: ReportSource): AnswersPart {
  const questions = questionsOf(source);
  const groups = new Map(
    source.rulesets.flatMap(({ compiled }) => compiled.groups.map((group) => [group.id, group] as const)),
  );
  const rows = questions.map((question) => ({ group: question.group, row: rowOf(source, question) }));
  const answered = rows.filter(({ row }) => row.source === 'answer').length;
  const part = beginPart(source.words, 'answers', 'something');
  return {
    ...part,
    lead: [...part.lead, source.words.paper.answers.count(answered, rows.length)],
    groups: [...new Set(rows.map(({ group }) => group))].map((group) => {
      const title = groups.get(group)?.title;
      return {
        group,
        heading: title === undefined ? group : source.text(title),
        rows: rows.filter((entry) => entry.group === group).map(({ row }) => row),
      };
    }),
  };
}

/**
 * Each question once, those of the first ruleset first. A stored ruleset knows the order of its own questions alone, so that no order
 * over all of them could be told again from what is stored.
 */
function questionsOf({ rulesets }: ReportSource): readonly Question[] {
  const byId = new Map(
    rulesets.flatMap(({ compiled }) => compiled.questions.map((question) => [question.id, question] as const)),
  );
  return [...byId.values()];
}

function rowOf(source: ReportSource, question: Question): AnswerRow {
  const { words, input } = source;
  const base = { fact: question.id, text: source.text(question.text) };
  const value = input.answers.get(question.id);
  if (value !== undefined)
    return { ...base, answer: answerWords(source, question, value), source: 'answer', source_words: '' };
  const { answers: told } = words.paper;
  if (question.default === undefined) return { ...base, answer: told.notAnswered, source: 'none', source_words: '' };
  return {
    ...base,
    answer: answerWords(source, question, question.default),
    source: 'default',
    source_words: told.assumed,
  };
}
