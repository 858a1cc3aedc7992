import type { Problem } from '../base/problem.ts';
import { truthsIn } from '../evaluation/condition-diagrams.ts';
import { leavesOf, type Expression } from '../language/expression.ts';
import type { RulePlaces } from '../language/rule-places.ts';
import type { RulesetFunctions } from './ruleset-functions.ts';

/** Finds definitions that are the same whatever is answered, on every day. */
export function lintDefinitions(functions: RulesetFunctions, places: RulePlaces): readonly Problem[] {
  const { ruleset } = functions;
  return ruleset.definitions.flatMap(({ entry, condition }): Problem[] => {
    const truth = constantTruth(functions, condition);
    if (truth === undefined) return [];
    return [
      {
        ...places.definition(ruleset.id, entry.id),
        code: 'definition-constant',
        message: `${entry.id} is ${truth} under all answers on all days`,
        hint: null,
      },
    ];
  });
}

/**
 * The one truth that a condition comes to over all complete products. Where it asks whether something is answered, it must come to
 * that over the others too: to tell what is answered from what is not is what such a condition is for.
 */
function constantTruth({ all, complete }: RulesetFunctions, condition: Expression): string | undefined {
  const asksForAnswers = leavesOf(condition).some(({ kind }) => kind === 'is_answered');
  const diagrams = asksForAnswers ? all : complete;
  const { ends } = diagrams.diagrams.describe(diagrams.ofCondition(condition, 'given'));
  const [truth, ...others] = truthsIn(ends);
  return others.length === 0 ? truth : undefined;
}
