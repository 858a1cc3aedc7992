import * as fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { columnsOf } from '../../src/cli/wrap-columns.ts';
import { miniSources, type MiniRuleset } from '../support/mini-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

/** In scope when `a.p`; a blocker on a list, a blocking sign-off, and a minor duty on a number. */
const RULESET: MiniRuleset = {
  rules: [
    { id: 'blocker', applies: 'a.p', met: '"x" in a.parts', severity: 'blocker' },
    { id: 'signed', applies: 'a.p', met: 'a.q && attestation.sign', severity: 'blocker' },
    { id: 'minor', applies: 'a.p', met: 'a.count <= 5 && a.kind == "all"', severity: 'minor' },
  ],
};

let rules: Folder;
let folder: Folder;

beforeEach(() => {
  rules = temporaryFolder(miniSources(RULESET));
  folder = temporaryFolder();
});
afterEach(() => {
  rules.remove();
  folder.remove();
});

/** Holds an interview in which these lines are typed, writing to a file of the folder. */
function interview(typed: readonly string[], ...options: readonly string[]): Promise<Outcome> {
  const stdin = typed.map((line) => `${line}\n`).join('');
  return preclear(['interview', '--output', output(), ...options], { rules: rules.path, stdin });
}

function output(): string {
  return join(folder.path, 'answers.yaml');
}

function written(): unknown {
  return parse(readFileSync(output(), 'utf8'));
}

/** The first line of every question that was asked. */
function asked(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^Is (\S+) so\?$/gm)].map(([, fact = '']) => fact);
}

const SIGN = ['1', 'Li', 'Head of safety', '2026-11-01', 'Record 7', 'Record 8', ''];

