import type { Environment } from '@marcbachmann/cel-js';
import type { ExpressionPool } from './expression-pool.ts';
import type { Expression } from './expression.ts';
import type { QuestionEntry } from './shapes/question-file.ts';

/** What the conditions of one ruleset may name. */
export interface ConditionScope {
  readonly types: Environment;
  readonly facts: ReadonlyMap<string, QuestionEntry>;
  readonly definitions: ReadonlyMap<string, Expression>;
  /** Facts, all definitions of the ruleset and built-ins. */
  readonly names: ReadonlySet<string>;
  readonly pool: ExpressionPool;
}

/** Where a condition stands decides what it may read: attestations and engine facts only in `met`. */
export type ConditionPlace = 'definition' | 'applies' | 'met' | 'constraint';
