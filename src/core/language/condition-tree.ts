import type { ASTNode } from '@marcbachmann/cel-js';
import type { CalendarDate } from '../base/calendar-date.ts';
import { nameOf } from './condition-names.ts';
import type { ConditionScope } from './condition-scope.ts';
import type { Comparator } from './expression.ts';
import { dayBeginningAt, timestampText } from './timestamp.ts';

/**
 * A condition as its author wrote it, part by part, to be changed and printed again. Chains of `&&` and of `||` are one part each;
 * round brackets follow from the tree. Offsets count characters of the text from 0.
 */
export type ConditionTree = { readonly offset: number } & (
  | {
      readonly op: 'and' | 'or';
      readonly operands: readonly ConditionTree[];
      /** Where each operator stands: one fewer than operands. */
      readonly operators: readonly number[];
    }
  | { readonly op: 'not'; readonly operand: ConditionTree }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'literal'; readonly value: string | bigint | boolean }
  | { readonly op: 'day'; readonly day: CalendarDate }
  | { readonly op: 'list'; readonly entries: readonly ConditionTree[] }
  | {
      readonly op: 'compare';
      readonly comparator: Comparator;
      readonly left: ConditionTree;
      readonly right: ConditionTree;
      /** Where the comparator stands. */
      readonly operator: number;
    }
  | { readonly op: 'in'; readonly member: ConditionTree; readonly list: ConditionTree }
  | {
      readonly op: 'exists' | 'all';
      readonly target: ConditionTree;
      readonly variable: string;
      readonly predicate: ConditionTree;
      /** Where the word stands. */
      readonly operator: number;
    }
);

/**
 * Reads the text of a condition that has been compiled before.
 *
 * @throws Error when it lies outside the condition language: a fault of ours
 */
export function readCondition(text: string, scope: Pick<ConditionScope, 'types'>): ConditionTree {
  return treeOf(scope.types.parse(text).ast, text);
}

function treeOf(node: ASTNode, text: string): ConditionTree {
  const offset = node.start;
  const name = nameOf(node);
  if (name !== undefined) return { offset, op: 'name', name };
  if (node.op === '&&' || node.op === '||') return chainOf(node, node.op, text);
  if (node.op === '!_') return { offset, op: 'not', operand: treeOf(node.args, text) };
  if (node.op === 'list') return { offset, op: 'list', entries: node.args.map((entry) => treeOf(entry, text)) };
  if (isComparison(node)) {
    const [left, right] = node.args;
    const operator = text.indexOf(node.op, left.end);
    const operands = { left: treeOf(left, text), right: treeOf(right, text) };
    return { offset, op: 'compare', comparator: node.op, ...operands, operator };
  }
  if (node.op === 'in') {
    const [member, list] = node.args;
    return { offset, op: 'in', member: treeOf(member, text), list: treeOf(list, text) };
  }
  return macroOf(node, text) ?? constantOf(node, text);
}

function macroOf(node: ASTNode, text: string): ConditionTree | undefined {
  if (node.op !== 'rcall') return undefined;
  const [method, target, [variable, predicate]] = node.args;
  if ((method !== 'exists' && method !== 'all') || variable?.op !== 'id' || predicate === undefined) return undefined;
  return {
    offset: node.start,
    op: method,
    target: treeOf(target, text),
    variable: variable.args,
    predicate: treeOf(predicate, text),
    operator: text.indexOf(method, target.end),
  };
}

function constantOf(node: ASTNode, text: string): ConditionTree {
  const offset = node.start;
  const value = node.op === 'value' ? node.args : undefined;
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean')
    return { offset, op: 'literal', value };
  const day = dayBeginningAt(timestampText(node) ?? '');
  if (day === undefined) throw new Error(`"${text}" is no condition at ${offset}`);
  return { offset, op: 'day', day };
}

function isComparison(node: ASTNode): node is Extract<ASTNode, { op: Comparator }> {
  return ['==', '!=', '<', '<=', '>', '>='].includes(node.op);
}

function chainOf(node: Extract<ASTNode, { op: '&&' | '||' }>, op: '&&' | '||', text: string): ConditionTree {
  const operands: ConditionTree[] = [];
  const operators: number[] = [];
  const visit = (part: ASTNode): void => {
    if (part.op !== op) {
      operands.push(treeOf(part, text));
      return;
    }
    const [left, right] = part.args;
    visit(left);
    operators.push(text.indexOf(op, left.end));
    visit(right);
  };
  visit(node);
  return { offset: node.start, op: op === '&&' ? 'and' : 'or', operands, operators };
}
