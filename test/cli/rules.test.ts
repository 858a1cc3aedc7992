import { afterEach, expect, test } from 'vitest';
import { describeCoverage } from '../../src/service/describe-rulesets.ts';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { miniRules, miniSources } from '../support/mini-rules.ts';
import { realRules, RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const folders: Folder[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

/** A rules folder with one ruleset of one unit, and further files. */
function rulesFolder(files: Readonly<Record<string, string>> = {}, met = 'a.p', extra = ''): Folder {
  const folder = temporaryFolder(miniSources({ rules: [{ id: 'only', met, extra }], fixable: ['a.p'] }));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) folder.write(file, text);
  return folder;
}

/** A case of the one rule. */
function caseOf(answers: string, status: string): string {
  return `  - { rule: only, name: ${status}, as_of: 2026-11-23, answers: { ${answers} }, expect: { status: ${status} } }\n`;
}

const COMPLETE = `cases:\n${caseOf('a.p: true', 'met')}${caseOf('a.p: false', 'not_met')}${caseOf('', 'undetermined')}`;

function rules(command: string, folder: Folder, ...options: readonly string[]): Promise<Outcome> {
  return preclear(['rules', command, folder.path, ...options], { rules: '/nowhere' });
}

test('lint prints nothing but counts when the rule files can be used', async () => {
  const stdout = '0 problems; 1 ruleset, 1 rule, 9 questions\n';
  expect(await rules('lint', rulesFolder())).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('lint prints every problem by place, sorted, then counts, and ends with 3', async () => {
  const folder = rulesFolder({ 'mini/notes.yaml': 'unit: "1"\n', 'loose.yaml': 'x: 1\n' }, 'a.nothing');
  const { exitCode, stdout, stderr } = await rules('lint', folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: '' });
  expect(stdout.split('\n').map((line) => line.replace(/ .*/, ''))).toEqual([
    `${folder.path}/loose.yaml:1:1:`,
    `${folder.path}/mini/art-1.yaml:12:11:`,
    `${folder.path}/mini/notes.yaml:1:1:`,
    '3',
    '',
  ]);
});

test('lint prints the same as JSON', async () => {
  const folder = rulesFolder({ 'loose.yaml': 'x: 1\n' });
  const { exitCode, stdout } = await rules('lint', folder, '--format', 'json');
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toEqual({
    problems: [
      {
        file: `${folder.path}/loose.yaml`,
        line: 1,
        column: 1,
        code: 'misplaced-file',
        message: 'no rule file belongs here',
        hint: expect.stringContaining('Known places'),
      },
    ],
    beyond_work: [],
    counts: { rulesets: 1, rules: 1, questions: 9 },
  });
});

test('lint prints what is wrong with the logic of rule files that can be used', async () => {
  const folder = rulesFolder({}, 'a.p && !a.p');
  const stdout = `${folder.path}/mini/art-1.yaml:3:5: rule-never-met: only is met by no product to which it applies.\n1 problem; 1 ruleset, 1 rule, 9 questions\n`;
  expect(await rules('lint', folder)).toEqual({ exitCode: 3, stdout, stderr: '' });
});

test('lint notes the rules that no work can meet, where they say so, and that is no problem', async () => {
  const folder = rulesFolder({}, 'a.q', '    beyond_work: true\n');
  const place = `${folder.path}/mini/art-1.yaml`;
  const stdout = `${place}:3:5: note: no work can meet only, as it says.\n0 problems; 1 ruleset, 1 rule, 9 questions\n`;
  expect(await rules('lint', folder)).toEqual({ exitCode: 0, stdout, stderr: '' });
  const json = await rules('lint', folder, '--format', 'json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    problems: [],
    beyond_work: [{ file: place, line: 3, column: 5, ruleset: 'mini', rule: 'only' }],
  });
});

test('a folder that cannot be read is bad input', async () => {
  const { exitCode, stdout, stderr } = await preclear(['rules', 'lint', '/nowhere/rules'], { rules: '/nowhere' });
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(/^The rules in \/nowhere\/rules cannot be read: ENOENT.*\n$/);
});

test('the folder in use is taken when none is named', async () => {
  const { exitCode } = await preclear(['rules', 'lint'], { rules: rulesFolder().path });
  expect(exitCode).toBe(0);
});

test('test runs every case and counts them', async () => {
  const folder = rulesFolder({ 'mini/art-1.cases.yaml': COMPLETE });
  const stdout = '3 cases run, 0 failed, 0 missing; 1 of 1 rule with cases\n';
  expect(await rules('test', folder)).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('test counts rules of units without a case file and lets them be', async () => {
  const stdout =
    'mini: no case file yet for 1 rule, in unit 1\n' + '0 cases run, 0 failed, 0 missing; 0 of 1 rule with cases\n';
  expect(await rules('test', rulesFolder())).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('test ends with 3 when a case fails or is missing', async () => {
  const cases = `cases:\n${caseOf('a.p: true', 'not_met')}${caseOf('a.p: false', 'not_met')}`;
  const folder = rulesFolder({ 'mini/art-1.cases.yaml': cases });
  const { exitCode, stdout } = await rules('test', folder);
  const file = `${folder.path}/mini/art-1.cases.yaml`;
  expect(exitCode).toBe(3);
  expect(stdout).toBe(
    [
      `${file}:2:3: case-missing: no case of only is undetermined because of requirement.`,
      `${file}:2:5: case-failed: "not_met" of only: expected not_met, found met.`,
      '2 cases run, 1 failed, 1 missing; 1 of 1 rule with cases',
      '',
    ].join('\n'),
  );
});

test('test prints the same as JSON', async () => {
  const { stdout } = await rules('test', rulesFolder(), '--format', 'json');
  expect(JSON.parse(stdout)).toEqual({
    problems: [],
    run: 0,
    failed: 0,
    missing: 0,
    rules: { with_cases: 0, all: 1 },
    untested: [{ ruleset: 'mini', unit: '1', rules: 1 }],
  });
});

test('test runs nothing while the rule files cannot be used', async () => {
  const { exitCode, stdout } = await rules('test', rulesFolder({ 'mini/art-1.cases.yaml': COMPLETE }, 'a.nothing'));
  expect(exitCode).toBe(3);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 problem; no case was run');
});

test('coverage lists every provision with its treatment, then counts', async () => {
  const stdout = `mini 1.0.0: 1 provision
Art. 1  rule  rules: only

1 provision: 1 with rules, 0 with definitions, 0 with a reason for no rule
`;
  expect(await rules('coverage', rulesFolder())).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('coverage prints what the HTTP service answers, as JSON', async () => {
  const { stdout } = await rules('coverage', rulesFolder(), '--format', 'json');
  const [ruleset] = buildLibrary(miniRules({ rules: [{ id: 'only', met: 'a.p' }] })).rulesets;
  if (ruleset === undefined) throw new Error('no ruleset');
  const { provisions } = JSON.parse(JSON.stringify(describeCoverage(ruleset, 'en')));
  expect(JSON.parse(stdout)).toEqual({ rulesets: [{ id: 'mini', version: '1.0.0', provisions }] });
});

test('coverage of the shipped rules names every provision in 96 columns', async () => {
  const { exitCode, stdout } = await preclear(['rules', 'coverage'], { rules: RULES_FOLDER });
  const provisions = (await realRules()).rulesets.flatMap((ruleset) => ruleset.provisions);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').filter((line) => line.length > 96 && line.includes(', '))).toEqual([]);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${provisions.length} provisions: `));
});

test('coverage ends with 3 and names each place when a provision has no treatment or a rule cites what is not there', async () => {
  const folder = rulesFolder();
  const ruleset = miniSources({ rules: [{ id: 'only', met: 'a.p' }] }).find(({ path }) => path === 'mini/ruleset.yaml');
  const provision =
    '  - { id: p-2, unit: "1", citation: { article: "2" }, class: rule, title: { en: Two }, gist: { en: Two. } }\n';
  folder.write('mini/ruleset.yaml', `${ruleset?.text.trimEnd() ?? ''}\n${provision}`);
  const unit = miniSources({ rules: [{ id: 'only', met: 'a.p' }] }).find(({ path }) => path === 'mini/art-1.yaml');
  folder.write('mini/art-1.yaml', (unit?.text ?? '').replace('provisions: [p-1]', 'provisions: [p-1, p-9]'));
  for (const options of [[], ['--format', 'json'], ['--locale', 'en']]) {
    const { exitCode, stdout, stderr } = await rules('coverage', folder, ...options);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toBe(
      [
        `${folder.path}/mini/art-1.yaml:6:23: unknown-provision: "p-9" is not listed. Did you mean "p-1"?`,
        `${folder.path}/mini/ruleset.yaml:21:5: provision-treatment: "p-2" has no treatment. A provision has rules, or definitions, or a no_rule reason: exactly one of the three.`,
        '',
      ].join('\n'),
    );
  }
});
