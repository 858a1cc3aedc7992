import { join, relative } from 'node:path';
import type { Position } from '../core/base/problem.ts';
import type { CompiledRules } from '../core/language/compile-rules.ts';
import { loadRules } from '../load/load-rules.ts';
import { buildLibrary, type RuleLibrary } from '../service/rule-library.ts';
import { formatProblem } from '../core/base/problem.ts';
import { BadInput } from './bad-input.ts';

/** The rules in a folder, with every problem in them. @throws BadInput when the folder cannot be read */
export async function readRules(folder: string): Promise<CompiledRules> {
  try {
    return await loadRules(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`The rules in ${folder} cannot be read: ${error.message}`, { cause: error });
  }
}

/** The rules in a folder, ready to be used. @throws BadInput naming every problem in them */
export async function readLibrary(folder: string): Promise<RuleLibrary> {
  const rules = await readRules(folder);
  refuseProblems([[folder, rules]]);
  return buildLibrary(rules);
}

/** Lets rules pass that have no problems. @throws BadInput naming every problem in any of the folders */
export function refuseProblems(folders: readonly (readonly [folder: string, rules: CompiledRules])[]): void {
  const problems = folders.flatMap(([folder, rules]) =>
    rules.problems.map((problem) => formatProblem(placeInFolder(folder, problem))),
  );
  if (problems.length > 0) throw new BadInput(problems.join('\n'));
}

/** A problem, or a place, with its file as seen from where the command was given, so that an editor finds it. */
export function placeInFolder<T extends Position>(folder: string, place: T): T {
  const near = relative('.', folder);
  return { ...place, file: join(near.startsWith('..') ? folder : near, place.file) };
}
