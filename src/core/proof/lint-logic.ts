import { sortProblems, type Position, type Problem } from '../base/problem.ts';
import { has } from '../evaluation/decision-diagram.ts';
import type { CompiledRules } from '../language/compile-rules.ts';
import { findingFunctions } from './finding-functions.ts';
import { lintDefinitions } from './lint-definitions.ts';
import { isBeyondWork, lintRules } from './lint-rules.ts';
import { functionsOf, type RulesetFunctions } from './ruleset-functions.ts';

/** A rule that no work of the team can meet once it is unmet, as it says itself. */
interface BeyondWork extends Position {
  readonly ruleset: string;
  readonly rule: string;
}

/** What the logic of the rules was found to be. */
export interface LogicReport {
  /** Sorted by place. */
  readonly problems: readonly Problem[];
  /** Rules that say so of themselves and are right, in their order: something to know, and no problem. */
  readonly beyondWork: readonly BeyondWork[];
}

/**
 * Finds rules, definitions and questions that cannot do what they are there for. Exact: each is compared over all answers and all
 * days.
 *
 * @param rules - without problems
 */
export function lintLogic(rules: CompiledRules): LogicReport {
  const problems: Problem[] = [];
  const beyondWork: BeyondWork[] = [];
  const readSomewhere = new Set<string>();
  for (const ruleset of rules.rulesets) {
    const functions = functionsOf(ruleset);
    problems.push(...lintDefinitions(functions, rules.places), ...lintRules(functions, rules.places));
    for (const { id, entry, ...rule } of ruleset.rules) {
      if (entry.beyond_work === true && isBeyondWork(functions, rule))
        beyondWork.push({ ...rules.places.rule(ruleset.id, id), ruleset: ruleset.id, rule: id });
    }
    for (const fact of factsThatTell(functions)) readSomewhere.add(fact);
  }
  return { problems: sortProblems([...problems, ...idleQuestions(rules, readSomewhere)]), beyondWork };
}

/** The facts that some finding of a ruleset depends on. */
function factsThatTell({ ruleset, all }: RulesetFunctions): readonly string[] {
  const supports = ruleset.rules.flatMap((rule) =>
    findingFunctions(all, rule, ruleset.unitRules.get(rule.unit)).map(
      ({ node }) => all.diagrams.describe(node).support,
    ),
  );
  return all.table.variables.flatMap(({ index, fact }) =>
    fact !== undefined && supports.some((support) => has(support, index)) ? [fact] : [],
  );
}

function idleQuestions(rules: CompiledRules, readSomewhere: ReadonlySet<string>): readonly Problem[] {
  return rules.questionnaire.questions
    .filter(({ id, descriptive }) => descriptive !== true && !readSomewhere.has(id))
    .map(({ id }) => ({
      ...rules.places.question(id),
      code: 'question-idle',
      message: `no answer to "${id}" changes a finding`,
      hint: 'Remove it, or mark it descriptive.',
    }));
}
