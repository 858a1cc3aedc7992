import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { runCases } from '../../src/core/proof/run-cases.ts';
import { loadRules } from '../../src/load/load-rules.ts';
import { miniSources } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const folders: Folder[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function emptyFolder(): Folder {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
}

function miniFolder(): Folder {
  const folder = temporaryFolder(miniSources({ rules: [{ met: 'a.p' }] }));
  folders.push(folder);
  return folder;
}

/** Every file of a folder with its text. */
function contentOf({ path }: Folder): Readonly<Record<string, string>> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => [
      join(parentPath, name).slice(path.length + 1),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

function create(id: string, folder: Folder, ...options: readonly string[]): Promise<Outcome> {
  return preclear(['rules', 'new', id, folder.path, ...options], { rules: '/nowhere' });
}

const NEXT = 'Next: "A new instrument, step by step" in rules/README.md.\n';

describe.each([
  { force: 'binding', options: [], stem: 'art-1', citation: { article: '1', paragraph: '2' } },
  { force: 'binding', options: ['--binding'], stem: 'art-1', citation: { article: '1', paragraph: '2' } },
  { force: 'voluntary', options: ['--voluntary'], stem: 'c1', citation: { commitment: '1', element: 'pledge' } },
])('a new instrument, $force by $options', ({ force, options, stem, citation }) => {
  test('in an empty folder loads, in both languages, with cases for each outcome', async () => {
    const folder = emptyFolder();
    const files = [
      'demo-act/ruleset.yaml',
      `demo-act/${stem}.yaml`,
      `demo-act/${stem}.cases.yaml`,
      'questions/01-demo-act.yaml',
      'questions/constraints.yaml',
    ];
    expect(await create('demo-act', folder, ...options)).toEqual({
      exitCode: 0,
      stdout: files.map((file) => `${join(folder.path, file)}\n`).join(''),
      stderr: NEXT,
    });
    expect(Object.keys(contentOf(folder)).toSorted()).toEqual(files.toSorted());
    expect(Object.values(contentOf(folder)).join('')).not.toMatch(/<<|>>/);
    const rules = await loadRules(folder.path);
    const { problems, withoutCases } = runCases(rules);
    expect([rules.problems, problems, withoutCases]).toEqual([[], [], []]);
    const [ruleset] = rules.rulesets;
    expect(ruleset?.file).toMatchObject({
      id: 'demo-act',
      version: '1.0.0',
      locales: ['en', 'zh-CN'],
      title: { en: 'Demo act' },
      binding: force === 'binding',
      in_force: { from: '2026-11-23' },
    });
    expect(ruleset?.rules.map(({ entry }) => entry.citation)).toEqual([citation]);
  });
});

test('beside the shipped rules it declares their locales, asks last, and leaves every file as it was', async () => {
  const folder = emptyFolder();
  cpSync(RULES_FOLDER, folder.path, { recursive: true });
  const before = contentOf(folder);
  const { exitCode } = await create('demo-act', folder, '--title', 'Act "on" demos: \\ #1');
  const after = contentOf(folder);
  const made = Object.keys(after).filter((file) => !Object.hasOwn(before, file));
  expect(exitCode).toBe(0);
  expect(made.toSorted()).toEqual([
    'demo-act/art-1.cases.yaml',
    'demo-act/art-1.yaml',
    'demo-act/ruleset.yaml',
    'questions/19-demo-act.yaml',
  ]);
  expect(Object.fromEntries(Object.entries(after).filter(([file]) => !made.includes(file)))).toEqual(before);
  const rules = await loadRules(folder.path);
  expect(rules.problems).toEqual([]);
  const [shipped, , fresh] = ['cn-interim-measures', 'us-voluntary-commitments', 'demo-act'].map((id) =>
    rules.rulesets.find((ruleset) => ruleset.id === id),
  );
  expect(fresh?.file.locales).toEqual(shipped?.file.locales);
  expect(fresh?.file.title.en).toBe('Act "on" demos: \\ #1');
  expect(rules.questionnaire.groups.at(-1)?.id).toBe('demo_act');
});

test('refuses to write where its files are, naming each, and writes nothing', async () => {
  const folder = miniFolder();
  await create('demo-act', folder);
  const before = contentOf(folder);
  const { exitCode, stdout, stderr } = await create('demo-act', folder, '--voluntary');
  expect([exitCode, stdout]).toEqual([3, '']);
  const hint = 'Nothing was written; choose another id.';
  expect(stderr.replaceAll(`${folder.path}/`, '').trimEnd().split('\n').toSorted()).toEqual([
    `demo-act/art-1.cases.yaml:1:1: duplicate-id: "demo-act" has this file already. ${hint}`,
    `demo-act/art-1.yaml:1:1: duplicate-id: "demo-act" has this file already. ${hint}`,
    `demo-act/ruleset.yaml:1:1: duplicate-id: "demo-act" has this file already. ${hint}`,
    `questions/02-demo-act.yaml:1:1: duplicate-id: the group "demo_act" exists already. ${hint}`,
  ]);
  expect(contentOf(folder)).toEqual(before);
});

test.each([
  ['Talking Toys', ', such as "talking-toys"'],
  ['talking_toys', ', such as "talking-toys"'],
  ['demo--act', ', such as "demo-act"'],
  ['2024-act', ', such as "act"'],
  ['../escape', ', such as "escape"'],
  ['示例', ''],
])('refuses the id %j and says what would be right', async (id, hint) => {
  const folder = emptyFolder();
  expect(await create(id, folder)).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: `"${id}" is no id of an instrument. Expected small letters, digits and single dashes, the first a letter${hint}.\n`,
  });
  expect(contentOf(folder)).toEqual({});
});

