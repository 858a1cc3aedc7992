import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileCondition } from '../../../src/core/language/compile-condition.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import { conditionScope } from '../../../src/core/language/condition-scope.ts';
import { readCondition } from '../../../src/core/language/condition-tree.ts';
import { ExpressionPool } from '../../../src/core/language/expression-pool.ts';
import { ExpressionBuilder } from '../../../src/core/language/rebuild-expression.ts';
import { printCondition } from '../../../src/core/language/print-condition.ts';
import { miniRules } from '../../support/mini-rules.ts';
import { randomConditions } from '../../support/random-rulesets.ts';
import { realRules } from '../../support/real-rules.ts';

/** Conditions of rules that mean something else once they are read and printed; there should be none. */
function changedByPrinting(ruleset: CompiledRuleset): readonly string[] {
  const pool = new ExpressionPool();
  const builder = new ExpressionBuilder(pool);
  const ids = ruleset.definitions.map(({ entry }) => entry.id);
  const scope = conditionScope(ruleset.questionById, ids, pool);
  for (const { entry, condition } of ruleset.definitions) scope.definitions.set(entry.id, builder.of(condition));
  return ruleset.rules.flatMap((rule) =>
    (['applies', 'met'] as const).flatMap((part) => {
      const text = printCondition(readCondition(rule.entry[part], scope));
      const { expression } = compileCondition(text, part, scope);
      return expression === builder.of(rule[part]) ? [] : [text];
    }),
  );
}

function printed(condition: string): string {
  const ruleset = miniRules({ rules: [{ met: condition }] }).rulesets[0];
  if (ruleset === undefined) throw new Error('no ruleset');
  return printCondition(readCondition(condition, conditionScope(ruleset.questionById, [], new ExpressionPool())));
}

it('prints a condition with the brackets it needs, and those that part && from ||', () => {
  const unchanged = [
    '!(a.p && a.q) || a.r',
    'a.p || (a.q && a.r)',
    '!(a.kind == "none") && !(a.kind in ["some", "all"])',
    '!a.parts.exists(m, m == "x" || m in ["y"])',
    '["x", "y"].all(m, m in a.parts)',
    'as_of >= timestamp("2023-08-15T00:00:00Z")',
    '5 < a.count && a.p in [true, false]',
  ];
  expect(unchanged.map(printed)).toEqual(unchanged);
  expect(printed('((a.p)  ||  a.q && (a.r && !(a.s)))')).toBe('a.p || (a.q && a.r && !a.s)');
  expect(printed('(a.p && a.q) == false')).toBe('(a.p && a.q) == false');
});

it('prints every condition of the shipped rules so that it means the same', async () => {
  const { rulesets } = await realRules();
  expect(rulesets.flatMap(changedByPrinting)).toEqual([]);
});

it('prints random conditions so that they mean the same', () => {
  fc.assert(
    fc.property(randomConditions, ({ definition, applies, met }) => {
      const { rulesets } = miniRules({ definitions: { D: definition }, rules: [{ applies, met }] });
      expect(rulesets.flatMap(changedByPrinting)).toEqual([]);
    }),
    { numRuns: 100, seed: 20261123 },
  );
});
