import { formatProblem } from '../core/base/problem.ts';
import type { CompiledRules } from '../core/language/compile-rules.ts';
import { lintLogic } from '../core/proof/lint-logic.ts';
import { counted } from './counted.ts';
import { EXIT } from './exit-codes.ts';
import { placeInFolder, readRules } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints every problem of the rule files and, once they can be used, of their logic; then the rules that no work can meet, where they
 * say so themselves, which are no problems; then counts.
 *
 * @returns 0 when there is no problem
 */
export async function lintRules(folder: string, { format }: RulesOptions, terminal: Terminal): Promise<number> {
  const rules = await readRules(folder);
  const logic = rules.problems.length > 0 ? { problems: rules.problems, beyondWork: [] } : lintLogic(rules);
  const problems = logic.problems.map((problem) => placeInFolder(folder, problem));
  const beyondWork = logic.beyondWork.map((rule) => placeInFolder(folder, rule));
  const counts = countsOf(rules);
  if (format === 'json') {
    terminal.stdout.write(`${JSON.stringify({ problems, beyond_work: beyondWork, counts }, undefined, 2)}\n`);
  } else {
    const { rulesets, rules: all, questions } = counts;
    const found = counted(problems.length, 'problem');
    const among = [counted(rulesets, 'ruleset'), counted(all, 'rule'), counted(questions, 'question')].join(', ');
    const last = `${found}; ${among}`;
    const notes = beyondWork.map(
      ({ file, line, column, rule }) => `${file}:${line}:${column}: note: no work can meet ${rule}, as it says.`,
    );
    terminal.stdout.write(`${[...problems.map(formatProblem), ...notes, last].join('\n')}\n`);
  }
  return problems.length === 0 ? EXIT.ok : EXIT.badInput;
}

function countsOf({
  rulesets,
  questionnaire,
}: CompiledRules): Readonly<Record<'rulesets' | 'rules' | 'questions', number>> {
  return {
    rulesets: rulesets.length,
    rules: rulesets.reduce((sum, ruleset) => sum + ruleset.rules.length, 0),
    questions: questionnaire.questions.length,
  };
}
