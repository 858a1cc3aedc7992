import { addDays } from '../base/calendar-date.ts';
import type { ConditionTree } from '../language/condition-tree.ts';

/** A value that a question can be answered with. */
export type Option = string | boolean;

/** The values that a question lets choose among, by its id: options, or true and false; none for what is not chosen. */
export type OptionsOf = (name: string) => readonly Option[];

/** What could stand in the place of a constant: the days beside it, the numbers beside it, the other truth, the other options. */
export function otherConstants(constant: ConditionTree, options: readonly Option[]): readonly ConditionTree[] {
  const { offset } = constant;
  if (constant.op === 'day') return [-1, 1].map((days) => ({ offset, op: 'day', day: addDays(constant.day, days) }));
  if (constant.op !== 'literal') return [];
  const { value } = constant;
  if (typeof value === 'string')
    return options.filter((option) => option !== value).map((option) => ({ offset, op: 'literal', value: option }));
  const others = typeof value === 'bigint' ? [value - 1n, value + 1n] : [!value];
  return others.map((other) => ({ offset, op: 'literal', value: other }));
}

/** A list of constants with one dropped, one moved to the number beside it, or an option added that it does not hold. */
export function otherLists(list: ConditionTree, options: readonly Option[]): readonly ConditionTree[] {
  if (list.op !== 'list') return [];
  const { entries } = list;
  const shorter = entries.length > 1 ? entries.map((entry) => entries.filter((other) => other !== entry)) : [];
  const moved = entries.flatMap((entry, index) =>
    entry.op === 'literal' && typeof entry.value === 'bigint'
      ? otherConstants(entry, []).map((other) => entries.with(index, other))
      : [],
  );
  const held = new Set(entries.map((entry) => (entry.op === 'literal' ? entry.value : undefined)));
  const longer = options
    .filter((option) => !held.has(option))
    .map((value): readonly ConditionTree[] => [...entries, { offset: list.offset, op: 'literal', value }]);
  return [...shorter, ...moved, ...longer].map((fresh) => ({ ...list, entries: fresh }));
}

/** The options that a part of a condition is compared with, when that part names a question. */
export function optionsFor(subject: ConditionTree, optionsOf: OptionsOf): readonly Option[] {
  return subject.op === 'name' ? optionsOf(subject.name) : [];
}

/**
 * Gives the variable of a macro the options it runs over: those of the list it is bound to or, where that is written out, those of
 * the question its members are looked up in.
 */
export function bindOptions(macro: ConditionTree & { readonly op: 'exists' | 'all' }, optionsOf: OptionsOf): OptionsOf {
  const { target, variable, predicate } = macro;
  const options = target.op === 'list' ? comparedWith(predicate, variable, optionsOf) : optionsFor(target, optionsOf);
  return (name) => (name === variable ? options : optionsOf(name));
}

function comparedWith(tree: ConditionTree, variable: string, optionsOf: OptionsOf): readonly Option[] {
  const isVariable = (part: ConditionTree): boolean => part.op === 'name' && part.name === variable;
  switch (tree.op) {
    case 'and':
    case 'or':
      return tree.operands.map((operand) => comparedWith(operand, variable, optionsOf)).find(isSome) ?? [];
    case 'not':
      return comparedWith(tree.operand, variable, optionsOf);
    case 'in':
      return isVariable(tree.member) ? optionsFor(tree.list, optionsOf) : [];
    case 'compare':
      if (isVariable(tree.left)) return optionsFor(tree.right, optionsOf);
      return isVariable(tree.right) ? optionsFor(tree.left, optionsOf) : [];
    case 'exists':
    case 'all':
      return comparedWith(tree.predicate, variable, optionsOf);
    case 'name':
    case 'literal':
    case 'day':
    case 'list':
      return [];
  }
}

function isSome(options: readonly Option[]): boolean {
  return options.length > 0;
}
