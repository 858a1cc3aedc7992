import type { ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import { has, type DiagramNode } from '../evaluation/decision-diagram.ts';
import type { Variable } from '../evaluation/diagram-variables.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Question } from '../language/questionnaire.ts';

/**
 * The products from which work can lead to one for which a function is true: by bringing fixable answers to the values their
 * questions permit, adding options to fixable lists, signing attestations, and closing what other rules leave open. What no work
 * changes, the day among it, stays.
 *
 * @param node - a function with the end values 0 and 1
 * @returns a function of the product as it is, 1 where such work exists
 */
export function reachedByWork(diagrams: ConditionDiagrams, ruleset: CompiledRuleset, node: DiagramNode): DiagramNode {
  const { diagrams: shared, table } = diagrams;
  return table.variables.reduce((reached, variable) => {
    if (!has(shared.describe(reached).support, variable.index)) return reached;
    const byWork = classesByWork(variable, ruleset.questions[variable.slot]);
    const settled = byWork.map((classIndex) => shared.settle(reached, variable.index, classIndex));
    return shared.combine([reached, ...settled], (ends) => (ends.includes(1) ? 1 : 0));
  }, node);
}

/** The classes to which work can bring a variable, from whichever it is in. */
function classesByWork(variable: Variable, question: Question | undefined): readonly number[] {
  switch (variable.kind) {
    case 'as_of':
      return [];
    case 'engine':
      return [...variable.samples.keys()];
    case 'attestation':
    case 'option':
      return question?.fixable === true ? [1] : [];
    case 'fact':
      return question?.fixable === true ? valuesByWork(question).map((value) => variable.classOf(value)) : [];
  }
}

function valuesByWork({ type, options, fix_to }: Question): readonly (boolean | string)[] {
  if (type === 'boolean') return fix_to ?? [true, false];
  return type === 'choice' ? (fix_to ?? Object.keys(options ?? {})) : [];
}
