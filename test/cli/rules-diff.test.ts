import { afterEach, expect, test } from 'vitest';
import { miniSources, type MiniRuleset } from '../support/mini-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const folders: Folder[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function rulesFolder(mini: MiniRuleset): Folder {
  const folder = temporaryFolder(miniSources(mini));
  folders.push(folder);
  return folder;
}

function diff(old: Folder, fresh: Folder, ...options: readonly string[]): Promise<Outcome> {
  return preclear(['rules', 'diff', old.path, fresh.path, ...options], { rules: '/nowhere' });
}

const OLD: MiniRuleset = {
  definitions: { D: 'a.q' },
  rules: [
    { id: 'kept', applies: 'D', met: 'a.p' },
    { id: 'gone', met: 'a.r' },
    { id: 'named', met: 'a.r && a.s' },
  ],
};
const NEW: MiniRuleset = {
  definitions: { D: 'a.q || a.r' },
  rules: [
    { id: 'kept', applies: 'D', met: 'a.p' },
    { id: 'fresh', met: 'a.s' },
    { id: 'named', met: 'a.r && a.s', severity: 'minor' },
  ],
};

test('diff prints what is not equal, each with a product that tells, then counts', async () => {
  const stdout = `mini 1.0.0
  D: definition, wider; changed: when
    as of 2000-01-01, answers { a.q: false, a.r: true }: false -> true
  kept: stricter
    as of 2000-01-01, answers { a.p: false, a.q: false, a.r: true }: not_applicable -> not_met
  fresh: added
  named: same outcomes; severity major -> minor; changed: severity
  gone: removed
4 rules: 1 added, 1 removed, 1 stricter, 0 looser, 0 both ways, 0 otherwise, 1 same outcomes, 0 texts only, 0 equal
`;
  expect(await diff(rulesFolder(OLD), rulesFolder(NEW))).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('diff of a folder with itself prints nothing but counts', async () => {
  const folder = rulesFolder(OLD);
  const stdout =
    '3 rules: 0 added, 0 removed, 0 stricter, 0 looser, 0 both ways, 0 otherwise, 0 same outcomes, 0 texts only, 3 equal\n';
  expect(await diff(folder, folder)).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('diff prints questions and the ruleset itself where they changed', async () => {
  const [old, fresh] = [rulesFolder(OLD), rulesFolder(OLD)];
  const [questions, ruleset] = miniSources(OLD).filter(({ path }) => /01-a|ruleset/.test(path));
  if (questions === undefined || ruleset === undefined) throw new Error('two files');
  fresh.write(
    questions.path,
    questions.text.replace('Is a.p so?', 'Is it?').replace('z: { en: Option z }', 'w: { en: W }'),
  );
  fresh.write(ruleset.path, ruleset.text.replace('"1.0.0"', '"1.1.0"').replace('An example.', 'A sample.'));
  const { exitCode, stdout } = await diff(old, fresh);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').slice(0, -2)).toEqual([
    'questions',
    '  a.p: texts only; texts: text',
    '  a.parts: changed; changed: options',
    'mini 1.0.0 -> 1.1.0',
    '  ruleset.yaml: changed: version',
    '  ruleset.yaml: texts: nature',
  ]);
});

test('diff prints the same and what is equal as JSON', async () => {
  const { exitCode, stdout } = await diff(rulesFolder(OLD), rulesFolder(NEW), '--format', 'json');
  expect(exitCode).toBe(0);
  const nothing = { texts: [], others: [] };
  const example = { as_of: '2000-01-01', other_open_blockers: null };
  expect(JSON.parse(stdout)).toMatchObject({
    rulesets: [
      {
        id: 'mini',
        versions: { old: '1.0.0', new: '1.0.0' },
        changed: nothing,
        definitions: [
          {
            id: 'D',
            relation: 'wider',
            changed: { texts: [], others: ['when'] },
            examples: [{ ...example, answers: { 'a.q': false, 'a.r': true }, old: 'false', new: 'true' }],
          },
        ],
        rules: [
          {
            id: 'kept',
            relation: 'stricter',
            severity: null,
            changed: nothing,
            examples: [
              {
                ...example,
                answers: { 'a.p': false, 'a.q': false, 'a.r': true },
                old: 'not_applicable',
                new: 'not_met',
              },
            ],
          },
          { id: 'fresh', relation: 'added', severity: null, changed: nothing, examples: [] },
          { id: 'named', relation: 'same_outcomes', severity: { old: 'major', new: 'minor' }, examples: [] },
          { id: 'gone', relation: 'removed', severity: null, changed: nothing, examples: [] },
        ],
      },
    ],
  });
});

test('diff refuses folders with problems, and names all of both', async () => {
  const [old, fresh] = [rulesFolder(OLD), rulesFolder(NEW)];
  const places = [old, fresh].map((folder) => folder.write('loose.yaml', 'x: 1\n'));
  const { exitCode, stdout, stderr } = await diff(old, fresh);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/:1:1:.*/, '')),
  ).toEqual(places);
});

test('diff needs two folders', async () => {
  const { exitCode, stderr } = await preclear(['rules', 'diff', '/nowhere'], { rules: '/nowhere' });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr: expect.stringContaining("missing required argument 'new'"),
  });
});
