import { beginPart } from './part-heading.ts';
import type { QuestionsPart } from './report-model.ts';
import { findingsOf, openFindings, referTo, type ReportSource } from './report-source.ts';

/** The questions that can still change a finding, best first, with how to read them. */
export function buildOpenQuestions(source: ReportSource): QuestionsPart {
  const { words, input, rulesets } = source;
  const { next_questions: next } = input.evaluation;
  const base = beginPart(words, 'questions', next.length > 0 ? 'something' : 'nothing');
  const waits = (binding: boolean): boolean =>
    rulesets.some(
      (ruleset) =>
        ruleset.compiled.binding === binding && openFindings(ruleset).some(({ finding }) => finding.open.length > 0),
    );
  return {
    ...base,
    lead: [
      ...base.lead,
      ...(waits(true) ? [words.questionsHelp.binding] : []),
      ...(waits(false) ? [words.questionsHelp.voluntary] : []),
    ],
    questions: next.map(({ fact, group, rules }, index) => {
      const question = source.question(fact);
      const title = rulesets.flatMap(({ compiled }) => compiled.groups).find(({ id }) => id === group)?.title;
      return {
        fact,
        number: String(index + 1),
        kind: question?.type === 'attestation' ? 'sign_off' : 'answer',
        text: question === undefined ? fact : source.text(question.text),
        why: question === undefined ? '' : source.text(question.why),
        group: title === undefined ? group : source.text(title),
        bears_on: findingsOf(source, rules).map((assessed) => referTo(source, assessed)),
      };
    }),
  };
}