describe('interview', () => {
  test('asks until the gate is decided, says so, and writes what check accepts', async () => {
    const { exitCode, stdout, stderr } = await interview(['1', '2,3', '2', '', '', '']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`One question at a time, those first that decide most. Nothing leaves this machine. This is not
legal advice.
Binding instruments — Not live yet? Answer yes only if it is built, tested and will be on from
the first user. A plan alone is no.

  u  not known: goes on, and is not asked again
  ?  help
  b  back to the question before
  q  save and quit

Group · So far: Cannot say yet: 6 answers or sign-offs missing · at most 6 more to ask
Is a.p so?
Why: Why.
   1  Yes
   2  No
[1, 2, u, ?, b, q] > 1

Group · So far: Cannot say yet: 5 answers or sign-offs missing · at most 5 more to ask
Is a.q so?
Why: Why.
   1  Yes
   2  No
[1, 2, u, ?, b, q] > 2,3
"2,3" is no answer here. Expected 1 for yes or 2 for no; u while it is not known.
[1, 2, u, ?, b, q] > 2

The gate is decided: Blocking gaps found: do not launch yet
No open answer can change that. Go on to the whole picture? At most 3 more questions.
[1 yes, 2 no, b, q] > 
An answer is needed. Expected 1 for yes or 2 for no.
[1 yes, 2 no, b, q] > 
An answer is needed. Expected 1 for yes or 2 for no.
[1 yes, 2 no, b, q] > 
An answer is needed. Expected 1 for yes or 2 for no.
[1 yes, 2 no, b, q] > 

The input ends here: saved as it is.
Written: ${output()} (2 answers)
Look at the result: preclear check ${output()}
`);
    expect(written()).toEqual({ answers: { 'a.p': true, 'a.q': false } });
    expect((await preclear(['check', output()], { rules: rules.path })).exitCode).toBe(1);
  });

  test('goes on to the whole picture, asks who says so, and takes every kind of answer', async () => {
    const whole = ['1', '1', '1,3', '3', '7', ...SIGN, 'Example', 'Wei', 'Lead', '2026-11-20'];
    const { stdout } = await interview(whole, '--until', 'everything');
    expect(asked(stdout)).toEqual(['a.p', 'a.q', 'a.parts', 'a.kind', 'a.count', 'attestation.sign']);
    expect(stdout).toContain('Everything is answered that can change a finding.\n');
    expect(written()).toEqual({
      product: { name: 'Example' },
      answered_by: { name: 'Wei', role: 'Lead' },
      answered_on: '2026-11-20',
      answers: {
        'a.p': true,
        'a.q': true,
        'a.kind': 'all',
        'a.parts': ['x', 'z'],
        'a.count': 7,
        'attestation.sign': {
          attested: true,
          by: 'Li',
          role: 'Head of safety',
          on: '2026-11-01',
          evidence: ['Record 7', 'Record 8'],
        },
      },
    });
  });

  test('speaks Chinese, and takes what is typed in wide letters', async () => {
    const { stdout } = await interview(['是', '１', '１，３', 'q'], '--locale', 'zh-CN');
    expect(stdout).toBe(`逐题提问，最能决定结果的问题在先。内容不会离开本机。本工具不构成法律意见。
有约束力的文件——服务尚未上线？只有已经建成、经过测试并将自首位用户起启用的，才答“是”；仅有计划
的，答“否”。

  u  不清楚：跳过，不再询问
  ?  说明
  b  返回上一题
  q  保存并退出

Group · 目前：信息不足，暂无法判断（缺 6 项答复或签署） · 至多还有 6 题
Is a.p so?
提问缘由：Why.
   1  是
   2  否
[1、2, u, ?, b, q] > 是

Group · 目前：信息不足，暂无法判断（缺 5 项答复或签署） · 至多还有 5 题
Is a.q so?
提问缘由：Why.
   1  是
   2  否
[1、2, u, ?, b, q] > １

Group · 目前：信息不足，暂无法判断（缺 4 项答复或签署） · 至多还有 4 题
Is a.parts so?
提问缘由：Why.
   1  Option x
   2  Option y
   3  Option z
[1–3，多项用逗号分隔，0 表示均无, u, ?, b, q] > １，３

Group · 目前：信息不足，暂无法判断（缺 3 项答复或签署） · 至多还有 3 题
Is a.kind so?
提问缘由：Why.
   1  Option none
   2  Option some
   3  Option all
[1–3, u, ?, b, q] > q
已写入：${output()}（3 项答复）
查看结果：preclear check ${output()}
`);
    expect(stdout.split('\n').filter((line) => columnsOf(line) > 96 && !line.includes(output()))).toEqual([]);
    expect(written()).toEqual({ answers: { 'a.p': true, 'a.q': true, 'a.parts': ['x', 'z'] } });
  });

  test('does not ask again for what is not known, and says what is missing', async () => {
    const { stdout } = await interview(['1', 'u', '1', '0', '2']);
    expect(asked(stdout)).toEqual(['a.p', 'a.q', 'a.parts', 'a.kind', 'attestation.sign']);
    const unknown = await interview(['u', 'u', 'u', 'u', 'u', 'u', 'q']);
    expect(asked(unknown.stdout)).toHaveLength(6);
    expect(unknown.stdout).toContain('Nothing is left to ask that is known: 6 answers or sign-offs are missing.\n');
    expect(written()).toEqual({ answers: {} });
  });

  test('goes back one question at a time, over what was not known and over going on', async () => {
    const { stdout } = await interview(['b', '1', 'u', 'b', '2', 'b', '2', '1', 'b', '2', '', '', '', '']);
    expect(stdout).toContain('There is nothing to go back to.\n');
    expect(asked(stdout)).toEqual(['a.p', 'a.q', 'a.parts', 'a.q', 'a.q', 'a.parts']);
    expect(written()).toEqual({ answers: { 'a.p': true, 'a.q': false } });
  });

  test('takes a sign-off back part by part, and one that is not there yet for not known', async () => {
    const until = ['1', '1', '1', '3', '3'];
    await interview([
      ...until,
      '1',
      '',
      'Li',
      'b',
      'Wang',
      '?',
      'CTO',
      '2026-02-30',
      '2026-02-28',
      '',
      'A',
      'B',
      'b',
      'C',
      '',
      'q',
    ]);
    expect(written()).toMatchObject({
      answers: {
        'attestation.sign': { attested: true, by: 'Wang', role: 'CTO', on: '2026-02-28', evidence: ['A', 'C'] },
      },
    });
    await interview([...until, '1', 'Li', 'u', 'q']);
    expect(written()).toEqual({
      answers: { 'a.p': true, 'a.q': true, 'a.kind': 'all', 'a.parts': ['x'], 'a.count': 3 },
    });
    await interview([...until, '1', 'b', '2', 'q']);
    expect(written()).toMatchObject({ answers: { 'attestation.sign': { attested: false } } });
  });

  test('says what would be right for every kind of answer', async () => {
    const { stdout } = await interview(['1', '1', '1,1', '4', '1', 'x', '0', '3', '5.5', '5', '3', 'q']);
    expect([...stdout.matchAll(/^.* is no answer here[.] Expected [^;]*;/gm)].map(([line]) => line)).toEqual([
      '"1,1" is no answer here. Expected numbers from 1 to 3 with commas, each once, or 0 for none;',
      '"4" is no answer here. Expected numbers from 1 to 3 with commas, each once, or 0 for none;',
      '"x" is no answer here. Expected one number from 1 to 3;',
      '"0" is no answer here. Expected one number from 1 to 3;',
      '"5.5" is no answer here. Expected a whole number;',
      '"3" is no answer here. Expected 1 when it is signed, 2 when it is refused;',
    ]);
  });

  test('shows help with the rules a question bears on', async () => {
    const { stdout } = await interview(['?', 'q']);
    expect(stdout).toContain('Help: Help.\nBears on: Rule · Rule · Rule\n');
  });

  test('has nothing to decide where nothing binding is assessed, and still offers the whole picture', async () => {
    const options = ['--rulesets', 'us-voluntary-commitments', '--output', output()];
    const { stdout } = await preclear(['interview', ...options], { rules: RULES_FOLDER, stdin: '2\n' });
    expect(stdout).toContain(
      'The gate is decided: No binding instrument was assessed. Other law may apply.\nNo open answer can change that.',
    );
    expect(written()).toEqual({ rulesets: ['us-voluntary-commitments'], answers: {} });
  });
});

