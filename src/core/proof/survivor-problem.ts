import type { Problem } from '../base/problem.ts';
import { flowText } from './flow-text.ts';
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
