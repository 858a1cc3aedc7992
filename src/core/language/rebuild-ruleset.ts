import type { CompiledRule, CompiledRuleset, UnitRules } from './compiled-ruleset.ts';
import { ExpressionPool } from './expression-pool.ts';
import { ExpressionBuilder } from './rebuild-expression.ts';
import { slotsOf } from './slots.ts';

/** The conditions of a ruleset and what reads them. */
export type RulesetConditions = Pick<CompiledRuleset, 'rules' | 'definitions' | 'unitRules'>;

/** The same conditions, made by a builder. */
export function rebuildConditions(ruleset: RulesetConditions, builder: ExpressionBuilder): RulesetConditions {
  return {
    rules: ruleset.rules.map((rule) => rebuildRule(rule, builder)),
    definitions: ruleset.definitions.map((definition) => ({
      ...definition,
      condition: builder.of(definition.condition),
    })),
    unitRules: new Map([...ruleset.unitRules].map(([unit, rules]) => [unit, rebuildUnitRules(rules, builder)])),
  };
}

/** A rule with its conditions made by a builder. */
export function rebuildRule(rule: CompiledRule, builder: ExpressionBuilder): CompiledRule {
  return { ...rule, applies: builder.of(rule.applies), met: builder.of(rule.met) };
}

/** What holds for the findings of a unit, with conditions made by a builder. */
export function rebuildUnitRules({ caps, tags, reviews }: UnitRules, builder: ExpressionBuilder): UnitRules {
  return {
    caps: caps.map((cap) => ({ ...cap, whileFalse: builder.of(cap.whileFalse) })),
    tags: tags.map((tag) => ({ ...tag, whileTrue: builder.of(tag.whileTrue) })),
    reviews: reviews.map((review) => ({ ...review, whileTrue: builder.of(review.whileTrue) })),
  };
}

/**
 * A ruleset with other rules in the place of its own, ready to be evaluated: some of them, or some in another form.
 *
 * @param unitRules - what holds for the findings of units; none for a unit that is left out
 */
export function withRules(
  ruleset: CompiledRuleset,
  rules: readonly CompiledRule[],
  unitRules: CompiledRuleset['unitRules'],
): CompiledRuleset {
  const pool = new ExpressionPool();
  const conditions = rebuildConditions({ rules, definitions: [], unitRules }, new ExpressionBuilder(pool));
  return Object.freeze({
    ...ruleset,
    ...conditions,
    units: ruleset.units.map((unit) => ({ ...unit, rules: conditions.rules.filter((rule) => rule.unit === unit.id) })),
    expressions: pool.all,
    slots: slotsOf(pool.all, ruleset.questions),
  });
}
