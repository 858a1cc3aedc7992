import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exitCodeOf, FAIL_ON } from '../../src/cli/exit-codes.ts';
import { evaluateAnswers } from '../../src/service/evaluate-answers.ts';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { miniRules, miniSources, type MiniRuleset } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

/** In scope when `a.p`; a blocking sign-off on `a.q`, a major and a minor duty, and one that begins in December 2026. */
const RULESET: MiniRuleset = {
  rules: [
    { id: 'signed', applies: 'a.p', met: 'a.q && attestation.sign', severity: 'blocker' },
    { id: 'major', applies: 'a.p', met: 'a.r' },
    { id: 'minor', applies: 'a.p', met: 'a.s', severity: 'minor' },
    {
      id: 'soon',
      applies: 'a.p && as_of >= timestamp("2026-12-01T00:00:00Z")',
      met: 'a.r',
      extra: '    in_force: { from: 2026-12-01 }\n',
    },
    {
      id: 'later',
      applies: 'a.p && as_of >= timestamp("2027-12-01T00:00:00Z")',
      met: 'a.r',
      extra: '    in_force: { from: 2027-12-01 }\n',
    },
  ],
};

const SIGNED = { attested: true, by: 'A', role: 'B', on: '2026-11-01', evidence: ['C'] };
const CLEAR = { 'a.p': true, 'a.q': true, 'a.r': true, 'a.s': true, 'attestation.sign': SIGNED };
const GATES = [
  { gate: 'clear', answers: CLEAR },
  { gate: 'out_of_scope', answers: { 'a.p': false } },
  { gate: 'conditional', answers: { ...CLEAR, 'a.r': false } },
  { gate: 'undetermined', answers: { ...CLEAR, 'attestation.sign': null } },
  { gate: 'undetermined', answers: {} },
  { gate: 'blocked', answers: { ...CLEAR, 'a.q': false } },
] as const;

