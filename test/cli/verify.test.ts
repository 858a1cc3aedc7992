import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { miniSources } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder } from './harness.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
let folder: Folder;
let report: string;
let text: string;

beforeAll(async () => {
  folder = temporaryFolder(miniSources({ rules: [{ met: 'a.p' }] }));
  report = join(folder.path, 'report.json');
  const args = ['report', '-', '--format', 'json', '--as-of', '2026-11-20', '--output', report];
  await preclear(args, { rules: folder.path, stdin: 'answers: { a.p: true }' });
  text = readFileSync(report, 'utf8');
});
afterAll(() => {
  folder.remove();
});

const digestIn = (content: string): string => /"result_digest": "(sha256:\w+)"/.exec(content)?.[1] ?? '';

describe('verify', () => {
  test('computes a report again from what it carries, without any rules', async () => {
    expect(await preclear(['verify', report], { rules: '/nowhere' })).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        'Verified: computed again, this report comes to the same result.',
        `  Result digest: ${digestIn(text)}`,
        '  Engine: 0.1.0 now, 0.1.0 then',
        '  This shows that the report is whole, not who made it: compare the digest with one that you',
        '  hold from elsewhere (--digest).',
        '',
      ].join('\n'),
    });
  });

  test('compares the digest that is held from elsewhere', async () => {
    const known = await preclear(['verify', report, '--digest', digestIn(text)], { rules: '/nowhere' });
    expect([known.exitCode, known.stdout.split('\n').length]).toEqual([0, 4]);
    const other = `sha256:${'0'.repeat(64)}`;
    expect(await preclear(['verify', '-', '--digest', other], { rules: '/nowhere', stdin: text })).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: `<stdin> is not verified:\n  the result digest is ${digestIn(text)}, not ${other}\n`,
    });
  });

  test('ends with 3 and names what was altered', async () => {
    const altered = text.replace('"a.p": true', '"a.p": false');
    const { exitCode, stdout, stderr } = await preclear(['verify', '-'], { rules: '/nowhere', stdin: altered });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(
      /^<stdin> is not verified:\n {2}\/export\/answers: the answers were altered: the digest is sha256:\w+, and sha256:\w+ is named for it\n$/,
    );
  });

  test('says that the words of another version were not compared', async () => {
    const older = text.replace('"engine": "0.1.0"', '"engine": "0.0.9"');
    const { exitCode, stdout } = await preclear(['verify', '-'], { rules: '/nowhere', stdin: older });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '  Engine: 0.1.0 now, 0.0.9 then\n  The words were printed by another version and were not compared, but for gate and verdicts.\n',
    );
  });

  test.each([
    { stdin: '{', says: /^<stdin> is not JSON: / },
    {
      stdin: '{}',
      says: /^<stdin>: This is no report that can be verified[.]\n {2}\/export: the file has no export[.] Expected a report in JSON as Preclear writes it, with its part "export"[.]\n$/,
    },
    { stdin: Uint8Array.of(0xff), says: /^<stdin> is not UTF-8 text[.]\n$/ },
  ])('refuses $stdin', async ({ stdin, says }) => {
    const { exitCode, stdout, stderr } = await preclear(['verify', '-'], { rules: '/nowhere', stdin });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(says);
  });

  test('lists no more differences than anybody reads', async () => {
    const args = ['report', join(EXAMPLES, 'd-education-minors.yaml'), '--format', 'json', '--as-of', '2026-11-23'];
    const { stdout: written } = await preclear(args, { rules: RULES_FOLDER });
    const altered = JSON.parse(written) as { export: { snapshots: unknown[] } } & Record<string, unknown>;
    for (const name of Object.keys(altered)) if (name !== 'export') altered[name] = 'altered';
    const { stderr } = await preclear(['verify', '-'], { rules: '/nowhere', stdin: JSON.stringify(altered) });
    expect(stderr.trimEnd().split('\n')).toHaveLength(22);
    expect(stderr).toMatch(/\n {2}… and \d+ differences? more\n$/);
  });
});
