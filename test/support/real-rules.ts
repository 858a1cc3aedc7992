import { fileURLToPath } from 'node:url';
import { formatProblem } from '../../src/core/base/problem.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { loadRules } from '../../src/load/load-rules.ts';

/** The folder of the shipped rules. */
export const RULES_FOLDER = fileURLToPath(new URL('../../rules', import.meta.url));

/** The shipped rules; throws with every problem when they cannot be used. */
export async function realRules(): Promise<CompiledRules> {
  const rules = await loadRules(RULES_FOLDER);
  if (rules.problems.length > 0) throw new Error(rules.problems.map(formatProblem).join('\n'));
  return rules;
}
