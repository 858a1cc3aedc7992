import type { CalendarDate } from '../base/calendar-date.ts';

/** A comparison of two values that have an order. */
export type Comparator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * The smallest part of a condition: a test of one fact, of the evaluation date, or of what the engine computed. Whatever the rule
 * author wrote, each test of a choice or list is brought to the set of options that make it true.
 */
export type Leaf =
  | { readonly kind: 'is_true'; readonly fact: string }
  | { readonly kind: 'is_answered'; readonly fact: string }
  | { readonly kind: 'is_one_of'; readonly fact: string; readonly options: readonly string[] }
  | { readonly kind: 'has_one_of'; readonly fact: string; readonly options: readonly string[] }
  | { readonly kind: 'integer'; readonly fact: string; readonly comparator: Comparator; readonly than: number }
  | { readonly kind: 'date'; readonly fact: string; readonly comparator: Comparator; readonly than: CalendarDate }
  | { readonly kind: 'as_of'; readonly comparator: Comparator; readonly than: CalendarDate }
  | { readonly kind: 'is_given'; readonly fact: string }
  | { readonly kind: 'other_open_blockers' };

interface Node {
  /** Position in the ruleset's list of expressions; operands come before what uses them. Equal expressions are one. */
  readonly index: number;
  /** The condition as its author wrote it. */
  readonly source: string;
  /** An attestation is read in it. */
  readonly readsAttestation: boolean;
  /** An engine fact is read in it. */
  readonly readsEngine: boolean;
}

/** A condition as a three-valued program: a tree whose equal parts are shared within a ruleset. */
export type Expression = Node &
  (
    | { readonly op: 'constant'; readonly value: 'true' | 'false' }
    | { readonly op: 'leaf'; readonly leaf: Leaf }
    | { readonly op: 'not'; readonly operand: Expression }
    | { readonly op: 'and' | 'or'; readonly operands: readonly Expression[] }
    | { readonly op: 'definition'; readonly id: string; readonly body: Expression }
  );

/** The fact a leaf reads, or `undefined` for the date and the engine. */
export function factOf(leaf: Leaf): string | undefined {
  return leaf.kind === 'as_of' || leaf.kind === 'other_open_blockers' ? undefined : leaf.fact;
}

/** The operands of an expression, in the order they were written. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'constant':
    case 'leaf':
      return [];
    case 'not':
      return [expression.operand];
    case 'and':
    case 'or':
      return expression.operands;
    case 'definition':
      return [expression.body];
  }
}

/** Every leaf an expression reads, each once, in the order they were written. */
export function leavesOf(expression: Expression): readonly Leaf[] {
  const leaves = new Map<number, Leaf>();
  const seen = new Set<number>();
  const visit = (node: Expression): void => {
    if (seen.has(node.index)) return;
    seen.add(node.index);
    if (node.op === 'leaf') leaves.set(node.index, node.leaf);
    operandsOf(node).forEach(visit);
  };
  visit(expression);
  return [...leaves.values()];
}
