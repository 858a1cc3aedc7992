import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { why } from '../../src/http/schemas/why.ts';
import { miniSources } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder } from './harness.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
let folder: Folder;

beforeAll(() => {
  folder = temporaryFolder(
    miniSources({
      definitions: { D: 'a.p && a.kind in ["some", "all"]' },
      rules: [
        { id: 'whole', applies: 'D', met: '(a.q || a.count >= 3) && attestation.sign', severity: 'blocker' },
        { id: 'other', met: 'a.r' },
      ],
    }),
  );
});
afterAll(() => {
  folder.remove();
});

describe('explain', () => {
  test('prints the proof as a tree in words, and the nearest change', async () => {
    const stdin = 'answers: { a.p: true, a.kind: some, a.q: false, a.count: 2 }';
    expect(await preclear(['explain', '-', 'whole'], { rules: folder.path, stdin })).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        'Art. 1 — Rule (whole)',
        'Gap · Blocking',
        '  Do it.',
        '',
        'Applies, because this holds:',
        '  ✓ Meaning.',
        '    ✓ All of these hold:',
        '      ✓ Is a.p so? — asked: Yes; answered: Yes.',
        '      ✓ Is a.kind so? — asked: one of "Option some", "Option all"; answered: Option some.',
        '',
        'A gap, because not all of these hold:',
        '  ✗ None of these holds:',
        '    ✗ Is a.q so? — asked: Yes; answered: No.',
        '    ✗ Is a.count so? — asked: at least 3; answered: 2.',
        '  ✗ Is attestation.sign so? — Not signed.',
        '',
        'The nearest change',
        '  No change of answers that work can bring about would put it in place. Its remedy says what can',
        '  be done.',
        '',
      ].join('\n'),
    });
  });

  test('says what is not answered', async () => {
    const { stdout } = await preclear(['explain', '-', 'other'], { rules: folder.path, stdin: 'answers: {}' });
    expect(stdout).toContain(
      'Not known yet whether it is in place, because this is not known:\n  ? Is a.r so? — asked: Yes; not answered.\n',
    );
    expect(stdout).toContain(
      '  1 answer is needed first: what nobody can change must be known before work can be named.\n  - Is a.r so? (a.r)\n',
    );
  });

  test('prints as JSON what the HTTP service answers', async () => {
    const args = ['explain', '-', 'whole', '--format', 'json'];
    const { stdout } = await preclear(args, { rules: folder.path, stdin: 'answers: {}' });
    expect(why.strict().parse(JSON.parse(stdout))).toMatchObject({
      rule: 'whole',
      status: 'undetermined',
      because: 'applicability',
    });
  });

  test.each([
    { rule: 'whol', says: 'There is no rule "whol" in mini. Did you mean "whole"?\n' },
    { rule: 'something-else', says: 'There is no rule "something-else" in mini.\n' },
  ])('refuses the rule $rule', async ({ rule, says }) => {
    const outcome = await preclear(['explain', '-', rule], { rules: folder.path, stdin: 'answers: {}' });
    expect(outcome).toEqual({ exitCode: 3, stdout: '', stderr: says });
  });

  test('of an example fits 96 columns and names the answers, the citation and the least effort', async () => {
    const args = [
      'explain',
      join(EXAMPLES, 'd-education-minors.yaml'),
      'cn-gai-17-1-genai-filing',
      '--as-of',
      '2026-11-23',
    ];
    const { stdout } = await preclear(args, { rules: RULES_FOLDER });
    expect(stdout.split('\n').filter((line) => line.length > 96)).toEqual([]);
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const part of [
      'Art. 17 — Own model has completed generative-AI filing (cn-gai-17-1-genai-filing)',
      'Applies, because all of these hold:',
      'A gap, because none of these holds:',
      'asked: Filed; answered: Submitted.',
      'The least effort by which this point alone would be in place, 60–180 working days:',
      'Submitted → Filed (filing.genai)',
      'Change an answer only after the facts have changed.',
    ])
      expect(text).toContain(part);
  });
});
