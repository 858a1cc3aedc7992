import { formatProblem, type Problem } from '../core/base/problem.ts';
import type { CompiledRules } from '../core/language/compile-rules.ts';
import { mutateRules, type MutationReport, type Survivor } from '../core/proof/mutate-rules.ts';
import { isFailedCase, runCases } from '../core/proof/run-cases.ts';
import { survivorProblem } from '../core/proof/survivor-problem.ts';
import { nearest } from '../core/base/nearest.ts';
import { BadInput } from './bad-input.ts';
import { counted } from './counted.ts';
import { EXIT } from './exit-codes.ts';
import { placeInFolder, readRules } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import type { Terminal } from './terminal.ts';

/** Options of `rules mutate`. */
export interface MutateOptions extends RulesOptions {
  readonly ruleset?: string;
}

/**
 * Changes every condition of the rules a little and prints each change that no case notices, then counts. Nothing is changed while
 * the rule files cannot be used or a case fails: a change that a failing case "notices" would prove nothing.
 *
 * @returns 0 when every change that makes a difference is noticed
 */
export async function mutateRulesIn(
  folder: string,
  { format, ruleset }: MutateOptions,
  terminal: Terminal,
): Promise<number> {
  const rules = await readRules(folder);
  const problems = problemsBefore(rules).map((problem) => placeInFolder(folder, problem));
  const print = (text: readonly string[], json: unknown): void => {
    terminal.stdout.write(`${format === 'json' ? JSON.stringify(json, undefined, 2) : text.join('\n')}\n`);
  };
  if (problems.length > 0) {
    const last = `${counted(problems.length, 'problem')}; no mutant was tried`;
    print([...problems.map(formatProblem), last], { problems, mutants: 0 });
    return EXIT.badInput;
  }
  const report = mutateRules(rules, rulesetsNamed(rules, ruleset));
  const survivors = report.survivors.map((survivor) => placeInFolder(folder, survivor));
  const lines = survivors.map((survivor) => formatProblem(survivorProblem(survivor)));
  print([...lines, lastLine(report)], { problems, survivors: survivors.map(onWire), ...countsOf(report) });
  return survivors.length === 0 ? EXIT.ok : EXIT.badInput;
}

function problemsBefore(rules: CompiledRules): readonly Problem[] {
  return rules.problems.length > 0 ? rules.problems : runCases(rules).problems.filter(isFailedCase);
}

function rulesetsNamed({ rulesets }: CompiledRules, named: string | undefined): readonly string[] {
  const ids = rulesets.map(({ id }) => id);
  if (named === undefined) return ids;
  if (ids.includes(named)) return [named];
  const near = nearest(named, ids);
  const hint = near === undefined ? `Known: ${ids.join(', ')}.` : `Did you mean "${near}"?`;
  throw new BadInput(`--ruleset: there is no ruleset "${named}". ${hint}`);
}

function countsOf({ mutants, killed, equivalent, survivors, score }: MutationReport): Readonly<Record<string, number>> {
  return { mutants, killed, equivalent, survived: survivors.length, score };
}

function lastLine({ mutants, killed, equivalent, survivors, score }: MutationReport): string {
  return `${counted(mutants, 'mutant')}, ${killed} killed, ${equivalent} equivalent, ${survivors.length} survived; score ${score.toFixed(1)} %`;
}

function onWire({ condition, example: { asOf, answers, ...found }, ...survivor }: Survivor): unknown {
  const example = { ...found, as_of: asOf, answers: Object.fromEntries(answers) };
  return { ...survivor, ...condition, example };
}
