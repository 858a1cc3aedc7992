import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { calendarDateOf } from '../core/base/calendar-date.ts';
import { formatProblem, type Position, type Problem } from '../core/base/problem.ts';
import { RESERVED_FOLDERS, type CompiledRules, type RuleSource } from '../core/language/compile-rules.ts';
import { LOCALES } from '../core/language/shapes/text.ts';
import { compileSources, readSources } from '../load/load-rules.ts';
import { CONSTRAINTS, groupOf, scaffoldInstrument } from '../service/scaffold-instrument.ts';
import { BadInput } from './bad-input.ts';
import { placeInFolder } from './read-library.ts';
import type { Terminal } from './terminal.ts';

export interface NewOptions {
  readonly title?: string;
  readonly binding?: true;
  readonly voluntary?: true;
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Writes the files that a new instrument begins with into a rules folder, and names them. Nothing that is there is touched, and
 * nothing is written unless all of it can be used.
 *
 * @throws BadInput when the id or title cannot be used, a file is there already, or the folder has problems of its own
 */
export async function newInstrument(
  id: string,
  folder: string,
  options: NewOptions,
  terminal: Terminal,
): Promise<void> {
  const title = readTitle(options.title ?? titleOf(id));
  checkId(id);
  const { readScaffold } = await import('../main.ts');
  const [templates, existing] = await Promise.all([readScaffold(), sourcesIn(folder)]);
  const before = compileSources(withConstraints(existing, templates));
  refuse(folder, before.problems);
  const fresh = scaffoldInstrument(
    templates,
    {
      id,
      title,
      force: options.voluntary === true ? 'voluntary' : 'binding',
      locales: localesOf(before),
      today: calendarDateOf(terminal.now()),
    },
    existing.map(({ path }) => path),
  );
  refuse(folder, alreadyThere(id, fresh, existing, before));
  refuse(folder, compileSources([...existing, ...fresh]).problems, `"${id}" cannot be used here as an id:`);
  await writeAll(folder, fresh);
  for (const { path } of fresh) terminal.stdout.write(`${placeInFolder(folder, placeOf(path)).file}\n`);
  terminal.stderr.write('Next: "A new instrument, step by step" in rules/README.md.\n');
}

function readTitle(text: string): string {
  const title = text.trim();
  if (/\p{L}/u.test(title)) return title;
  throw new BadInput('--title: expected a title with at least one letter.');
}

/** What an id would be called: "talking-toys-act" as "Talking toys act". */
function titleOf(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;
}

function checkId(id: string): void {
  if (ID.test(id) && !RESERVED_FOLDERS.has(id)) return;
  const near = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-$/, '');
  const hint = ID.test(near) && near !== id ? `, such as "${near}"` : '';
  const fault = RESERVED_FOLDERS.has(id)
    ? 'is the name of a folder that holds no instrument'
    : 'is no id of an instrument';
  throw new BadInput(`"${id}" ${fault}. Expected small letters, digits and single dashes, the first a letter${hint}.`);
}

/** The files of a folder; none when it is not there yet. */
async function sourcesIn(folder: string): Promise<readonly RuleSource[]> {
  try {
    return await readSources(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return [];
    throw new BadInput(`The rules in ${folder} cannot be read: ${error.message}`, { cause: error });
  }
}

/** A folder without constraints gets some; that it has none yet is no defect. */
function withConstraints(
  existing: readonly RuleSource[],
  templates: ReadonlyMap<string, string>,
): readonly RuleSource[] {
  if (existing.some(({ path }) => path === CONSTRAINTS)) return existing;
  return [...existing, { path: CONSTRAINTS, text: templates.get('constraints.yaml') ?? '' }];
}

/** Those that any ruleset of the folder declares; all of them where there is none. */
function localesOf({ rulesets }: CompiledRules): (typeof LOCALES)[number][] {
  const declared = new Set(rulesets.flatMap(({ file }) => file.locales));
  return LOCALES.filter((locale) => declared.size === 0 || declared.has(locale));
}

function alreadyThere(
  id: string,
  fresh: readonly RuleSource[],
  existing: readonly RuleSource[],
  { questionnaire }: CompiledRules,
): readonly Problem[] {
  const hint = 'Nothing was written; choose another id.';
  const own = existing.filter(({ path }) => path.startsWith(`${id}/`) || fresh.some((file) => file.path === path));
  const group = groupOf(id);
  const sameGroup = existing.filter(
    ({ path }) =>
      questionnaire.groups.some((entry) => entry.id === group) &&
      path.replaceAll('-', '_').endsWith(`_${group}.yaml`) &&
      path.startsWith('questions/'),
  );
  return [
    ...own.map(({ path }): Problem => {
      return { ...placeOf(path), code: 'duplicate-id', message: `"${id}" has this file already`, hint };
    }),
    ...sameGroup.map(({ path }): Problem => {
      return { ...placeOf(path), code: 'duplicate-id', message: `the group "${group}" exists already`, hint };
    }),
  ];
}

function placeOf(file: string): Position {
  return { file, line: 1, column: 1 };
}

function refuse(folder: string, problems: readonly Problem[], lead?: string): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => formatProblem(placeInFolder(folder, problem)));
  throw new BadInput([...(lead === undefined ? [] : [lead]), ...lines].join('\n'));
}

async function writeAll(folder: string, files: readonly RuleSource[]): Promise<void> {
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      // Whatever came there in the meantime stays.
      await writeFile(join(folder, path), text, { flag: 'wx' });
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`The files cannot be written to ${folder}: ${error.message}`, { cause: error });
  }
}
