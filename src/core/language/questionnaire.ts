import type { Expression } from './expression.ts';
import type { ConstraintFile, QuestionEntry } from './shapes/question-file.ts';
import type { LocalizedText } from './shapes/text.ts';

/** One question of the vocabulary, in its place. */
export interface Question extends QuestionEntry {
  /** The group it is asked in. */
  readonly group: string;
  /** Position in the order a person would answer; every tie between facts is broken by it. */
  readonly order: number;
}

/** Questions a person answers together. */
export interface QuestionGroup {
  readonly id: string;
  readonly title: LocalizedText;
  readonly about: LocalizedText;
}

/** Answers that cannot all be true. */
export interface Constraint {
  readonly id: string;
  readonly when: string;
  readonly condition: Expression;
  /** The facts it reads, in question order. */
  readonly facts: readonly string[];
  readonly message: LocalizedText;
}

/** The shared vocabulary: what may be answered, in the order a person would. */
export interface Questionnaire {
  readonly groups: readonly QuestionGroup[];
  readonly questions: readonly Question[];
  readonly byId: ReadonlyMap<string, Question>;
  readonly constraints: readonly Constraint[];
  /** Expressions of the constraints, operands first. */
  readonly expressions: readonly Expression[];
  readonly countedDays: ConstraintFile['counted_days'];
}