describe('the file of an interview', () => {
  const START = 'product: { name: P, client: C }\ntarget_launch: 2026-12-01\nanswers: { a.p: true, a.q: true }\n';

  test('starts from an answers file, keeps what it says, and leaves that file alone', async () => {
    const start = folder.write('start.yaml', START);
    const { stdout } = await interview(['1', '3', '3', '2', 'Q', 'Wei', 'Lead', ''], start);
    expect(stdout).toContain(`Starts from ${start} with 2 answers.\n`);
    expect(asked(stdout)).toEqual(['a.parts', 'a.kind', 'a.count', 'attestation.sign']);
    expect(readFileSync(start, 'utf8')).toBe(START);
    expect(written()).toEqual({
      product: { name: 'Q', client: 'C' },
      answered_by: { name: 'Wei', role: 'Lead' },
      target_launch: '2026-12-01',
      answers: {
        'a.p': true,
        'a.q': true,
        'a.kind': 'all',
        'a.parts': ['x'],
        'a.count': 3,
        'attestation.sign': { attested: false },
      },
    });
  });

  test('is written over only when it is named or somebody says so', async () => {
    const start = folder.write('start.yaml', START);
    const held = (stdin: string, ...options: readonly string[]): Promise<Outcome> =>
      preclear(['interview', start, ...options], { rules: rules.path, stdin });
    for (const stdin of ['2\n', 'q\n', '', 'perhaps\n']) {
      const refused = await held(stdin);
      expect(refused.exitCode).toBe(3);
      expect(refused.stderr).toBe(`${start} is left as it is. Name the file to write with --output.\n`);
      expect(readFileSync(start, 'utf8')).toBe(START);
    }
    expect((await held('1\n1\nq\n')).exitCode).toBe(0);
    expect(parse(readFileSync(start, 'utf8'))).toMatchObject({
      answers: { 'a.p': true, 'a.q': true, 'a.parts': ['x'] },
    });
    folder.write('start.yaml', START);
    expect((await held('q\n', '--output', start)).exitCode).toBe(0);
    expect(parse(readFileSync(start, 'utf8'))).toEqual(parse(START));
  });

  test('is refused before the first question when it cannot be written or what it starts from cannot be used', async () => {
    const nowhere = join(folder.path, 'no-such-folder', 'answers.yaml');
    const start = folder.write('start.yaml', 'answers: { a.p: yes }\n');
    const cases = [
      { args: ['--output', nowhere], says: /^\S+no-such-folder\/answers.yaml cannot be written: / },
      { args: ['--output', folder.path], says: / is no file[.]\n$/ },
      { args: [start, '--output', output()], says: /^\S+start.yaml:1:17: wrong_type: "yes" is no answer to "a.p"[.] / },
      { args: ['-', '--output', output()], says: /^-: standard input is for the interview itself[.]/ },
      { args: ['--as-of', '2026-02-30', '--output', output()], says: /^--as-of: "2026-02-30" is no date[.]/ },
      { args: ['--rulesets', 'none', '--output', output()], says: /^--rulesets: "none" is no ruleset[.]/ },
      { args: ['--until', 'tomorrow', '--output', output()], says: /Allowed choices are gate, everything[.]/ },
    ];
    for (const { args, says } of cases) {
      const { exitCode, stdout, stderr } = await preclear(['interview', ...args], { rules: rules.path });
      expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
      expect(stderr).toMatch(says);
    }
    expect(existsSync(output())).toBe(false);
  });

  test('is one that check accepts, whatever is typed', async () => {
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('1', '2', '3', '1,3', '0', '5', 'u', 'b', '2026-11-01', '') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('q', '?', 'Li', '第1项', '"quoted": {', "it's #1", '\u0085\u2028', '- a'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\r\n]/g, '')) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom('en', 'zh-CN'),
        fc.constantFrom('gate', 'everything'),
        async (typed, locale, until) => {
          const held = await interview(typed, '--locale', locale, '--until', until);
          expect({ exitCode: held.exitCode, stderr: held.stderr }).toEqual({ exitCode: 0, stderr: '' });
          const checked = await preclear(['check', output()], { rules: rules.path });
          expect(checked.stderr).toBe('');
          expect([0, 1, 2]).toContain(checked.exitCode);
        },
      ),
      { numRuns: 150, seed: 20261123 },
    );
  }, 120_000);
});
