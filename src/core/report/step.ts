import type { Question } from '../language/questionnaire.ts';
import type { Phase } from '../language/shapes/question-file.ts';
import type { LocalizedText } from '../language/shapes/text.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { AssessedFinding, AssessedRuleset } from './report-source.ts';

/** A fact that work is to change, or a signature, with every open finding that it closes. */
export interface Step {
  readonly question: Question;
  /** The values asked for; several only where voluntary instruments ask for different ones. */
  readonly to: readonly AnswerValue[];
  /** Nothing is known of it yet, so that it may turn out to be done. */
  readonly certainty: 'known' | 'not_answered';
  readonly evidence: readonly LocalizedText[];
  readonly serves: readonly Served[];
  /** Facts of other steps that come before. */
  readonly after: readonly string[];
}

/** A finding that a step helps to close. */
export interface Served {
  readonly ruleset: AssessedRuleset;
  readonly assessed: AssessedFinding;
  readonly how: 'alone' | 'with_others';
}

/** The phase in which a step is done. */
export function phaseOf({ question }: Pick<Step, 'question'>): Phase {
  return question.phase ?? 'test_and_sign';
}

/** Whether a step is the signature of a named person. */
export function isSignOff({ question }: Pick<Step, 'question'>): boolean {
  return question.type === 'attestation';
}

/** Whether a step closes a blocking point of a binding ruleset. */
export function blocks({ serves }: Pick<Step, 'serves'>): boolean {
  return serves.some(({ ruleset, assessed }) => ruleset.compiled.binding && assessed.finding.severity === 'blocker');
}
