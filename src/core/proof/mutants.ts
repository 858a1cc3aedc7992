import { compileCondition } from '../language/compile-condition.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { readCondition } from '../language/condition-tree.ts';
import { conditionScope, type ConditionPlace, type ConditionScope } from '../language/condition-scope.ts';
import { ExpressionPool } from '../language/expression-pool.ts';
import type { Expression } from '../language/expression.ts';
import { ExpressionBuilder } from '../language/rebuild-expression.ts';
import { rebuildConditions, type RulesetConditions } from '../language/rebuild-ruleset.ts';
import type { ConditionId } from '../language/rule-places.ts';
import type { Option } from './mutate-constants.ts';
import { mutationsOf, type Mutation } from './mutate-condition.ts';

/** A condition with one small change, compiled. */
export interface Mutant {
  readonly condition: ConditionId;
  readonly mutation: Mutation;
  readonly expression: Expression;
}

/** The conditions of a ruleset and all their mutants, in one pool of expressions. */
export interface MutatedRuleset {
  readonly original: RulesetConditions;
  /** The mutants of each condition: of the definitions, then of the rules, as they stand. */
  readonly mutants: readonly (readonly Mutant[])[];
  readonly pool: ExpressionPool;
  /** Expressions with an index below are those of the conditions as they are. */
  readonly shared: number;
}

/**
 * Makes every mutant of every condition of a ruleset. What the condition language refuses is no mutant: its author would have been
 * told.
 */
export function mutantsOf(ruleset: CompiledRuleset): MutatedRuleset {
  const pool = new ExpressionPool();
  const original = rebuildConditions(ruleset, new ExpressionBuilder(pool));
  const shared = pool.all.length;
  const ids = original.definitions.map(({ entry }) => entry.id);
  const scope = conditionScope(ruleset.questionById, ids, pool);
  const ofDefinitions = original.definitions.map(({ entry, condition }) => {
    const mutants = mutantsOfCondition({ ruleset: ruleset.id, definition: entry.id }, entry.when, 'definition', scope);
    scope.definitions.set(entry.id, condition);
    return mutants;
  });
  const ofRules = original.rules.flatMap(({ id, entry }) =>
    (['applies', 'met'] as const).map((part) =>
      mutantsOfCondition({ ruleset: ruleset.id, rule: id, part }, entry[part], part, scope),
    ),
  );
  return { original, mutants: [...ofDefinitions, ...ofRules], pool, shared };
}

function mutantsOfCondition(
  condition: ConditionId,
  text: string,
  place: ConditionPlace,
  scope: ConditionScope,
): readonly Mutant[] {
  const optionsOf = (name: string): readonly Option[] => {
    const question = scope.facts.get(name);
    return question?.type === 'boolean' ? [true, false] : Object.keys(question?.options ?? {});
  };
  return mutationsOf(readCondition(text, scope), optionsOf).flatMap((mutation) => {
    const { expression } = compileCondition(mutation.text, place, scope);
    return expression === undefined ? [] : [{ condition, mutation, expression }];
  });
}
