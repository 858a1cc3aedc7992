import type { Problem } from '../base/problem.ts';
import { isRecord } from '../base/is-record.ts';
import type { Survivor } from './mutate-rules.ts';

/** A mutant that no case notices as a problem of the rule file, with what a case that notices it would hold. */
export function survivorProblem({ file, line, column, before, after, example }: Survivor): Problem {
  const { rule, asOf, answers, finding, mutated } = example;
  return {
    file,
    line,
    column,
    code: 'mutant-survived',
    message: `no case notices ${before} -> ${after}`,
    hint: `A case of ${rule} as of ${asOf} would, with answers ${flowText(Object.fromEntries(answers))}: ${finding}, with the change ${mutated}.`,
  };
}

/** A value as it is written on one line of a case file. */
function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, entry]) => `${key}: ${flowText(entry)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' && !/^[\w.-]+$/.test(value) ? JSON.stringify(value) : String(value);
}
