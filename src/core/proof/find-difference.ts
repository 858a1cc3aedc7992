import { classesFor, comesTo, endFor, productIn, type ExampleProduct } from '../evaluation/example-product.ts';
import type { ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import type { DiagramNode } from '../evaluation/decision-diagram.ts';
import { findingFunctions } from './finding-functions.ts';
import type { RuleForm } from './rule-forms.ts';

/** A product for which a rule in two forms shows two findings, each in words. */
export interface Difference extends ExampleProduct {
  readonly rule: string;
  readonly finding: string;
  readonly mutated: string;
}

const DIFFERENT = 1;

/**
 * Finds a product for which two forms of a rule show different findings.
 *
 * @param overAnswers - a function as one of the product alone, whatever else it depends on
 * @returns `undefined` when there is none on any day
 */
export function findDifference(
  diagrams: ConditionDiagrams,
  original: RuleForm,
  mutated: RuleForm,
  overAnswers: (node: DiagramNode) => DiagramNode,
): Difference | undefined {
  const functions = findingFunctions(diagrams, original.rule, original.unit);
  const others = findingFunctions(diagrams, mutated.rule, mutated.unit);
  for (const [index, one] of functions.entries()) {
    const other = others[index];
    if (other === undefined || one.node === other.node) continue;
    const nodes = [one.node, other.node].map(overAnswers);
    const differs = diagrams.diagrams.combine(nodes, ([a, b]) => (a === b ? 0 : DIFFERENT));
    if (!comesTo(diagrams.diagrams, differs, DIFFERENT)) continue;
    const classes = classesFor(diagrams, differs, DIFFERENT);
    const [finding = '', found = ''] = nodes.map((node) => one.text(endFor(diagrams, node, classes)));
    return { rule: original.rule.id, ...productIn(diagrams.table, classes), finding, mutated: found };
  }
  return undefined;
}
