import { at } from '../base/at.ts';
import type { Truth } from '../base/truth.ts';
import { outcomeAt, truthAt, TRUTHS, type ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import { has, type DiagramNode } from '../evaluation/decision-diagram.ts';
import { otherBlockers } from '../evaluation/other-blockers.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';

/**
 * Replaces what the engine finds of the other rules by the answers that it follows from, so that a function of both becomes one of
 * the product alone. Costs the more the more blockers there are, so it is done only for functions that depend on it.
 *
 * @param rules - all rules of the ruleset, their conditions among those of the diagrams
 */
export function overAnswersAlone(
  diagrams: ConditionDiagrams,
  node: DiagramNode,
  ruleset: CompiledRuleset,
  rules: readonly CompiledRule[],
): DiagramNode {
  const { engine } = diagrams.table;
  const { diagrams: shared } = diagrams;
  if (!has(shared.describe(node).support, engine.index)) return node;
  const byClass = engine.samples.map((_, classIndex) => shared.settle(node, engine.index, classIndex));
  const others = otherBlockers(ruleset)
    .map((position) => diagrams.ofRule(at(rules, position)))
    .reduce((open, outcome) => shared.combine([open, outcome], ([a, b]) => TRUTHS.indexOf(openWith(truthAt(a), b))), 0);
  return shared.combine([others, ...byClass], ([open, unknown, yes, no]) => {
    const truth = truthAt(open);
    return (truth === 'unknown' ? unknown : truth === 'true' ? yes : no) ?? 0;
  });
}

function openWith(open: Truth, outcome: number | undefined): Truth {
  const { status } = outcomeAt(outcome);
  if (open === 'true' || status === 'not_met' || status === 'needs_attestation') return 'true';
  return open === 'unknown' || status === 'undetermined' ? 'unknown' : 'false';
}
