import type { Environment } from '@marcbachmann/cel-js';
import { AS_OF, conditionTypes, OTHER_OPEN_BLOCKERS } from './condition-names.ts';
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

/**
 * The scope of the conditions of a ruleset, without any definition yet: each is put in once it is compiled.
 *
 * @param ids - all definitions of the ruleset
 */
export function conditionScope(
  facts: ReadonlyMap<string, QuestionEntry>,
  ids: readonly string[],
  pool: ExpressionPool,
): ConditionScope & { readonly definitions: Map<string, Expression> } {
  return {
    types: conditionTypes(facts.values(), ids),
    facts,
    definitions: new Map(),
    names: new Set([...facts.keys(), ...ids, AS_OF, OTHER_OPEN_BLOCKERS]),
    pool,
  };
}
