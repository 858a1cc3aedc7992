import type { ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import { has, type DiagramNode, type VariableSet } from '../evaluation/decision-diagram.ts';
import type { Variable, VariableTable } from '../evaluation/diagram-variables.ts';
import {
  classesFor,
  comesTo,
  endFor,
  productIn,
  type Classes,
  type ExampleProduct,
} from '../evaluation/example-product.ts';
import type { PairedRulesets } from './paired-rulesets.ts';

/** How something that holds for some products holds for others in a new state. */
export type Relation = 'equal' | 'more' | 'fewer' | 'both_ways' | 'otherwise';

/** A product for which two states differ, with what each comes to. */
export interface DifferenceExample extends ExampleProduct {
  /** What the engine finds of the other rules, where the difference depends on it. */
  readonly otherOpenBlockers: boolean | null;
  readonly old: string;
  readonly new: string;
}

/** A function in two states, and what its end values say. */
export interface ComparedFunction {
  /** Its node in each state. */
  readonly nodes: (diagrams: ConditionDiagrams) => readonly [old: DiagramNode, fresh: DiagramNode];
  /** Whether an end value is one for which the thing compared holds. */
  readonly holds: (end: number) => boolean;
  readonly text: (end: number) => string;
}

/** How the end values of two states stand to each other; these are end values of a function themselves. */
const [SAME, GAINED, LOST, OTHER] = [0, 1, 2, 3];

/**
 * Compares a function in two states. `more` and `fewer` speak of complete products: it holds for all it held for and others, or for
 * some of those alone. `otherwise` says that it holds for the same ones and comes to something else for some, or that the states
 * differ only while something is not answered.
 *
 * @returns the relation with an example, or one for each direction; none when the states are equal
 */
export function compareFunctions(
  { all, complete }: PairedRulesets,
  compared: ComparedFunction,
): { readonly relation: Relation; readonly examples: readonly DifferenceExample[] } {
  const [old, fresh] = compared.nodes(all);
  if (old === fresh) return { relation: 'equal', examples: [] };
  const change = (a: number, b: number): number => {
    if (compared.holds(a) !== compared.holds(b)) return compared.holds(b) ? GAINED : LOST;
    return a === b ? SAME : OTHER;
  };
  // To be answered at all may be what a function turns on; over complete products it does not show.
  const read = [old, fresh].map((node) => all.diagrams.describe(node).support);
  const answer = (classes: Classes): Classes => answeredInFull(complete.table, read, classes);
  const [gained, lost, other] = [GAINED, LOST, OTHER].map((wanted) =>
    exampleOf(complete, compared, change, wanted, answer),
  );
  if (gained !== undefined && lost !== undefined) return { relation: 'both_ways', examples: [gained, lost] };
  if (gained !== undefined) return { relation: 'more', examples: [gained] };
  if (lost !== undefined) return { relation: 'fewer', examples: [lost] };
  const example =
    other ??
    exampleOf(
      all,
      compared,
      (a, b) => (a === b ? SAME : OTHER),
      OTHER,
      (classes) => classes,
    );
  return { relation: 'otherwise', examples: example === undefined ? [] : [example] };
}

function exampleOf(
  diagrams: ConditionDiagrams,
  { nodes, text }: ComparedFunction,
  change: (old: number, fresh: number) => number,
  wanted: number,
  answer: (classes: Classes) => Classes,
): DifferenceExample | undefined {
  const [old, fresh] = nodes(diagrams);
  const changes = diagrams.diagrams.combine([old, fresh], ([a = 0, b = 0]) => change(a, b));
  if (!comesTo(diagrams.diagrams, changes, wanted)) return undefined;
  const classes = answer(classesFor(diagrams, changes, wanted));
  const engine = classes.get(diagrams.table.engine.index) ?? 0;
  return {
    ...productIn(diagrams.table, classes),
    otherOpenBlockers: engine === 0 ? null : diagrams.table.engine.samples[engine] === true,
    old: text(endFor(diagrams, old, classes)),
    new: text(endFor(diagrams, fresh, classes)),
  };
}

/** Answers everything else that is read, so that the product as it is written comes to what the complete one does. */
function answeredInFull(table: VariableTable, read: readonly VariableSet[], classes: Classes): Classes {
  const matters = ({ index }: Variable): boolean => read.some((support) => has(support, index));
  const answered = new Map(classes);
  for (const [head, ...options] of [[table.engine], ...table.ofFact.values()]) {
    if (head === undefined || head.kind === 'attestation' || ![head, ...options].some(matters)) continue;
    if ((answered.get(head.index) ?? 0) === 0) answered.set(head.index, 1);
  }
  return answered;
}
