import { formatProblem, type Problem } from '../core/base/problem.ts';
import type { CompiledRules } from '../core/language/compile-rules.ts';
import { isFailedCase, runCases, type CaseReport } from '../core/proof/run-cases.ts';
import { counted } from './counted.ts';
import { EXIT } from './exit-codes.ts';
import { placeInFolder, readRules } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** A unit without a case file. */
interface UntestedUnit {
  readonly ruleset: string;
  readonly unit: string;
  readonly rules: number;
}

/**
 * Runs the cases beside the rules and prints what failed and what is missing, then counts. A unit that has no case file yet is
 * listed and is no failure; a case missing in a unit that has one is.
 *
 * @returns 0 when nothing failed and nothing is missing
 */
export async function testRules(folder: string, { format }: RulesOptions, terminal: Terminal): Promise<number> {
  const rules = await readRules(folder);
  if (rules.problems.length > 0) {
    const problems = rules.problems.map((problem) => placeInFolder(folder, problem));
    const last = `${counted(problems.length, 'problem')}; no case was run`;
    terminal.stdout.write(
      format === 'json'
        ? `${JSON.stringify({ problems, run: 0 }, undefined, 2)}\n`
        : `${[...problems.map(formatProblem), last].join('\n')}\n`,
    );
    return EXIT.badInput;
  }
  const report = runCases(rules);
  const problems = report.problems.map((problem) => placeInFolder(folder, problem));
  const [failed, missing] = [problems.filter(isFailedCase), problems.filter((problem) => !isFailedCase(problem))];
  const rulesWithCases = { with_cases: report.rules.withCases, all: report.rules.all };
  const counts = { run: report.run, failed: countPlaces(failed), missing: missing.length, rules: rulesWithCases };
  const untested = untestedUnits(rules, report);
  terminal.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ problems, ...counts, untested }, undefined, 2)}\n`
      : `${[...problems.map(formatProblem), ...untestedLines(untested), lastLine(counts)].join('\n')}\n`,
  );
  return problems.length === 0 ? EXIT.ok : EXIT.badInput;
}

/** A case that fails in several ways is one case. */
function countPlaces(problems: readonly Problem[]): number {
  return new Set(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).size;
}

function untestedUnits({ rulesets, cases }: CompiledRules, { withoutCases }: CaseReport): readonly UntestedUnit[] {
  const without = new Set(withoutCases);
  return rulesets.flatMap((ruleset) =>
    ruleset.units
      .filter(({ id }) => !cases.some((file) => file.ruleset === ruleset.id && file.unit === id))
      .map(({ id, rules }) => ({
        ruleset: ruleset.id,
        unit: id,
        rules: rules.filter((rule) => without.has(rule.id)).length,
      }))
      .filter((unit) => unit.rules > 0),
  );
}

function untestedLines(units: readonly UntestedUnit[]): string[] {
  const rulesets = [...new Set(units.map(({ ruleset }) => ruleset))];
  return rulesets.flatMap((ruleset) => {
    const ofRuleset = units.filter((unit) => unit.ruleset === ruleset);
    const rules = ofRuleset.reduce((sum, unit) => sum + unit.rules, 0);
    const listed = ofRuleset.map(({ unit }) => unit).join(', ');
    return wrap(
      `${ruleset}: no case file yet for ${counted(rules, 'rule')}, in ${ofRuleset.length === 1 ? 'unit' : 'units'} ${listed}`,
      '',
      '  ',
    );
  });
}

function lastLine(counts: {
  run: number;
  failed: number;
  missing: number;
  rules: { with_cases: number; all: number };
}): string {
  const { run, failed, missing, rules } = counts;
  return `${counted(run, 'case')} run, ${failed} failed, ${missing} missing; ${rules.with_cases} of ${counted(rules.all, 'rule')} with cases`;
}
