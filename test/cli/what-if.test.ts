import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { judgeVariants } from '../../src/service/what-if.ts';
import { miniRules, miniSources, type MiniRuleset } from '../support/mini-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const RULESET: MiniRuleset = {
  definitions: { SMALL: 'a.count < 10' },
  rules: [
    { id: 'guided', applies: 'a.p', met: 'a.q', severity: 'blocker' },
    { id: 'signed', applies: 'a.p', met: 'a.r && attestation.sign' },
  ],
  tail: 'severity_cap: [{ units: ["1"], while_false: SMALL, to: minor }]\n',
};

describe('what-if', () => {
  let folder: Folder;
  let files: Folder;

  beforeAll(() => {
    folder = temporaryFolder(miniSources(RULESET));
    files = temporaryFolder();
  });
  afterAll(() => {
    folder.remove();
    files.remove();
  });

  function whatIf(...options: readonly string[]): Promise<Outcome> {
    const stdin = 'product: { name: Example }\nanswers: { a.p: true, a.q: false }\n';
    return preclear(['what-if', '-', ...options], { rules: folder.path, stdin });
  }

  test('says of each variant the gate, what is open and what changes, and ends with 0', async () => {
    const file = files.write(
      'variants.yaml',
      `variants:
  - { id: guided and large, answers: { a.q: true, a.r: true, a.count: 20 } }
  - answers: { a.p: null }
  - { id: the same, answers: { a.q: false } }
`,
    );
    const { exitCode, stdout, stderr } = await whatIf('--variants', file, '--as-of', '2026-11-23');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`Preclear 0.1.0 — Example, what if
As of 2026-11-23

As answered
  Blocking gaps found: do not launch yet
  Open blocking points: 1 · Other open points: 1
  Look at again: Mini: law checked to 2026-01-01; what changed from then to 2026-11-23 is not
  reflected.

guided and large
  No blocking gap on the answers given; other points open
  Open blocking points: 0 (1 fewer) · Other open points: 1
  2 findings change:
  - Art. 1 — Rule: gap (blocking) → in place (minor)
  - Art. 1 — Rule: not known yet whether it is in place (major) → awaiting a named person's
    sign-off (minor)

Variant 2
  Cannot say yet: answers or sign-offs missing
  Open blocking points: 1 · Other open points: 1
  2 findings change:
  - Art. 1 — Rule: gap → not known yet whether it applies
  - Art. 1 — Rule: not known yet whether it is in place → not known yet whether it applies

the same
  Blocking gaps found: do not launch yet
  Open blocking points: 1 · Other open points: 1
  No finding changes.

Change an answer only after the facts have changed. Not legal advice.
`);
  });

  test('prints as JSON what the service answers', async () => {
    const needs = { library: buildLibrary(miniRules(RULESET)), clock: { now: () => new Date('2026-11-23T00:00:00Z') } };
    const answers = { 'a.p': true, 'a.q': false };
    const variants = [{ id: 'a.q=true a.parts=[x, y]', answers: { 'a.q': true, 'a.parts': ['x', 'y'] } }];
    const { stdout } = await whatIf('--set', 'a.q=true', 'a.parts=[x, y]', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(judgeVariants(needs, { answers, variants }))));
  });

  test.each<[string, readonly string[], string]>([
    ['nothing to try', [], 'Nothing to try: name a variants file with --variants, or answers with --set fact=value.\n'],
    [
      'settings that cannot be used',
      ['--set', 'a.pp=true', 'a.q', 'a.q=', '=x', 'a.r=maybe', 'a.s=true', 'a.s=false', 'a.parts=[x'],
      `--set: "a.q" sets nothing. Expected fact=value, such as users.guidance=true.
--set: "a.q=" sets nothing. Expected fact=value, such as users.guidance=true.
--set: "=x" sets nothing. Expected fact=value, such as users.guidance=true.
--set: "a.s" stands twice. Expected each fact once.
--set: "a.parts=[x" sets nothing. Expected fact=value, such as users.guidance=true.
--set: "a.pp" is no fact of the questionnaire. Expected a fact id of the questionnaire. Did you mean "a.p"?
--set: "maybe" is no answer to "a.r". Expected true, false, or null while it is not known.
`,
    ],
  ])('ends with 3 for %s', async (_name, options, message) => {
    const { exitCode, stdout, stderr } = await whatIf(...options);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toBe(message);
  });

  test('ends with 3 for a variants file that cannot be used, naming each place in it', async () => {
    const file = files.write('bad.yaml', 'variants:\n  - answers: { a.p: 1 }\n  - answers: { a.qq: true }\n');
    const { exitCode, stderr } = await whatIf('--variants', file);
    expect(exitCode).toBe(3);
    expect(stderr).toBe(
      `${file}:2:21: wrong_type: 1 is no answer to "a.p". Expected true, false, or null while it is not known.\n` +
        `${file}:3:16: unknown_fact: "a.qq" is no fact of the questionnaire. Expected a fact id of the questionnaire. Did you mean "a.q"?\n`,
    );
  });
});