describe('check', () => {
  let folder: Folder;

  beforeAll(() => {
    folder = temporaryFolder(miniSources(RULESET));
  });
  afterAll(() => {
    folder.remove();
  });

  function check(answers: unknown, ...options: readonly string[]): Promise<Outcome> {
    return preclear(['check', '-', ...options], { rules: folder.path, stdin: JSON.stringify({ answers }) });
  }

  test.each([
    { gate: 'clear', codes: [0, 0, 0] },
    { gate: 'out_of_scope', codes: [0, 0, 0] },
    { gate: 'conditional', codes: [0, 0, 2] },
    { gate: 'undetermined', codes: [0, 2, 2] },
    { gate: 'blocked', codes: [1, 1, 1] },
  ] as const)('a gate that is $gate ends with $codes when failing on blockers, undetermined, conditional', (row) => {
    expect(FAIL_ON.map((failOn) => exitCodeOf(row.gate, failOn))).toEqual(row.codes);
  });

  test.each(GATES)('ends with the exit code of a gate that is $gate', async ({ gate, answers }) => {
    const { exitCode, stdout, stderr } = await check(answers, '--format', 'json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ gate });
    expect(exitCode).toBe(exitCodeOf(gate, 'conditional'));
  });

  test('ends with 0 for whatever is better than what it is told to fail on', async () => {
    const answers = { ...CLEAR, 'a.r': false };
    expect((await check(answers, '--fail-on', 'undetermined')).exitCode).toBe(0);
    expect((await check(answers, '--fail-on', 'conditional')).exitCode).toBe(2);
  });

  test('prints the whole evaluation as JSON', async () => {
    const answers = { ...CLEAR, 'a.q': false };
    const clock = { now: () => new Date('2026-11-23T00:00:00Z') };
    const evaluation = await evaluateAnswers(
      { library: buildLibrary(miniRules(RULESET)), clock },
      { answers, plan: 'unblocked' },
    );
    const { stdout } = await check(answers, '--format', 'json');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(evaluation)));
  });

  test('says in words what blocks, what is open, what begins soon, and what to do next', async () => {
    const text = [
      'product: { name: Example }',
      'answered_on: 2026-11-20',
      'target_launch: 2026-12-23',
      'answers: { a.p: true, a.q: false, a.r: false }',
    ];
    const { stdout } = await preclear(['check', '-'], { rules: folder.path, stdin: text.join('\n') });
    expect(stdout).toBe(
      `Preclear 0.1.0 — Example
As of 2026-11-23, today in UTC · answered on 2026-11-20 · target launch 2026-12-23, in 30 days

Blocking gaps found: do not launch yet
  Open blocking points: 1 · Other open points: 2 · Answers or sign-offs missing: 1
  Decided by what is binding: Mini.

By instrument
  Mini (binding)
    Blocking gaps found: do not launch yet
    Score: 0–14.3% · Gap: 2 · Not known yet: 1 · Does not apply: 2

What blocks the launch
  1. Art. 1 — Rule
     Do it now.

Answer next
  1. Is a.s so? (a.s)

Other open points
  - Art. 1 — Rule (major: gap)

In force within 30 days
  - From 1 December 2026: Art. 1 — Rule

Before relying on this
  Self-reported answers, not verified by us. Not legal advice. No lawyer has reviewed this
  record.
  Mini: law checked to 1 January 2026 only; later changes are not reflected.

Next: Decide — Do it now.
`,
    );
  });

  test('names the day it judged for, today only when no other was asked for', async () => {
    const dates = async (...options: string[]): Promise<string | undefined> =>
      (await check(CLEAR, ...options)).stdout.split('\n')[1];
    expect(await dates()).toBe('As of 2026-11-23, today in UTC');
    expect(await dates('--as-of', '2026-11-23')).toBe('As of 2026-11-23');
    expect(await dates('--as-of', '2024-02-29')).toBe('As of 2024-02-29');
  });

  test('asks first when everything turns on a missing answer', async () => {
    const { stdout } = await check({});
    expect(lastParagraph(stdout)).toBe('Next: Decide — answer: Is a.p so? (a.p)');
  });

  test('with nothing open, points to the duty that begins within 30 days', async () => {
    const { stdout } = await check(CLEAR);
    expect(lastParagraph(stdout)).toBe('Next: Keep — before 2026-12-01: Do it now.');
  });

  test('reads a file, and points to its report by a path that a shell takes', async () => {
    const elsewhere = temporaryFolder();
    const file = elsewhere.write("it's.yaml", 'answers: { a.p: false }\n');
    const { exitCode, stdout } = await preclear(['check', file], { rules: folder.path });
    elsewhere.remove();
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`preclear report '${elsewhere.path}/it'\\''s.yaml' --output report.html`);
  });

  test('judges by the rulesets of the option, else of the header, else by all', async () => {
    const names = async (header: string, ...options: string[]): Promise<unknown> => {
      const stdin = `${header}answers: {}\n`;
      const { stdout } = await preclear(['check', '-', '--format', 'json', ...options], { rules: RULES_FOLDER, stdin });
      return z
        .object({ rulesets: z.array(z.object({ id: z.string() })) })
        .parse(JSON.parse(stdout))
        .rulesets.map(({ id }) => id);
    };
    const [cn, us] = ['cn-interim-measures', 'us-voluntary-commitments'];
    expect(await names('')).toEqual([cn, us]);
    expect(await names(`rulesets: [${us}]\n`)).toEqual([us]);
    expect(await names(`rulesets: [${us}]\n`, '--rulesets', `${us}, ${cn}`)).toEqual([cn, us]);
  });

  describe('with bad input ends with 3, prints no verdict, and says', () => {
    const cases: readonly {
      readonly what: string;
      readonly args: readonly string[];
      readonly stdin?: string | Uint8Array;
      readonly says: string;
    }[] = [
      {
        what: 'every fault of the file at its place',
        args: ['check', '-'],
        stdin: 'product: { nam: X }\nanswers:\n  a.p: yes\n  a.qq: true\n',
        says:
          '<stdin>:1:10: missing_key: "product.name" is missing. Expected a text of 1 to 500 characters.\n' +
          '<stdin>:1:12: unknown_key: "nam" is no key of "product". Expected one of name, client, matter. Did you mean "name"?\n' +
          '<stdin>:3:8: wrong_type: "yes" is no answer to "a.p". Expected true, false, or null while it is not known.\n' +
          '<stdin>:4:3: unknown_fact: "a.qq" is no fact of the questionnaire. Expected a fact id of the questionnaire. Did you mean "a.q"?\n',
      },
      {
        what: 'that the file is not text',
        args: ['check', '-'],
        stdin: Uint8Array.of(0xff, 0xfe, 0x00),
        says: '<stdin> is not UTF-8 text.\n',
      },
      {
        what: 'that a ruleset does not exist',
        args: ['check', '-', '--rulesets', 'minni'],
        stdin: 'answers: {}',
        says: '--rulesets: "minni" is no ruleset. Expected one of mini. Did you mean "mini"?\n',
      },
      {
        what: 'that a day does not exist',
        args: ['check', '-', '--as-of', '2026-02-30'],
        stdin: 'answers: {}',
        says: '--as-of: "2026-02-30" is no date. Expected a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31.\n',
      },
      {
        what: 'that a day lies too far away',
        args: ['check', '-', '--as-of', '1999-12-31'],
        stdin: 'answers: {}',
        says: '--as-of: 1999-12-31 lies outside the days that can be assessed. Expected a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31.\n',
      },
      {
        what: 'that the file is missing from the command line',
        args: ['check'],
        says: "error: missing required argument 'answers'\n",
      },
      {
        what: 'that an option does not exist',
        args: ['check', '-', '--fail-onn', 'blocker'],
        says: "error: unknown option '--fail-onn'\n(Did you mean --fail-on?)\n",
      },
      {
        what: 'that a value is not one of those an option takes',
        args: ['check', '-', '--fail-on', 'warning'],
        says: "error: option '--fail-on <result>' argument 'warning' is invalid. Allowed choices are blocker, undetermined, conditional.\n",
      },
      {
        what: 'that a command does not exist',
        args: ['chek'],
        says: "error: unknown command 'chek'\n(Did you mean check?)\n",
      },
    ];

    test.each(cases)('$what', async ({ args, stdin = '', says }) => {
      expect(await preclear(args, { rules: folder.path, stdin })).toEqual({ exitCode: 3, stdout: '', stderr: says });
    });

    test('that a file cannot be read', async () => {
      const path = join(folder.path, 'absent.yaml');
      expect(await preclear(['check', path], { rules: folder.path })).toEqual({
        exitCode: 3,
        stdout: '',
        stderr: `${path} cannot be read: ENOENT: no such file or directory, open '${path}'\n`,
      });
    });

    test('what is wrong with the rules', async () => {
      const broken = temporaryFolder(miniSources({ rules: [{ met: 'a.nothing' }] }));
      const { exitCode, stdout, stderr } = await preclear(['check', '-'], { rules: broken.path, stdin: 'answers: {}' });
      broken.remove();
      expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
      expect(stderr).toMatch(/mini\/art-1[.]yaml:\d+:\d+: undeclared-fact: .*\n$/);
    });
  });

  test('with anything unexpected ends with 4, prints no verdict, and says so in one line', async () => {
    const rules = (): never => {
      throw new Error('the disk is on fire');
    };
    expect(await preclear(['check', '-'], { rules, stdin: 'answers: {}' })).toEqual({
      exitCode: 4,
      stdout: '',
      stderr: 'Unexpected error, a fault of Preclear: the disk is on fire\n',
    });
  });

  test('ends with 0 when help was asked for, and explains every exit code and --fail-on', async () => {
    const { exitCode, stdout, stderr } = await preclear(['check', '--help'], { rules: folder.path });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const line of [
      '  0  no gap',
      '  1  blocking',
      '  2  cannot say',
      '  3  bad input',
      '  4  anything',
      ...FAIL_ON.map((word) => `  ${word} `),
    ])
      expect(stdout).toContain(`\n${line}`);
    expect(stdout.split('\n').filter((line) => line.length > 96)).toEqual([]);
  });

  test('ends with 3 when no command was given', async () => {
    const { exitCode, stdout } = await preclear([], { rules: folder.path });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  });
});

