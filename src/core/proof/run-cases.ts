import { calendarDate } from '../base/calendar-date.ts';
import type { Problem } from '../base/problem.ts';
import { sortProblems } from '../base/problem.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import type { CompiledRules, UnitCases } from '../language/compile-rules.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { CaseEntry } from '../language/shapes/case-file.ts';
import { parseCaseAnswers } from './case-answers.ts';
import { missingCases } from './case-coverage.ts';
import { differencesOf } from './case-differences.ts';

/** What running the cases came to. */
export interface CaseReport {
  /** How many cases were run. */
  readonly run: number;
  /** Rules that have cases, and all rules. */
  readonly rules: { readonly withCases: number; readonly all: number };
  /** Rules without any case; units are filled one after another. */
  readonly withoutCases: readonly string[];
  /** Failed and missing cases, sorted by place. */
  readonly problems: readonly Problem[];
}

/**
 * Runs every case and checks that the cases of a unit are complete: one for each outcome that a rule can reach, and one on either
 * side of each date it turns on.
 */
export function runCases(rules: CompiledRules): CaseReport {
  const problems: Problem[] = [];
  let run = 0;
  const covered = new Set<string>();
  for (const cases of rules.cases) {
    const ruleset = rules.rulesets.find((candidate) => candidate.id === cases.ruleset);
    if (ruleset === undefined) continue;
    const shown = cases.value.cases.map((entry, index) => {
      run += 1;
      covered.add(entry.rule);
      return runCase(entry, index, cases, ruleset, rules, problems);
    });
    problems.push(...missingCases(cases, ruleset, shown));
  }
  const all = rules.rulesets.flatMap((ruleset) => ruleset.rules.map((rule) => rule.id));
  return {
    run,
    rules: { withCases: all.filter((id) => covered.has(id)).length, all: all.length },
    withoutCases: all.filter((id) => !covered.has(id)),
    problems: sortProblems(problems),
  };
}

/** Whether a problem is that of a case that was run, not of one that is missing. */
export function isFailedCase({ code }: Problem): boolean {
  return code === 'case-failed' || code === 'case-answers';
}

function runCase(
  entry: CaseEntry,
  index: number,
  cases: UnitCases,
  ruleset: CompiledRuleset,
  rules: CompiledRules,
  problems: Problem[],
): Outcome | undefined {
  const at = cases.locator.at(['cases', index]);
  const parsed = parseCaseAnswers(cases, entry, rules.questionnaire);
  if (!parsed.ok) {
    for (const { pointer, message, expected } of parsed.issues) {
      problems.push({
        ...at,
        code: 'case-answers',
        message: `"${entry.name}": ${pointer}: ${message}`,
        hint: `Expected ${expected}.`,
      });
    }
    return undefined;
  }
  const asOf = calendarDate(entry.as_of);
  const result = evaluate([ruleset], parsed.answers, asOf);
  const finding = result.rulesets[0]?.findings.find((candidate) => candidate.rule === entry.rule);
  if (finding === undefined) return undefined;
  for (const difference of differencesOf(entry.expect, finding, ruleset)) {
    problems.push({
      ...at,
      code: 'case-failed',
      message: `"${entry.name}" of ${entry.rule}: ${difference}`,
      hint: null,
    });
  }
  return { status: finding.status, because: finding.because, applicability: finding.applicability };
}
