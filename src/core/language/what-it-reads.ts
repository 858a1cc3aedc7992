import type { CompiledDefinition, CompiledRule } from './compiled-ruleset.ts';
import { definitionsIn } from './expression-pool.ts';
import { factOf, leavesOf } from './expression.ts';
import type { Constraint, Question, Questionnaire } from './questionnaire.ts';

/**
 * The questions a ruleset reads: those of its rules and definitions, and descriptive ones that a constraint sets against them. A
 * constraint belongs to a ruleset when it reads nothing else.
 */
export function whatItReads(
  rules: readonly CompiledRule[],
  definitions: readonly CompiledDefinition[],
  questionnaire: Questionnaire,
): { questions: readonly Question[]; constraints: readonly Constraint[] } {
  const used = new Set(rules.flatMap((rule) => [...definitionsIn(rule.applies), ...definitionsIn(rule.met)]));
  const read = new Set<string | undefined>(rules.flatMap((rule) => rule.facts));
  for (const definition of definitions) {
    if (!used.has(definition.entry.id)) leavesOf(definition.condition).forEach((leaf) => read.add(factOf(leaf)));
  }
  const constraints = questionnaire.constraints.filter(
    (constraint) =>
      constraint.facts.some((fact) => read.has(fact)) &&
      constraint.facts.every((fact) => read.has(fact) || questionnaire.byId.get(fact)?.descriptive === true),
  );
  for (const constraint of constraints) constraint.facts.forEach((fact) => read.add(fact));
  return { questions: questionnaire.questions.filter((question) => read.has(question.id)), constraints };
}
