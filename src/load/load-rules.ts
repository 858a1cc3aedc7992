import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compileRules, type CompiledRules, type RuleSource } from '../core/language/compile-rules.ts';
import { checkInForce } from '../core/proof/check-in-force.ts';
import { sortProblems } from '../core/base/problem.ts';

/**
 * Reads and compiles the rules folder.
 *
 * @returns the rules with every problem in them; they are to be used only when there is none
 * @throws Error with code `ENOENT` when the folder does not exist
 */
export async function loadRules(folder: string): Promise<CompiledRules> {
  return compileSources(await readSources(folder));
}

/** Compiles rule files that were read already, with every problem in them. */
export function compileSources(sources: readonly RuleSource[]): CompiledRules {
  const rules = compileRules(sources);
  if (rules.problems.length > 0) return rules;
  return { ...rules, problems: sortProblems(checkInForce(rules)) };
}

/**
 * Every YAML file below a folder, paths with forward slashes.
 *
 * @throws Error with code `ENOENT` when the folder does not exist
 */
export async function readSources(folder: string): Promise<readonly RuleSource[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({
      path: relative(folder, file).split(sep).join('/'),
      text: await readFile(file, 'utf8'),
    })),
  );
}
