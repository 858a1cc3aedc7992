import type { Runs } from '../core/report/document/blocks.ts';

/** A line of text that a template names. @throws TypeError when it is none: the template named something else */
export function readRuns(line: unknown): Runs {
  if (isRuns(line)) return line;
  throw new TypeError(`runs: expected a line of text, got ${typeof line}`);
}

function isRuns(line: unknown): line is Runs {
  return Array.isArray(line);
}
