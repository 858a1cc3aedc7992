import { afterEach, expect, test } from 'vitest';
import { miniSources } from '../support/mini-rules.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

const folders: Folder[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const MET = `  - { rule: only, name: met, as_of: 2026-11-23, answers: { a.p: true, a.q: true }, expect: { status: met } }\n`;
const NOT_MET = `  - { rule: only, name: not met, as_of: 2026-11-23, answers: { a.p: true, a.q: false }, expect: { status: not_met } }\n`;
const DECLINED = `  - { rule: only, name: not applicable, as_of: 2026-11-23, answers: { a.p: false, a.q: true }, expect: { status: not_applicable } }\n`;

/** A rules folder with one rule, which applies while a.p and asks for a.q, and these cases. */
function rulesFolder(...cases: readonly string[]): Folder {
  const rules = [{ id: 'only', applies: 'a.p', met: 'a.q' }];
  const folder = temporaryFolder(miniSources({ rules, cases: `cases:\n${cases.join('')}` }));
  folders.push(folder);
  return folder;
}

function mutate(folder: Folder, ...options: readonly string[]): Promise<Outcome> {
  return preclear(['rules', 'mutate', folder.path, ...options], { rules: '/nowhere' });
}

test('mutate prints nothing but counts when the cases notice every mutant', async () => {
  const stdout = '6 mutants, 6 killed, 0 equivalent, 0 survived; score 100.0 %\n';
  expect(await mutate(rulesFolder(MET, NOT_MET, DECLINED))).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('mutate prints each survivor at its place with a product that tells, then counts, and ends with 3', async () => {
  const folder = rulesFolder(MET, NOT_MET);
  const stdout = `${folder.path}/mini/art-1.yaml:11:15: mutant-survived: no case notices a.p -> true. A case of only as of 2000-01-01 would, with answers { a.p: false }: not_applicable, with the change undetermined because of requirement.
6 mutants, 5 killed, 0 equivalent, 1 survived; score 83.3 %
`;
  expect(await mutate(folder)).toEqual({ exitCode: 3, stdout, stderr: '' });
});

test('mutate prints the same as JSON', async () => {
  const folder = rulesFolder(MET, NOT_MET);
  const { exitCode, stdout } = await mutate(folder, '--format', 'json', '--ruleset', 'mini');
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toEqual({
    problems: [],
    survivors: [
      {
        file: `${folder.path}/mini/art-1.yaml`,
        line: 11,
        column: 15,
        ruleset: 'mini',
        rule: 'only',
        part: 'applies',
        before: 'a.p',
        after: 'true',
        example: {
          rule: 'only',
          as_of: '2000-01-01',
          answers: { 'a.p': false },
          finding: 'not_applicable',
          mutated: 'undetermined because of requirement',
        },
      },
    ],
    mutants: 6,
    killed: 5,
    equivalent: 0,
    survived: 1,
    score: 83.3,
  });
});

test('mutate tries nothing while a case fails', async () => {
  const folder = rulesFolder(MET, NOT_MET.replace('status: not_met', 'status: met'));
  const failed = `${folder.path}/mini/art-1.cases.yaml:3:5: case-failed: "not met" of only: expected met, found not_met.`;
  const stdout = `${failed}\n1 problem; no mutant was tried\n`;
  expect(await mutate(folder)).toEqual({ exitCode: 3, stdout, stderr: '' });
});

test('mutate tries nothing while the rule files cannot be used', async () => {
  const folder = rulesFolder(MET);
  folder.write('loose.yaml', 'x: 1\n');
  const { exitCode, stdout } = await mutate(folder, '--format', 'json');
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toEqual({ problems: [expect.objectContaining({ code: 'misplaced-file' })], mutants: 0 });
});

test('a ruleset that is not there is bad input', async () => {
  const stderr = '--ruleset: there is no ruleset "minni". Did you mean "mini"?\n';
  expect(await mutate(rulesFolder(MET), '--ruleset', 'minni')).toEqual({ exitCode: 3, stdout: '', stderr });
});
