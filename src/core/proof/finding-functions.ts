import { at } from '../base/at.ts';
import type { Truth } from '../base/truth.ts';
import { outcomeAt, truthAt, type ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import type { DiagramNode } from '../evaluation/decision-diagram.ts';
import { shownSeverity, unitState, type UnitState } from '../evaluation/unit-state.ts';
import type { CompiledRule, UnitRules } from '../language/compiled-ruleset.ts';
import type { Expression } from '../language/expression.ts';
import { SEVERITIES } from '../language/shapes/ruleset-file.ts';
import { outcomeText } from './expected-finding.ts';

/** One thing that the finding of a rule shows, as a function of the product. */
export interface FindingFunction {
  readonly node: DiagramNode;
  /** What an end value of it shows, in words. */
  readonly text: (end: number) => string;
}

/** Everything that the finding of a rule shows and that depends on the product: two rules show the same when all nodes are equal. */
export function findingFunctions(
  diagrams: ConditionDiagrams,
  rule: CompiledRule,
  unit: UnitRules | undefined,
): readonly FindingFunction[] {
  const outcome = { node: diagrams.ofRule(rule), text: (end: number) => outcomeText(outcomeAt(end)) };
  if (unit === undefined) return [outcome];
  const { severity } = rule.entry;
  return [
    outcome,
    {
      node: ofUnit(diagrams, { ...unit, tags: [], reviews: [] }, (state) =>
        SEVERITIES.indexOf(shownSeverity(severity, state)),
      ),
      text: (end) => `shown as ${at(SEVERITIES, end)}`,
    },
    {
      node: ofUnit(
        diagrams,
        { ...unit, caps: [], reviews: [] },
        ({ tag }) => 1 + unit.tags.findIndex((entry) => entry.tag === tag),
      ),
      text: (end) => (end === 0 ? 'without a tag' : `tagged ${at(unit.tags, end - 1).tag}`),
    },
    ...unit.reviews.map((review) => ({
      node: ofUnit(diagrams, { caps: [], tags: [], reviews: [review] }, (state) => state.review.length),
      text: (end: number) => `${end === 0 ? 'without' : 'with'} the review of ${review.whileTrue.source}`,
    })),
  ];
}

/** A function of the state of a unit. */
function ofUnit(diagrams: ConditionDiagrams, unit: UnitRules, end: (state: UnitState) => number): DiagramNode {
  const conditions = [
    ...unit.caps.map((cap) => cap.whileFalse),
    ...[...unit.tags, ...unit.reviews].map((entry) => entry.whileTrue),
  ];
  const nodes = conditions.map((condition) => diagrams.ofCondition(condition, 'given'));
  return diagrams.diagrams.combine(nodes, (ends) => {
    const truthOf = (condition: Expression): Truth => truthAt(ends[conditions.indexOf(condition)]);
    return end(unitState(unit, truthOf));
  });
}
