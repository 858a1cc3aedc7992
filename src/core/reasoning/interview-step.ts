import type { CalendarDate } from '../base/calendar-date.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation, NextQuestion } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { isGateDecided } from './gate-decided.ts';
import { gateQuestions } from './gate-questions.ts';

/** What an interview goes on for. */
export type Until = 'gate' | 'everything';

/** Where an interview stands. */
export interface InterviewStep {
  readonly evaluation: Evaluation;
  /** Whether the gate is decided: no answer to an open question can change it. */
  readonly decided: boolean;
  /** The question to ask; `undefined` when what the interview goes on for is reached, or nobody knows what is missing. */
  readonly next: NextQuestion | undefined;
  /** How many questions may be left to ask at most, this one included. */
  readonly remaining: number;
}

/** What an interview takes for given while it goes on. */
export interface InterviewSetting {
  readonly rulesets: readonly CompiledRuleset[];
  readonly asOf: CalendarDate;
}

/**
 * The step an interview is at. It depends on nothing but what is given, so that an answer taken back leads to the step before it.
 *
 * @param notKnown - facts that were asked for in vain
 */
export function interviewStep(
  setting: InterviewSetting,
  answers: Answers,
  notKnown: ReadonlySet<string>,
  until: Until,
): InterviewStep {
  const { rulesets, asOf } = setting;
  const evaluation = evaluate(rulesets, answers, asOf);
  const decided = isGateDecided(rulesets, answers, asOf);
  const forGate = decided ? [] : gateQuestions(rulesets, evaluation, answers, asOf, notKnown);
  const questions = until === 'gate' ? forGate : wholePicture(evaluation, forGate, answers, notKnown);
  return { evaluation, decided, next: questions[0], remaining: questions.length };
}

/** The questions of an evaluation, and what the gate may turn on once its findings are settled: whether anything applies at all. */
function wholePicture(
  { next_questions: next }: Evaluation,
  forGate: readonly NextQuestion[],
  answers: Answers,
  notKnown: ReadonlySet<string>,
): readonly NextQuestion[] {
  const open = next.filter(({ fact }) => !answers.has(fact) && !notKnown.has(fact));
  const facts = new Set(open.map(({ fact }) => fact));
  return [...open, ...forGate.filter(({ fact }) => !facts.has(fact))];
}
