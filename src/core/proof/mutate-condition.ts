import type { ConditionTree } from '../language/condition-tree.ts';
import type { Comparator } from '../language/expression.ts';
import { printCondition } from '../language/print-condition.ts';
import { bindOptions, optionsFor, otherConstants, otherLists, type OptionsOf } from './mutate-constants.ts';

/** One small change of a condition, such as a slip of its author would make. */
export interface Mutation {
  /** Where what is changed begins, counted from 0 in the text of the condition. */
  readonly offset: number;
  /** The smallest part in which the change can be read, as it is and as it becomes. */
  readonly before: string;
  readonly after: string;
  /** The whole condition with the change. */
  readonly text: string;
}

/** A change of one part: where it is seen, how it reads, and what takes the place of the part. */
interface Change extends Omit<Mutation, 'text'> {
  readonly tree: ConditionTree;
}

type Tree<Op extends ConditionTree['op']> = Extract<ConditionTree, { readonly op: Op }>;

const COMPARATORS: readonly Comparator[] = ['==', '!=', '<', '<=', '>', '>='];
const EQUALITIES: readonly Comparator[] = ['==', '!='];

/**
 * Every mutation of a condition: an operand dropped, `&&` and `||` exchanged, a part negated or its negation dropped, a test
 * replaced by true or false, a comparator exchanged, a number or day moved by one, an option exchanged, dropped from a list or added
 * to it, `exists` and `all` exchanged. Some may mean the same, and some may be none that the condition language takes.
 */
export function mutationsOf(condition: ConditionTree, optionsOf: OptionsOf): readonly Mutation[] {
  return [...changesOf(condition, optionsOf)].map(({ tree, ...seen }) => ({ ...seen, text: printCondition(tree) }));
}

/** The changes of a part that is true or false. */
function* changesOf(tree: ConditionTree, optionsOf: OptionsOf): Iterable<Change> {
  switch (tree.op) {
    case 'and':
    case 'or':
      yield* changesOfChain(tree, optionsOf);
      return;
    case 'not':
      yield change(tree.offset, tree, tree.operand);
      yield* inside(changesOf(tree.operand, optionsOf), (operand) => ({ ...tree, operand }));
      return;
    case 'literal':
      yield* otherConstants(tree, []).map((other) => change(tree.offset, tree, other));
      return;
    case 'compare':
      yield* changesOfComparison(tree, optionsOf);
      break;
    case 'in':
      yield negation(tree);
      yield* changesOfMembership(tree, optionsOf);
      break;
    case 'exists':
    case 'all':
      yield negation(tree);
      yield* changesOfMacro(tree, optionsOf);
      break;
    case 'name':
      yield negation(tree);
      break;
    case 'day':
    case 'list':
      return;
  }
  for (const value of [true, false]) yield change(tree.offset, tree, { offset: tree.offset, op: 'literal', value });
}

function* changesOfChain(tree: Tree<'and' | 'or'>, optionsOf: OptionsOf): Iterable<Change> {
  const { operands, operators } = tree;
  for (const [index, { offset }] of operands.entries()) yield change(offset, tree, without(tree, index));
  for (const [index, offset] of operators.entries()) yield change(offset, tree, withOtherOperator(tree, index));
  yield negation(tree);
  for (const [index, operand] of operands.entries())
    yield* inside(changesOf(operand, optionsOf), (fresh) => ({ ...tree, operands: operands.with(index, fresh) }));
}

/** The chain that is left when an operand is dropped. */
function without(tree: Tree<'and' | 'or'>, index: number): ConditionTree {
  return chain(tree, tree.op, tree.operands.toSpliced(index, 1));
}

/** The chain with one operator exchanged, read as it would then be written: `&&` binds tighter than `||`. */
function withOtherOperator(tree: Tree<'and' | 'or'>, index: number): ConditionTree {
  const { operands } = tree;
  if (tree.op === 'or') {
    const joined = chain(tree, 'and', operands.slice(index, index + 2));
    return chain(tree, 'or', operands.toSpliced(index, 2, joined));
  }
  const [first, second] = [operands.slice(0, index + 1), operands.slice(index + 1)];
  return chain(tree, 'or', [chain(tree, 'and', first), chain(tree, 'and', second)]);
}

/** A chain; one of a single operand is that operand. */
function chain(
  { offset, operators }: Tree<'and' | 'or'>,
  op: 'and' | 'or',
  operands: readonly ConditionTree[],
): ConditionTree {
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { offset, op, operands, operators };
}

function* changesOfComparison(tree: Tree<'compare'>, optionsOf: OptionsOf): Iterable<Change> {
  const { left, right, operator } = tree;
  for (const comparator of hasOrder(left) || hasOrder(right) ? COMPARATORS : EQUALITIES) {
    if (comparator !== tree.comparator) yield change(operator, tree, { ...tree, comparator });
  }
  for (const other of otherConstants(right, optionsFor(left, optionsOf)))
    yield change(right.offset, tree, { ...tree, right: other });
  for (const other of otherConstants(left, optionsFor(right, optionsOf)))
    yield change(left.offset, tree, { ...tree, left: other });
}

/** Whether a constant can be less or more than another. */
function hasOrder(constant: ConditionTree): boolean {
  return constant.op === 'day' || (constant.op === 'literal' && typeof constant.value === 'bigint');
}

function* changesOfMembership(tree: Tree<'in'>, optionsOf: OptionsOf): Iterable<Change> {
  const { member, list } = tree;
  for (const other of otherConstants(member, optionsFor(list, optionsOf)))
    yield change(member.offset, tree, { ...tree, member: other });
  for (const other of otherLists(list, optionsFor(member, optionsOf)))
    yield change(list.offset, tree, { ...tree, list: other });
}

function* changesOfMacro(tree: Tree<'exists' | 'all'>, optionsOf: OptionsOf): Iterable<Change> {
  const { target, predicate, operator } = tree;
  const bound = bindOptions(tree, optionsOf);
  yield change(operator, tree, { ...tree, op: tree.op === 'all' ? 'exists' : 'all' });
  for (const other of otherLists(target, bound(tree.variable)))
    yield change(target.offset, tree, { ...tree, target: other });
  yield* inside(changesOf(predicate, bound), (fresh) => ({ ...tree, predicate: fresh }));
}

function negation(tree: ConditionTree): Change {
  return change(tree.offset, tree, { offset: tree.offset, op: 'not', operand: tree });
}

function change(offset: number, from: ConditionTree, to: ConditionTree): Change {
  return { offset, before: printCondition(from), after: printCondition(to), tree: to };
}

/** Changes of a part as changes of what is around it. */
function* inside(changes: Iterable<Change>, around: (part: ConditionTree) => ConditionTree): Iterable<Change> {
  for (const { tree, ...seen } of changes) yield { ...seen, tree: around(tree) };
}
