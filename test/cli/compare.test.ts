import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparison } from '../../src/http/schemas/comparison.ts';
import { miniSources } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder } from './harness.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const COMPANION = join(EXAMPLES, 'i-companion-app.yaml');

let old: Folder;
let now: Folder;
let files: Folder;
let before: string;
let after: string;

beforeAll(() => {
  old = temporaryFolder(miniSources({ rules: [{ met: 'a.p' }] }));
  now = temporaryFolder(miniSources({ rules: [{ met: 'a.p && a.q' }] }));
  files = temporaryFolder();
  before = files.write('before.yaml', 'answered_on: 2026-11-01\nanswers: { a.p: true, a.count: 3 }\n');
  after = files.write('after.yaml', 'answered_on: 2026-11-20\nanswers: { a.p: true, a.q: false, a.count: 3 }\n');
});
afterAll(() => {
  old.remove();
  now.remove();
  files.remove();
});

describe('compare', () => {
  test('prints what changed in an example when its date comes, and ends with 0', async () => {
    const args = ['compare', COMPANION, COMPANION, '--as-of-a', '2026-07-14', '--as-of-b', '2026-07-15'];
    expect(await preclear(args, { rules: RULES_FOLDER })).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        'Compared with the assessment as of 14 July 2026; this one is as of 15 July 2026.',
        '1 finding changed.',
        '',
        'Result',
        '  Overall result',
        '    No gap found, on self-reported answers → Cannot say yet',
        '    - Date passed',
        '  Result: Interim Measures',
        '    No gap found, on self-reported answers → Cannot say yet',
        '    - Date passed',
        '  Score: Interim Measures',
        '    100% → 96.9–100%',
        '',
        'Findings that changed',
        '  Art. 10 — Emotional companions pass the separate 2026 check',
        "    Does not apply yet; from 15 July 2026 → Awaiting a named person's sign-off",
        '    - Date passed: it turns on 15 July 2026.',
        '',
      ].join('\n'),
    });
  });

  test('takes each side with rules of its own', async () => {
    const args = ['compare', before, after, '--rules-a', old.path, '--rules-b', now.path, '--format', 'json'];
    const { exitCode, stdout } = await preclear(args, { rules: '/nowhere' });
    expect(exitCode).toBe(0);
    const { evaluations, rulesets, findings, answers } = comparison.parse(JSON.parse(stdout));
    expect({ evaluations, answers }).toEqual({
      evaluations: { from: null, to: null },
      answers: [{ fact: 'a.q', from: null, to: false }],
    });
    expect(rulesets.map(({ change }) => change)).toEqual(['rules']);
    const changed = [{ part: 'rule', id: 'rule-1', field: 'met', from: 'a.p', to: 'a.p && a.q' }];
    expect(findings.map(({ from, to, causes }) => [from.status, to.status, causes])).toEqual([
      ['met', 'not_met', [{ facts_changed: [['a.q']], rules_changed: changed, date_passed: null }]],
    ]);
  });

  test('of a file with itself says that nothing changed', async () => {
    const { stdout } = await preclear(['compare', before, before], { rules: old.path });
    expect(stdout).toBe('Both assessments are as of 23 November 2026.\nNo result, finding or answer changed.\n');
  });

  test('fits 96 columns whatever changed', async () => {
    const args = [
      'compare',
      join(EXAMPLES, 'a-overseas-text-to-image.yaml'),
      join(EXAMPLES, 'd-education-minors.yaml'),
    ];
    const { stdout } = await preclear(args, { rules: RULES_FOLDER });
    expect(stdout.split('\n').length).toBeGreaterThan(100);
    expect(stdout.split('\n').filter((line) => line.length > 96)).toEqual([]);
  });

  test.each([
    { args: ['compare', '-', '-'], says: 'Standard input can be only one of the two answers files.\n' },
    {
      args: ['compare', '-', '/nowhere.yaml', '--as-of-b', '2026-02-30'],
      says: '--as-of-b: "2026-02-30" is no date. Expected a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31.\n',
    },
    { args: ['compare', '-'], says: "error: missing required argument 'answers-b'\n" },
    {
      args: ['report', '-', '--since-as-of', '2026-01-01'],
      says: '--since-as-of: it is the day of the answers file that --since names, and none is named.\n',
    },
    { args: ['report', '-', '--since', '-'], says: 'Standard input can be only one of the two answers files.\n' },
  ])('$args is refused', async ({ args, says }) => {
    expect(await preclear(args, { rules: old.path, stdin: 'answers: {}' })).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: says,
    });
  });

  test('names the file that cannot be used', async () => {
    const { exitCode, stderr } = await preclear(['compare', before, '-'], {
      rules: old.path,
      stdin: 'answers: { a.x: 1 }',
    });
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^<stdin>:1:12: unknown_fact: "a[.]x"/)]);
  });
});

describe('report --since', () => {
  test('tells what changed since an earlier answers file', async () => {
    const args = ['report', after, '--format', 'md', '--since', before, '--since-as-of', '2026-11-02'];
    const { exitCode, stdout } = await preclear(args, { rules: now.path });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('## 15. Changes since the last report');
    expect(stdout).toContain('Compared with the assessment as of 2 November 2026; this one is as of 23 November 2026.');
    expect(stdout).toContain('| Is a.q so? | Not answered | **No** |');
  });
});
