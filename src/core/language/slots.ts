import { factOf, type Expression } from './expression.ts';
import type { Question } from './questionnaire.ts';

/** For each expression that is a test of a fact, the position of its question; -1 for all others. */
export function slotsOf(expressions: readonly Expression[], questions: readonly Question[]): readonly number[] {
  const slots = new Map<string | undefined, number>(questions.map((question, index) => [question.id, index]));
  return expressions.map((expression) => (expression.op === 'leaf' ? (slots.get(factOf(expression.leaf)) ?? -1) : -1));
}