test.each(['questions', 'crosswalks'])('refuses the id %s, which is that of another folder', async (id) => {
  const { exitCode, stderr } = await create(id, emptyFolder());
  expect([exitCode, stderr.split('.')[0]]).toEqual([3, `"${id}" is the name of a folder that holds no instrument`]);
});

test('refuses an id whose group is there, or whose facts no condition could name', async () => {
  const folder = miniFolder();
  const before = contentOf(folder);
  expect(await create('a', folder)).toMatchObject({
    exitCode: 3,
    stderr: `${folder.path}/questions/01-a.yaml:1:1: duplicate-id: the group "a" exists already. Nothing was written; choose another id.\n`,
  });
  const { exitCode, stderr } = await create('in', folder);
  expect([exitCode, stderr.split('\n')[0]]).toEqual([3, '"in" cannot be used here as an id:']);
  expect(contentOf(folder)).toEqual(before);
});

test('refuses a folder with problems of its own, naming them', async () => {
  const folder = miniFolder();
  folder.write('loose.yaml', 'x: 1\n');
  const { exitCode, stderr } = await create('demo-act', folder);
  expect([exitCode, stderr.split(' ')[1]]).toEqual([3, 'misplaced-file:']);
  expect(existsSync(join(folder.path, 'demo-act'))).toBe(false);
});

test('refuses a title without a letter, and an instrument that is binding and voluntary', async () => {
  const folder = emptyFolder();
  expect(await create('demo-act', folder, '--title', ' 1 ')).toMatchObject({
    exitCode: 3,
    stderr: '--title: expected a title with at least one letter.\n',
  });
  expect(await create('demo-act', folder, '--binding', '--voluntary')).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining("option '--binding' cannot be used with option '--voluntary'"),
  });
  expect(contentOf(folder)).toEqual({});
});

test('takes a folder that is not there yet, and refuses a file in its place', async () => {
  const folder = emptyFolder();
  const path = join(folder.path, 'rules/of/mine');
  const made = await preclear(['rules', 'new', 'demo-act', path], { rules: '/nowhere' });
  expect([made.exitCode, (await loadRules(path)).problems]).toEqual([0, []]);
  const file = folder.write('file', '');
  const { exitCode, stderr } = await preclear(['rules', 'new', 'demo-act', file], { rules: '/nowhere' });
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^The rules in .*file cannot be read: ENOTDIR/)]);
});
