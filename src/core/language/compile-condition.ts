import { ParseError, type ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from './expression.ts';
import { faultsOutsideSubset, type ConditionFault } from './condition-subset.ts';
import type { ConditionPlace, ConditionScope } from './condition-scope.ts';
import { lowerCondition } from './lower-condition.ts';

/**
 * Compiles the text of one condition: parse, hold to the subset, check types, lower to a three-valued program.
 *
 * @returns the program, or every fault found
 */
export function compileCondition(
  text: string,
  place: ConditionPlace,
  scope: ConditionScope,
): { readonly expression?: Expression; readonly faults: readonly ConditionFault[] } {
  let tree: ASTNode;
  try {
    tree = scope.types.parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const fault = {
      offset: error.range?.start ?? 0,
      code: 'condition-syntax' as const,
      message: error.summary,
      hint: null,
    };
    return { faults: [fault] };
  }
  const outside = faultsOutsideSubset(tree, scope.names);
  if (outside.length > 0) return { faults: outside };
  const check = scope.types.check(text);
  if (!check.valid) {
    const offset = check.error?.range?.start ?? 0;
    return { faults: [{ offset, code: 'condition-type', message: check.error?.summary ?? 'wrong type', hint: null }] };
  }
  if (check.type !== 'bool') {
    return {
      faults: [
        {
          offset: 0,
          code: 'condition-type',
          message: `a condition is true or false, not ${String(check.type)}`,
          hint: null,
        },
      ],
    };
  }
  return lowerCondition(text, tree, place, scope);
}