describe('check of an example', () => {
  const phases = {
    'a-overseas-text-to-image': 'Decide',
    'b-overseas-text-to-image-day-one': 'Decide',
    'c-hospital-open-to-patients': 'Build',
    'c-hospital-own-doctors': 'Keep',
    'd-education-minors': 'Build',
    'e-writing-app-two-sign-offs-missing': 'Test and sign',
    'f-writing-app-all-closed': 'Launch day',
    'f-writing-app-two-majors-open': 'Build',
    'g-frontier-developer-partial-claim': 'Test and sign',
    'h-api-vendor': 'Decide',
    'i-companion-app': 'Test and sign',
    'j-live-app-working-day-10': 'Keep',
    'j-live-app-working-day-11': 'Within 10 working days after launch',
  };

  test('is known for each of them', () => {
    expect(Object.keys(phases).map((name) => `${name}.yaml`)).toEqual(readdirSync(EXAMPLES).toSorted());
  });

  test.each(Object.entries(phases))(
    '%s fits 96 columns and ends with a next step of the phase "%s"',
    async (name, phase) => {
      const { stdout } = await preclear(['check', join(EXAMPLES, `${name}.yaml`)], { rules: RULES_FOLDER });
      const lines = stdout.split('\n').filter((line) => !line.startsWith('  In full: '));
      expect(lines.filter((line) => line.length > 96)).toEqual([]);
      expect(lastParagraph(stdout)).toMatch(new RegExp(`^Next: ${phase} — .+`));
      expect(stdout).not.toContain('\u001b');
    },
  );
});

function lastParagraph(text: string): string | undefined {
  return text.trimEnd().split('\n\n').at(-1);
}
