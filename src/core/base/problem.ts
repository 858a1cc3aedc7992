import { onOneLine } from './on-one-line.ts';
import type { ProblemCode } from './problem-codes.ts';

/** A place in a rule file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A defect in a rule file, always the rule author's to mend. Problems are collected, never thrown one by one. */
export interface Problem extends Position {
  readonly code: ProblemCode;
  readonly message: string;
  /** What would be right, where that can be said. */
  readonly hint: string | null;
}

/** Sorts problems by place, then code and message, and drops doubles, so that the same files always give the same list. */
export function sortProblems(problems: Iterable<Problem>): readonly Problem[] {
  const unique = new Map<string, Problem>();
  for (const problem of problems) unique.set(formatProblem(problem), problem);
  return [...unique.values()].sort((a, b) => {
    const differences = [
      compareText(a.file, b.file),
      a.line - b.line,
      a.column - b.column,
      compareText(a.code, b.code),
      compareText(a.message, b.message),
    ];
    return differences.find((difference) => difference !== 0) ?? 0;
  });
}

/** One line for a terminal: `file:line:col: code: message. Hint`. */
export function formatProblem(problem: Problem): string {
  const hint = problem.hint === null ? '' : ` ${problem.hint}`;
  return onOneLine(`${problem.file}:${problem.line}:${problem.column}: ${problem.code}: ${problem.message}.${hint}`);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
