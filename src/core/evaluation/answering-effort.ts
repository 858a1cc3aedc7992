import type { Question } from '../language/questionnaire.ts';
import type { QuestionType } from '../language/shapes/question-file.ts';

const EFFORT: Readonly<Record<QuestionType, number>> = {
  boolean: 0,
  choice: 1,
  choices: 2,
  integer: 3,
  date: 3,
  attestation: 4,
};

/** Which of two questions is the cheaper to answer, by their types; a comparison to sort by. */
export function cheaperFirst(a: Question, b: Question): number {
  return EFFORT[a.type] - EFFORT[b.type];
}
