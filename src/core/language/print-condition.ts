import type { ConditionTree } from './condition-tree.ts';
import { MIDNIGHT } from './timestamp.ts';

/** How tightly each kind of part holds together; one inside a tighter one needs brackets. */
const TIGHTNESS: Readonly<Record<ConditionTree['op'], number>> = {
  or: 1,
  and: 2,
  compare: 3,
  in: 3,
  not: 4,
  name: 5,
  literal: 5,
  day: 5,
  list: 5,
  exists: 5,
  all: 5,
};

/** The text of a condition, on one line, with brackets where they are needed and where `&&` stands beside `||`. */
export function printCondition(tree: ConditionTree): string {
  switch (tree.op) {
    case 'and':
    case 'or': {
      const operands = tree.operands.map((operand) => {
        const mixed = operand.op === 'and' || operand.op === 'or';
        return mixed ? `(${printCondition(operand)})` : printCondition(operand);
      });
      return operands.join(tree.op === 'and' ? ' && ' : ' || ');
    }
    case 'not':
      return `!${inside(tree.operand, 'not')}`;
    case 'name':
      return tree.name;
    case 'literal':
      return typeof tree.value === 'string' ? JSON.stringify(tree.value) : String(tree.value);
    case 'day':
      return `timestamp("${tree.day}${MIDNIGHT}")`;
    case 'list':
      return `[${tree.entries.map(printCondition).join(', ')}]`;
    case 'compare':
      return `${inside(tree.left, 'compare')} ${tree.comparator} ${inside(tree.right, 'not')}`;
    case 'in':
      return `${inside(tree.member, 'in')} in ${inside(tree.list, 'not')}`;
    case 'exists':
    case 'all':
      return `${printCondition(tree.target)}.${tree.op}(${tree.variable}, ${printCondition(tree.predicate)})`;
  }
}

function inside(part: ConditionTree, around: ConditionTree['op']): string {
  const text = printCondition(part);
  return TIGHTNESS[part.op] < TIGHTNESS[around] ? `(${text})` : text;
}
