import type { ASTNode } from '@marcbachmann/cel-js';
import { nearest } from '../base/nearest.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { nameOf } from './condition-names.ts';

/** A defect inside a condition, at a character counted from 0. */
export interface ConditionFault {
  readonly offset: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string | null;
}

const SUBSET_HINT = 'Allowed are && || !, comparisons, in, literals, lists, exists and all, as_of and timestamp("…").';

/**
 * Finds everything in a condition that lies outside the language: operators that are not on the list of those allowed, and names
 * that nobody declared. What passes may still have wrong types.
 *
 * @param known - facts, definitions and built-ins by name
 */
export function faultsOutsideSubset(root: ASTNode, known: ReadonlySet<string>): readonly ConditionFault[] {
  const faults: ConditionFault[] = [];
  visit(root, new Set());
  return faults;

  function visit(node: ASTNode, bound: ReadonlySet<string>): void {
    const name = nameOf(node);
    if (name !== undefined) {
      if (!bound.has(name) && !known.has(name)) faults.push(undeclared(node, name, known));
      return;
    }
    if (isOperatorOfSubset(node)) {
      for (const operand of node.args) visit(operand, bound);
    } else if (node.op === '!_') {
      visit(node.args, bound);
    } else if (node.op === 'value') {
      if (!['string', 'boolean', 'bigint'].includes(typeof node.args)) {
        const hint =
          node.args === null
            ? 'A missing answer is unknown; there is nothing to compare it with.'
            : 'Write a whole number.';
        faults.push(outside(node, node.args === null ? 'null' : 'this literal', hint));
      }
    } else if (node.op === 'rcall') {
      const [method, target, operands] = node.args;
      const [variable, predicate] = operands;
      if (
        (method !== 'exists' && method !== 'all') ||
        variable?.op !== 'id' ||
        predicate === undefined ||
        operands.length !== 2
      ) {
        faults.push(outside(node, `${method}()`));
        return;
      }
      visit(target, bound);
      visit(predicate, new Set([...bound, variable.args]));
    } else if (node.op === 'call') {
      const [callee, operands] = node.args;
      const [text] = operands;
      const isText = text?.op === 'value' && typeof text.args === 'string';
      if (callee !== 'timestamp' || operands.length !== 1 || !isText) faults.push(outside(node, `${callee}()`));
    } else {
      faults.push(outside(node, `the operator ${node.op.replaceAll('_', '')}`));
    }
  }
}

type OperatorOfSubset = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'list';

const OPERATORS_OF_SUBSET: ReadonlySet<string> = new Set<OperatorOfSubset>([
  '&&',
  '||',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'list',
]);

function isOperatorOfSubset(node: ASTNode): node is Extract<ASTNode, { op: OperatorOfSubset }> {
  return OPERATORS_OF_SUBSET.has(node.op);
}

function outside(node: ASTNode, what: string, hint = SUBSET_HINT): ConditionFault {
  return {
    offset: node.start,
    code: 'condition-subset',
    message: `${what} is not part of the condition language`,
    hint,
  };
}

function undeclared(node: ASTNode, name: string, known: ReadonlySet<string>): ConditionFault {
  const near = nearest(name, known);
  return {
    offset: node.start,
    code: /^[A-Z]/.test(name) ? 'unknown-definition' : 'undeclared-fact',
    message: `"${name}" is not declared`,
    hint: near === undefined ? null : `Did you mean "${near}"?`,
  };
}
