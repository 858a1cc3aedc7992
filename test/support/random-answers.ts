import * as fc from 'fast-check';
import type { Question, Questionnaire } from '../../src/core/language/questionnaire.ts';
import type { Answers, AnswerValue } from '../../src/core/questionnaire/answers.ts';

/** Any answer to a question; attestations given or refused. */
function anyAnswer(question: Question): fc.Arbitrary<AnswerValue> {
  const options = Object.keys(question.options ?? {});
  switch (question.type) {
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...options);
    case 'choices':
      return fc.subarray(options);
    case 'integer':
      return fc.integer({ min: question.min ?? 0, max: 40 });
    case 'date':
      return fc.constantFrom('2020-02-29', '2026-11-23');
    case 'attestation':
      return fc.constantFrom<AnswerValue>(
        { attested: true, by: 'Head of safety', role: 'Responsible person', on: '2026-11-01', evidence: ['Record'] },
        { attested: false },
      );
  }
}

/** Answers to every question, in question order. */
export function completeAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  return fc
    .tuple(...questionnaire.questions.map((question) => anyAnswer(question)))
    .map((values) => new Map(questionnaire.questions.map((question, index) => [question.id, valueAt(values, index)])));
}

/** Answers to every question for a product that is in scope more often than chance would have it. */
export function plausibleAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const likely: readonly (readonly [string, AnswerValue])[] = [
    ['service.generates_content', true],
    ['service.offered_to_prc_public', true],
    ['org.roles', ['app_provider']],
    ['filing.opinion_attribute', true],
    ['commitments.benchmark_opt_in', true],
    ['model.frontier_tier', 'above_current_frontier'],
    ['model.release_kind', 'new_significant_public'],
    ['service.publicly_available', true],
  ];
  return fc
    .tuple(completeAnswers(questionnaire), fc.subarray([...likely]))
    .map(([answers, forced]) => new Map([...answers, ...forced]));
}

/** Answers of which some are missing, from nearly all to nearly none, for a product that is in scope more often than not. */
export function partialAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const kept = fc.array(fc.integer({ min: 0, max: 99 }), {
    minLength: questionnaire.questions.length,
    maxLength: questionnaire.questions.length,
  });
  return fc
    .tuple(plausibleAnswers(questionnaire), kept, fc.constantFrom(5, 30, 60, 90, 98))
    .map(([answers, lots, percent]) => new Map([...answers].filter((_, index) => (lots[index] ?? 0) < percent)));
}

/** Given answers, a few of which are replaced by others or missing. */
export function nearbyAnswers(questionnaire: Questionnaire, base: Answers): fc.Arbitrary<Answers> {
  const changes = fc.subarray([...base.keys()], { maxLength: 3 });
  return fc.tuple(completeAnswers(questionnaire), changes, fc.boolean()).map(([others, changed, missing]) => {
    const answers = new Map(base);
    for (const id of changed) {
      const other = others.get(id);
      if (missing || other === undefined) answers.delete(id);
      else answers.set(id, other);
    }
    return answers;
  });
}

/** Days on and around those on which the shipped rules turn. */
export const anyDay: fc.Arbitrary<string> = fc.constantFrom(
  '2023-07-20',
  '2023-07-21',
  '2023-08-14',
  '2023-08-15',
  '2024-02-28',
  '2024-02-29',
  '2024-04-01',
  '2024-04-02',
  '2025-08-31',
  '2025-09-01',
  '2026-07-14',
  '2026-07-15',
  '2026-11-23',
);

function valueAt(values: readonly AnswerValue[], index: number): AnswerValue {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value ${index}`);
  return value;
}
