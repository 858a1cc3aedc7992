import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatProblem, type Problem } from '../core/base/problem.ts';
import { checkVersions, releaseVersions, type VersionFiles, type VersionInUse } from '../core/proof/check-versions.ts';
import { loadVersionFiles, VERSION_LOCK } from '../load/load-version-files.ts';
import { versionsInUse } from '../service/versions-in-use.ts';
import { BadInput } from './bad-input.ts';
import { counted } from './counted.ts';
import { EXIT } from './exit-codes.ts';
import { placeInFolder, readRules } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import type { Terminal } from './terminal.ts';

export interface ChangelogOptions extends RulesOptions {
  /** Add the versions in use that are not listed yet. */
  readonly write?: true;
}

/**
 * Checks that every ruleset is what its version was released with and that the changelog says so. With `write`, versions that are
 * new are added to the lock file when nothing else is wrong; what it lists already is never touched.
 *
 * @returns 0 when there is no problem
 */
export async function checkChangelogOf(
  folder: string,
  { format, write }: ChangelogOptions,
  terminal: Terminal,
): Promise<number> {
  const rules = await readRules(folder);
  if (rules.problems.length > 0) return print(folder, format, rules.problems, [], [], terminal);
  const inUse = versionsInUse(rules);
  const files = await readVersionFiles(folder);
  const before = checkVersions(inUse, files);
  if (write !== true || before.unlisted.length === 0) {
    return print(folder, format, before.problems, inUse, [], terminal);
  }
  const text = `${JSON.stringify(releaseVersions(before), undefined, 2)}\n`;
  const after = checkVersions(inUse, { ...files, lock: { ...files.lock, text } });
  if (after.problems.length > 0) return print(folder, format, after.problems, inUse, [], terminal);
  await writeLock(join(folder, VERSION_LOCK), text);
  return print(folder, format, [], inUse, before.unlisted, terminal);
}

async function readVersionFiles(folder: string): Promise<VersionFiles> {
  try {
    return await loadVersionFiles(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`The versions in ${folder} cannot be read: ${error.message}`, { cause: error });
  }
}

async function writeLock(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`${file} cannot be written: ${error.message}`, { cause: error });
  }
}

function print(
  folder: string,
  format: RulesOptions['format'],
  found: readonly Problem[],
  inUse: readonly VersionInUse[],
  added: readonly VersionInUse[],
  terminal: Terminal,
): number {
  const problems = found.map((problem) => placeInFolder(folder, problem));
  const named = (versions: readonly VersionInUse[]): string[] => versions.map(({ id, version }) => `${id} ${version}`);
  const lines = [
    ...problems.map(formatProblem),
    ...named(added).map((name) => `released: ${name}`),
    [counted(problems.length, 'problem'), ...(inUse.length === 0 ? [] : [named(inUse).join(', ')])].join('; '),
  ];
  const json = { problems, versions: named(inUse), added: named(added) };
  terminal.stdout.write(`${format === 'json' ? JSON.stringify(json, undefined, 2) : lines.join('\n')}\n`);
  return problems.length === 0 ? EXIT.ok : EXIT.badInput;
}
