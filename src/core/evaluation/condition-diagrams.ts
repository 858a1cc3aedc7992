import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import type { CompiledRule } from '../language/compiled-ruleset.ts';
import { factOf, type Expression, type Leaf } from '../language/expression.ts';
import { DecisionDiagrams, MOST_END_VALUES, type DiagramNode } from './decision-diagram.ts';
import {
  tabulateVariables,
  truthInClass,
  type DiagramSource,
  type Variable,
  type VariableTable,
} from './diagram-variables.ts';
import type { AttestationMode } from './judge-leaf.ts';
import { outcomeOf, type Outcome } from './judge-rule.ts';

/** The truths, each at the place of the end value that stands for it. */
export const TRUTHS: readonly Truth[] = ['false', 'true', 'unknown'];

/** Every outcome a rule can have, in a fixed order; an end value of a rule's diagram is a position here plus the three truths. */
const OUTCOMES: readonly Outcome[] = TRUTHS.flatMap((applies) =>
  TRUTHS.flatMap((given) => TRUTHS.map((signed) => outcomeOf(applies, given, signed))),
).filter((outcome, index, all) => all.findIndex((other) => sameOutcome(other, outcome)) === index);

/** Over which products functions are told apart. */
export interface DiagramOptions {
  /**
   * Every fact is answered: one that is not counts as having the value of its first known class, so that functions are equal when
   * they agree on all complete products. Attestations are given or not, as always.
   */
  readonly complete?: boolean;
}

/**
 * The functions from answers and date to truths and outcomes, in canonical form over one table of variables: two are the same
 * function exactly when their nodes are equal. Built as they are asked for.
 */
export class ConditionDiagrams {
  readonly table: VariableTable;
  /** The diagrams, for functions of functions. Truths and outcomes are end values of it. */
  readonly diagrams: DecisionDiagrams;
  readonly #conditions = { given: new Map<number, DiagramNode>(), assumed: new Map<number, DiagramNode>() };
  readonly #complete: boolean;

  /** @param source - all its conditions are told apart, so that any of them may be asked for */
  constructor(source: DiagramSource, { complete = false }: DiagramOptions = {}) {
    this.table = tabulateVariables(source);
    this.diagrams = new DecisionDiagrams(MOST_END_VALUES, this.table.variables.length);
    this.#complete = complete;
  }

  /** The outcome of a rule; its end values are those of {@link outcomeAt}. */
  ofRule({ applies, met }: Pick<CompiledRule, 'applies' | 'met'>): DiagramNode {
    const operands = [
      this.ofCondition(applies, 'given'),
      this.ofCondition(met, 'given'),
      this.ofCondition(met, 'assumed'),
    ];
    return this.diagrams.combine(operands, ([whetherApplies, given, signed]) =>
      endOf(outcomeOf(truthAt(whetherApplies), truthAt(given), truthAt(signed))),
    );
  }

  /** The truth of a condition; its end values are those of {@link truthAt}. */
  ofCondition(expression: Expression, mode: AttestationMode): DiagramNode {
    const known = this.#conditions[expression.readsAttestation ? mode : 'given'];
    const found = known.get(expression.index);
    if (found !== undefined) return found;
    const made = this.#buildCondition(expression, mode);
    known.set(expression.index, made);
    return made;
  }

  #buildCondition(expression: Expression, mode: AttestationMode): DiagramNode {
    switch (expression.op) {
      case 'constant':
        return TRUTHS.indexOf(expression.value);
      case 'definition':
        return this.ofCondition(expression.body, mode);
      case 'not':
        return this.diagrams.combine([this.ofCondition(expression.operand, mode)], ([end]) =>
          TRUTHS.indexOf(negate(truthAt(end))),
        );
      case 'and':
      case 'or': {
        const join = expression.op === 'and' ? conjunction : disjunction;
        return expression.operands
          .map((operand) => this.ofCondition(operand, mode))
          .reduce((a, b) => this.diagrams.combine([a, b], (ends) => TRUTHS.indexOf(join(ends.map(truthAt)))));
      }
      case 'leaf':
        return this.#buildLeaf(expression.leaf, mode);
    }
  }

  #buildLeaf(leaf: Leaf, mode: AttestationMode): DiagramNode {
    if (leaf.kind === 'is_given' && mode === 'assumed') return TRUTHS.indexOf('true');
    const { asOf, engine, ofFact, days } = this.table;
    const fact = factOf(leaf);
    const [variable, ...options] =
      fact === undefined ? [leaf.kind === 'as_of' ? asOf : engine] : (ofFact.get(fact) ?? []);
    if (variable === undefined) throw new Error(`no variable for ${String(fact)}`);
    if (leaf.kind === 'has_one_of') {
      let present = TRUTHS.indexOf('false');
      for (const option of options.toReversed()) {
        const tested = option.options.some((value) => leaf.options.includes(value));
        if (tested) present = this.diagrams.branch(option.index, [present, TRUTHS.indexOf('true')]);
      }
      return this.#branch(variable, [TRUTHS.indexOf('unknown'), present]);
    }
    return this.#branch(
      variable,
      variable.samples.map((_, index) => TRUTHS.indexOf(truthInClass(leaf, variable, index, days))),
    );
  }

  #branch(variable: Variable, children: readonly DiagramNode[]): DiagramNode {
    const [unknown, first, ...further] = children;
    const stands = this.#complete && (variable.kind === 'fact' || variable.kind === 'engine');
    if (!stands || unknown === undefined || first === undefined) return this.diagrams.branch(variable.index, children);
    return this.diagrams.branch(variable.index, [first, first, ...further]);
  }
}

/** The outcomes among the end values of a diagram, given as the bits of a word. */
export function outcomesIn(ends: number): readonly Outcome[] {
  return OUTCOMES.filter((_, index) => (ends & (1 << (index + TRUTHS.length))) !== 0);
}

/** The truths among the end values of a diagram, given as the bits of a word. */
export function truthsIn(ends: number): ReadonlySet<Truth> {
  return new Set(TRUTHS.filter((truth) => canBe(ends, truth)));
}

/** Whether a truth is among the end values of a diagram. */
export function canBe(ends: number, truth: Truth): boolean {
  return (ends & (1 << TRUTHS.indexOf(truth))) !== 0;
}

/** The end value that stands for an outcome. */
export function endOf(outcome: Outcome): number {
  return TRUTHS.length + OUTCOMES.findIndex((other) => sameOutcome(other, outcome));
}

/**
 * The outcome that an end value stands for.
 *
 * @throws RangeError when it stands for none: a fault of ours
 */
export function outcomeAt(end: number | undefined): Outcome {
  const outcome = OUTCOMES[(end ?? 0) - TRUTHS.length];
  if (outcome === undefined) throw new RangeError(`no outcome ${String(end)}`);
  return outcome;
}

/** The truth that an end value stands for. */
export function truthAt(end: number | undefined): Truth {
  return TRUTHS[end ?? TRUTHS.length] ?? 'unknown';
}

/** Whether two outcomes are the same. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  return a.status === b.status && a.because === b.because && a.applicability === b.applicability;
}
