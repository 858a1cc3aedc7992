import { ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';

/** The functions of a ruleset over all products, and over those that are answered in full. */
export interface RulesetFunctions {
  readonly ruleset: CompiledRuleset;
  readonly all: ConditionDiagrams;
  readonly complete: ConditionDiagrams;
}

/** The functions of a ruleset, each built when it is first asked for. */
export function functionsOf(ruleset: CompiledRuleset): RulesetFunctions {
  return {
    ruleset,
    all: new ConditionDiagrams(ruleset),
    complete: new ConditionDiagrams(ruleset, { complete: true }),
  };
}
