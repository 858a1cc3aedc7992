import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describeCrosswalk } from '../../src/service/describe-crosswalks.ts';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { miniSources } from '../support/mini-rules.ts';
import { realRules, RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder } from './harness.ts';

const SMALL_RULES = fileURLToPath(new URL('../fixtures/http-rules', import.meta.url));

test('crosswalk prints every mapping with relation and rationale, and the evidence that serves both', async () => {
  expect(await preclear(['rules', 'crosswalk', SMALL_RULES], { rules: '/nowhere' })).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `demo-pledge--demo-act 3.0.1
From  Demo Pledge (demo-pledge 2.1.0)
To    Demo Act (demo-act 1.0.0)
Made up for tests. The relation compares content only. Meeting one instrument never proves the
other.

Commitment 1 | Art. 1(2); Art. 1(2) | subset-of; before 2026-01-01 intersects-with
  Whoever tests has testers. Since the act asks for a record.

Commitment 1 | Art. 1; Demo Act | no-relationship
  A pledge is no act.

Evidence that serves both

List of testers
  serves Commitment 1, and Art. 1(2)
  Names alone show no test.

1 crosswalk, 2 mappings
`,
  });
});

test('crosswalk prints what the HTTP service answers, as JSON', async () => {
  const { stdout } = await preclear(['rules', 'crosswalk', '--format', 'json'], { rules: RULES_FOLDER });
  const library = buildLibrary(await realRules());
  const crosswalks = library.crosswalks.map((crosswalk) => describeCrosswalk(library, crosswalk, 'en'));
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify({ crosswalks })));
});

test('crosswalk of the shipped rules fits 96 columns', async () => {
  const { stdout } = await preclear(['rules', 'crosswalk'], { rules: RULES_FOLDER });
  expect(stdout.split('\n').filter((line) => line.length > 96)).toEqual([]);
});

test('crosswalk refuses a folder with a problem, naming it with its place', async () => {
  const text = `source: mini
target: maxi
version: "1.0.0"
matching: semantic
nature: { en: Our reading. }
mappings: [{ source: { unit: "1", rule: x }, target: [], relation: alike, rationale: { en: Why. } }]
evidence: []
`;
  const folder = temporaryFolder(miniSources({ rules: [{ met: 'a.p' }] }));
  folder.write('crosswalks/mini--maxi.yaml', text);
  const { exitCode, stderr } = await preclear(['rules', 'crosswalk', folder.path], { rules: '/nowhere' });
  folder.remove();
  expect(exitCode).toBe(3);
  expect(stderr.replaceAll(join(folder.path, '/'), '').trimEnd().split('\n')).toEqual([
    'crosswalks/mini--maxi.yaml:6:22: wrong-value: "source": expected one of unit, provision, rule, or instrument: true.',
    expect.stringMatching(/^crosswalks\/mini--maxi\.yaml:6:54: wrong-value: "target": too small/),
    expect.stringMatching(
      /^crosswalks\/mini--maxi\.yaml:6:68: wrong-value: "relation": invalid option: expected one of/,
    ),
  ]);
});
