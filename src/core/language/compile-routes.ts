import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompiledRoute } from './compiled-ruleset.ts';
import type { ConditionScope } from './condition-scope.ts';
import { ExpressionPool } from './expression-pool.ts';
import { factOf, leavesOf } from './expression.ts';
import type { ParsedFile } from './parse-file.ts';
import { placeCondition } from './place-condition.ts';
import type { Question } from './questionnaire.ts';
import type { Path } from './read-yaml.ts';
import type { QuestionEntry } from './shapes/question-file.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';

/**
 * Compiles the routes of a ruleset: conditions over its definitions and facts, and answers that the questions allow. They have a pool
 * of expressions of their own, since no result turns on them.
 *
 * @param read - the questions the ruleset reads: a route speaks of no others, so that a stored ruleset is complete without them
 */
export function compileRoutes(
  ruleset: ParsedFile<RulesetFile>,
  scope: ConditionScope,
  read: readonly Question[],
  problems: Problem[],
): readonly CompiledRoute[] {
  const { value: file, locator } = ruleset;
  const pool = new ExpressionPool();
  const byId = new Map(read.map((question) => [question.id, question]));
  return (file.routes ?? []).map((entry, index): CompiledRoute => {
    const path: Path = ['routes', index];
    const { expression, faults } = compileCondition(entry.offered, 'definition', { ...scope, pool });
    problems.push(...placeCondition(locator, [...path, 'offered'], faults));
    const facts = expression === undefined ? [] : leavesOf(expression).map(factOf);
    for (const fact of new Set(facts)) {
      if (fact !== undefined && !byId.has(fact))
        problems.push({ ...locator.at([...path, 'offered']), ...notRead(fact, byId.keys()) });
    }
    for (const [fact, value] of Object.entries(entry.answers)) {
      const problem = faultOf(fact, value, byId);
      if (problem !== undefined) problems.push({ ...locator.atKey([...path, 'answers'], fact), ...problem });
    }
    return {
      entry,
      offered: expression ?? pool.constant('false', entry.offered),
      answers: new Map(Object.entries(entry.answers)),
    };
  });
}

function faultOf(
  fact: string,
  value: boolean | string,
  known: ReadonlyMap<string, QuestionEntry>,
): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  const question = known.get(fact);
  if (question === undefined) return notRead(fact, known.keys());
  if (question.type === 'boolean' && typeof value === 'boolean') return undefined;
  if (question.type !== 'choice') {
    const hint = 'A route answers questions of yes or no, and choices of one option.';
    return { code: 'wrong-value', message: `${String(value)} is no answer to "${fact}"`, hint };
  }
  const options = Object.keys(question.options ?? {});
  if (typeof value === 'string' && options.includes(value)) return undefined;
  const hint = `Options: ${options.join(', ')}.`;
  return { code: 'unknown-option', message: `"${String(value)}" is not an option of "${fact}"`, hint };
}

function notRead(fact: string, known: Iterable<string>): Pick<Problem, 'code' | 'message' | 'hint'> {
  const near = nearest(fact, known);
  const hint = near === undefined ? null : `Did you mean "${near}"?`;
  return { code: 'undeclared-fact', message: `"${fact}" is no fact that this ruleset reads`, hint };
}
