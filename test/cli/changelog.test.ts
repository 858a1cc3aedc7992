import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { miniSources } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const folders: Folder[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const ENTRY = `
- **Days affected:** all.
- **Rules affected:** all.
- **Reason:** the first release.
- **Source:** the text.
`;

/** A rules folder with one ruleset in a version, and a changelog with an entry for each version named. */
function rulesFolder(versions: readonly string[]): Folder {
  const folder = temporaryFolder();
  folders.push(folder);
  write(folder, versions.at(-1) ?? '', 'a.p');
  writeChangelog(folder, versions);
  return folder;
}

/** Writes the rule files; `note` is a text that decides nothing. */
function write(folder: Folder, version: string, met: string, note = 'Read so.'): void {
  for (const { path, text } of miniSources({ rules: [{ met, extra: `    note: { en: ${note} }\n` }] }))
    folder.write(path, text.replace('version: "1.0.0"', `version: "${version}"`));
}

function writeChangelog(folder: Folder, versions: readonly string[]): void {
  folder.write('CHANGELOG.md', versions.map((version) => `## mini ${version}\n${ENTRY}`).join('\n'));
}

function changelog(folder: Folder, ...options: readonly string[]): Promise<Outcome> {
  return preclear(['rules', 'changelog', folder.path, ...options], { rules: '/nowhere' });
}

/** What is printed, without the folder in front of files. */
function linesOf({ stdout }: Outcome, folder: Folder): readonly string[] {
  return stdout.replaceAll(`${folder.path}/`, '').trimEnd().split('\n');
}

function lockOf(folder: Folder): string {
  return readFileSync(join(folder.path, 'versions.json'), 'utf8');
}

test('the shipped rules are what their versions were released with; when this fails, see "Versions" in rules/README.md', async () => {
  const { exitCode, stdout } = await preclear(['rules', 'changelog'], { rules: RULES_FOLDER });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^0 problems; cn-interim-/) });
});

test('a version is released once, when it has its entry', async () => {
  const folder = rulesFolder(['1.0.0']);
  const before = await changelog(folder);
  expect([before.exitCode, linesOf(before, folder)]).toEqual([
    3,
    [
      'mini/ruleset.yaml:3:10: version-unlisted: mini 1.0.0 is not released. To release it, write its entry in CHANGELOG.md, then run: preclear rules changelog --write.',
      '1 problem; mini 1.0.0',
    ],
  ]);
  const stdout = 'released: mini 1.0.0\n0 problems; mini 1.0.0\n';
  expect(await changelog(folder, '--write')).toEqual({ exitCode: 0, stdout, stderr: '' });
  const released = lockOf(folder);
  expect(await changelog(folder, '--write')).toEqual({ exitCode: 0, stdout: '0 problems; mini 1.0.0\n', stderr: '' });
  expect(lockOf(folder)).toBe(released);
});

test('a version without an entry is not released', async () => {
  const folder = rulesFolder(['1.0.0']);
  writeChangelog(folder, []);
  const { exitCode, stdout } = await changelog(folder, '--write');
  expect([exitCode, stdout]).toEqual([3, expect.stringContaining('changelog-entry: "mini 1.0.0" has no entry.')]);
  expect(() => lockOf(folder)).toThrow('ENOENT');
});

test.each([
  ['a text', 'a.p', 'Read otherwise.', 'texts differ', '1.0.1'],
  ['the logic', 'a.p && a.q', 'Read so.', 'the logic differs', '1.1.0'],
])('%s changed under a released version is refused, and so is writing it', async (_what, met, note, says, least) => {
  const folder = rulesFolder(['1.0.0']);
  await changelog(folder, '--write');
  const released = lockOf(folder);
  write(folder, '1.0.0', met, note);
  for (const options of [[], ['--write']]) {
    const outcome = await changelog(folder, ...options);
    expect([outcome.exitCode, linesOf(outcome, folder)]).toEqual([
      3,
      [
        `mini/ruleset.yaml:3:10: version-changed: ${says} from what mini 1.0.0 was released with. Raise the version to ${least} or later, write its entry in CHANGELOG.md, then run: preclear rules changelog --write.`,
        '1 problem; mini 1.0.0',
      ],
    ]);
  }
  expect(lockOf(folder)).toBe(released);
});

test.each([
  { to: '1.0.1', met: 'a.p', fault: undefined },
  { to: '1.1.0', met: 'a.p', fault: undefined },
  {
    to: '2.0.0',
    met: 'a.p',
    fault: 'the logic of mini 2.0.0 is that of 1.0.0. Texts alone are a patch or minor step: 1.0.1.',
  },
  {
    to: '1.0.1',
    met: 'a.q',
    fault: 'the logic of mini 1.0.1 is not that of 1.0.0. A change of the logic is at least a minor step: 1.1.0.',
  },
  { to: '1.1.0', met: 'a.q', fault: undefined },
  { to: '2.0.0', met: 'a.q', fault: undefined },
  { to: '0.9.0', met: 'a.q', fault: 'mini 0.9.0 does not come after 1.0.0.' },
])('after 1.0.0 with met "a.p", $to with met "$met": $fault', async ({ to, met, fault }) => {
  const folder = rulesFolder(['1.0.0']);
  await changelog(folder, '--write');
  const first: unknown = JSON.parse(lockOf(folder));
  write(folder, to, met, 'Read otherwise.');
  writeChangelog(folder, [to, '1.0.0']);
  const outcome = await changelog(folder, '--write');
  if (fault === undefined) {
    expect([outcome.exitCode, linesOf(outcome, folder)]).toEqual([
      0,
      [`released: mini ${to}`, `0 problems; mini ${to}`],
    ]);
    expect(JSON.parse(lockOf(folder))).toMatchObject({ versions: { mini: [{ version: '1.0.0' }, { version: to }] } });
  } else {
    expect(outcome.exitCode).toBe(3);
    expect(linesOf(outcome, folder)[0]).toMatch(/version-order: /);
    expect(linesOf(outcome, folder)[0]?.split('version-order: ')[1]).toBe(fault);
    expect(JSON.parse(lockOf(folder))).toEqual(first);
  }
});

test('a lock file of another form is refused with its place', async () => {
  const folder = rulesFolder(['1.0.0']);
  folder.write('versions.json', '{ "lock_format": 1, "versions": { "mini": [{ "version": "1" }] } }\n');
  expect(linesOf(await changelog(folder), folder)).toEqual([
    'versions.json:1:44: missing-key: "digest" is missing.',
    'versions.json:1:57: wrong-value: "version": expected a version such as "1.0.0", in quotes.',
    '2 problems; mini 1.0.0',
  ]);
});

test('versions that cannot be read are bad input', async () => {
  const folder = rulesFolder(['1.0.0']);
  folder.write('versions.json/file', '');
  const { exitCode, stderr } = await changelog(folder);
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^The versions in .* cannot be read: EISDIR/)]);
});

test('rule files with problems are told first', async () => {
  const folder = rulesFolder(['1.0.0']);
  write(folder, '1.0.0', 'a.nothing');
  const outcome = await changelog(folder);
  expect([outcome.exitCode, linesOf(outcome, folder).at(-1)]).toEqual([3, '1 problem']);
});

test('changelog prints the same as JSON', async () => {
  const folder = rulesFolder(['1.0.0']);
  const { stdout } = await changelog(folder, '--write', '--format', 'json');
  expect(JSON.parse(stdout)).toEqual({ problems: [], versions: ['mini 1.0.0'], added: ['mini 1.0.0'] });
});
