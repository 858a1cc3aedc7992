import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES } from '../../src/service/access.ts';
import { ENGINE_VERSION } from '../../src/service/engine-version.ts';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { submit } from '../../src/service/submit.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { WHOLE } from '../store/records.ts';
import { miniRules, miniSources, type MiniRuleset } from '../support/mini-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const OLD: MiniRuleset = {
  rules: [
    { id: 'guided', applies: 'a.p', met: 'a.q', severity: 'blocker' },
    {
      id: 'dated',
      applies: 'as_of >= timestamp("2027-01-01T00:00:00Z")',
      met: 'a.r',
      extra: '    in_force: { from: 2027-01-01 }\n',
    },
  ],
};
const NEW: MiniRuleset = {
  rules: [{ id: 'guided', applies: 'a.p', met: 'a.q && a.s', severity: 'blocker' }, ...OLD.rules.slice(1)],
};

function idOf(number: number): string {
  return `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const CALLER = { actor: 'test', reach: WHOLE, scopes: SCOPES };

describe('impact', () => {
  let old: Folder;
  let reformed: Folder;
  let files: Folder;
  let database: string;

  beforeAll(async () => {
    old = temporaryFolder(miniSources(OLD));
    reformed = temporaryFolder(miniSources(NEW));
    files = temporaryFolder();
    database = `file:${join(files.path, 'preclear.db')}`;
    const store = await createSqliteStore({ file: database, migrationsFolder: MIGRATIONS });
    let made = 0;
    const needs = {
      library: buildLibrary(miniRules(OLD)),
      store,
      clock: { now: () => new Date('2026-11-20T10:00:00Z') },
      ids: { next: () => idOf((made += 1)) },
    };
    const answers = [
      { 'a.p': true, 'a.q': true, 'a.s': false },
      { 'a.p': true, 'a.q': false, 'a.r': true },
      { 'a.p': false },
    ];
    for (const [index, given] of answers.entries())
      await submit(needs, CALLER, { name: `Writer ${index + 1} \u001b[31m` }, { answers: given });
    await store.close();
  });
  afterAll(() => {
    for (const folder of [old, reformed, files]) folder.remove();
  });

  function impact(...options: readonly string[]): Promise<Outcome> {
    return preclear(['impact', ...options], { rules: old.path, database });
  }

  test('says in words which products change under the rules of a folder on a day, and why', async () => {
    const { exitCode, stdout, stderr } = await impact('--rules', reformed.path, '--as-of', '2027-01-01');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Preclear ${ENGINE_VERSION} — impact of mini 1.0.0; as of 2027-01-01

Writer 1 [U+001B][31m (${idOf(1)})
  Gate: No gap found in the instruments assessed, on self-reported answers → Blocking gaps
  found: do not launch yet (rules changed)
  Mini: no gap found on self-reported answers → blocking gaps found (rules changed)
  - Art. 1 — Rule: in place → gap (rules changed)
  - Art. 1 — Rule: does not apply → not known yet whether it is in place (date passed)

Writer 2 [U+001B][31m (${idOf(4)})
  Mini: blocking gaps found
  - Art. 1 — Rule: does not apply → in place (date passed)

Writer 3 [U+001B][31m (${idOf(7)})
  Gate: On these answers no binding instrument assessed applies. Other law may. → Cannot say
  yet: answers or sign-offs missing (date passed)
  Mini: does not apply on these answers → cannot say yet (date passed)
  - Art. 1 — Rule: does not apply → not known yet whether it is in place (date passed)

3 of 3 products change; 0 unchanged.
  - 1 product: No gap found in the instruments assessed, on self-reported answers → Blocking
    gaps found: do not launch yet
  - 1 product: On these answers no binding instrument assessed applies. Other law may. → Cannot
    say yet: answers or sign-offs missing
`);
  });

  test('prints the lines of the stream as JSON', async () => {
    const { exitCode, stdout } = await impact('--format', 'json');
    expect(exitCode).toBe(0);
    const [ruleset] = buildLibrary(miniRules(OLD)).rulesets;
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      {
        candidate: {
          engine: ENGINE_VERSION,
          as_of: null,
          rulesets: [{ id: 'mini', version: '1.0.0', digest: ruleset?.digest }],
        },
      },
      { summary: { products: 3, changed: 0, unchanged: 3, erased: 0, not_reproduced: 0, gates: [] } },
    ]);
  });

  test('ends with 3 for rulesets and days that do not exist, naming all of them', async () => {
    const { exitCode, stdout, stderr } = await impact('--rulesets', 'mini,minni', '--as-of', '2027-02-30');
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      '--rulesets: "minni" is no ruleset. Expected one of mini. Did you mean "mini"?\n' +
        '--as-of: "2027-02-30" is no date. Expected a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31.\n',
    );
  });

  test('ends with 3 when there is no database, and makes none', async () => {
    const file = join(files.path, 'none', 'preclear.db');
    const { exitCode, stderr } = await preclear(['impact'], { rules: old.path, database: `file:${file}` });
    expect(exitCode).toBe(3);
    expect(stderr).toBe(`The database file:${file} cannot be used: There is no database file ${file}.\n`);
    expect((await preclear(['impact'], { rules: old.path, database: `file:${file}` })).exitCode).toBe(3);
  });
});
