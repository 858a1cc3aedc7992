import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCases } from '../src/core/proof/run-cases.ts';
import { coverage as coverageShape, rulesetList } from '../src/http/schemas/ruleset.ts';
import { evaluation as evaluationShape } from '../src/http/schemas/evaluation.ts';
import { questionnaire as questionnaireShape } from '../src/http/schemas/questionnaire.ts';
import { submissionResult } from '../src/http/schemas/submission.ts';
import { loadRules } from '../src/load/load-rules.ts';
import { buildLibrary } from '../src/service/rule-library.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './cli/harness.ts';
import { startService, type Service } from './http/harness.ts';
import { realRules } from './support/real-rules.ts';
import { besideShippedRules, THIRD_INSTRUMENT } from './support/third-instrument.ts';

// An instrument is added by files alone. Nothing in src knows of talking toys; everything below comes from its rule files.

const ID = 'talking-toys-act';
const SIGNED = { attested: true, by: 'Mo', role: 'Head of toys', on: '2026-11-01', evidence: ['Notes'] };
const ANSWERS = {
  'toys.talks': true,
  'toys.sold': true,
  'toys.word_filter': 'built',
  'toys.listening_test': true,
  'attestation.toy_listening': SIGNED,
};
const RULES = ['toys-1-2-word-filter', 'toys-2-1-switch-marked', 'toys-2-2-listened'];

let together: Folder;
let answersFolder: Folder;

beforeAll(() => {
  together = besideShippedRules();
  answersFolder = temporaryFolder();
  answersFolder.write('answers.json', JSON.stringify({ product: { name: 'Bear' }, answers: ANSWERS }));
});

afterAll(() => {
  together.remove();
  answersFolder.remove();
});

describe.each([
  ['in a folder of its own', () => THIRD_INSTRUMENT],
  ['beside the shipped rules', () => together.path],
])('a third instrument, %s', (_where, folder) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService(folder());
  });
  afterAll(() => service.app.close());

  const command = (...args: readonly string[]): Promise<Outcome> => preclear(args, { rules: folder() });
  const answersFile = (): string => `${answersFolder.path}/answers.json`;

  test('loads, and its cases show each outcome that its rules can reach', async () => {
    const rules = await loadRules(folder());
    expect(rules.problems).toEqual([]);
    const own = { ...rules, cases: rules.cases.filter(({ ruleset }) => ruleset === ID) };
    const { problems, run, withoutCases } = runCases(own);
    expect({ problems, run, untested: withoutCases.filter((id) => RULES.includes(id)) }).toEqual({
      problems: [],
      run: 30,
      untested: [],
    });
  });

  test('is listed and has its questions and its coverage', async () => {
    const list = rulesetList.parse((await service.call('GET', '/v1/rulesets')).body);
    expect(list.rulesets.find(({ id }) => id === ID)).toMatchObject({
      title: 'Example Act on Talking Toys',
      rule_count: 3,
    });
    const asked = questionnaireShape.parse((await service.call('GET', `/v1/questionnaire?rulesets=${ID}`)).body);
    expect(asked.groups.flatMap(({ id, questions }) => [id, questions.map((question) => question.id)])).toEqual([
      'toys',
      [
        'toys.talks',
        'toys.sold',
        'toys.word_filter',
        'toys.switch_marked',
        'toys.listening_test',
        'attestation.toy_listening',
      ],
    ]);
    const covered = coverageShape.parse((await service.call('GET', `/v1/rulesets/${ID}/coverage`)).body);
    expect(
      covered.provisions.map(({ citation, rules, definitions, no_rule: reason }) => [
        citation.text,
        ...rules,
        ...definitions,
        ...(reason === null ? [] : [reason]),
      ]),
    ).toEqual([
      ['Art. 1(1)', 'IN_SCOPE'],
      ['Art. 1(2)', RULES[0]],
      ['Art. 2(1)', RULES[1]],
      ['Art. 2(2)', RULES[2]],
      ['Art. 2(3)', 'It only encourages.'],
      ['Art. 2(4)', 'ACT_IN_FORCE'],
    ]);
  });

  test.each([
    { asOf: '2024-05-31', gate: 'out_of_scope', statuses: ['not_applicable', 'not_applicable', 'not_applicable'] },
    { asOf: '2024-06-01', gate: 'blocked', statuses: ['not_met', 'not_applicable', 'met'] },
    { asOf: '2025-03-01', gate: 'blocked', statuses: ['not_met', 'undetermined', 'met'] },
  ])('is evaluated as of $asOf: $gate', async ({ asOf, gate, statuses }) => {
    const body = { answers: ANSWERS, rulesets: [ID], as_of: asOf };
    const evaluation = evaluationShape.parse((await service.call('POST', '/v1/evaluate', body)).body);
    const findings = evaluation.rulesets.flatMap((ruleset) => ruleset.findings);
    expect([evaluation.gate, findings.map(({ status }) => status)]).toEqual([gate, statuses]);
    expect(findings.map(({ upcoming }) => upcoming)).toEqual(
      asOf === '2024-05-31'
        ? [{ from: '2024-06-01' }, { from: '2025-03-01' }, { from: '2024-06-01' }]
        : asOf === '2024-06-01'
          ? [null, { from: '2025-03-01' }, null]
          : [null, null, null],
    );
    expect(evaluation.next_questions.map(({ fact }) => fact)).toEqual(
      asOf === '2025-03-01' ? ['toys.switch_marked'] : [],
    );
  });

  test('has its contradiction where the folder has its constraints', async () => {
    const answers = { 'toys.talks': false, 'toys.word_filter': 'tested' };
    const { body } = await service.call('POST', '/v1/evaluate', { answers, rulesets: [ID] });
    const { warnings } = evaluationShape.parse(body);
    const alone = folder() === THIRD_INSTRUMENT;
    const contradictions = warnings.filter(({ code }) => code === 'contradiction');
    expect(contradictions.map(({ message }) => message)).toEqual(
      alone ? ['The toy does not talk, and you say that the filter of its words was tested.'] : [],
    );
  });

  test('has its report over HTTP, in every language in which it was written', async () => {
    const body = { product: { name: 'Bear' }, answers: ANSWERS, rulesets: [ID], as_of: '2026-06-01' };
    const submitted = submissionResult.parse((await service.call('POST', '/v1/submissions', body)).body);
    const ruleset = service.needs.library.rulesets.find(({ compiled }) => compiled.id === ID);
    const texts = { en: 'The filter of words is built and tested', 'zh-CN': '用语过滤已建成并测试' } as const;
    for (const locale of ruleset?.compiled.file.locales ?? []) {
      for (const format of ['html', 'md', 'json']) {
        const url = `/v1/evaluations/${submitted.evaluation.id ?? ''}/report.${format}?locale=${locale}`;
        const report = await service.call('GET', url);
        expect([report.status, JSON.stringify(report.body).includes(texts[locale])]).toEqual([200, true]);
      }
    }
  });

  test('is checked, asked for and reported on the command line', async () => {
    const args = ['--rulesets', ID, '--as-of', '2026-06-01'];
    const checked = await command('check', answersFile(), ...args);
    expect([checked.exitCode, checked.stderr]).toEqual([1, '']);
    expect(checked.stdout).toContain('The filter of words is built and tested');
    const questions = await command('questions', '--rulesets', ID);
    expect([questions.exitCode, questions.stdout.includes('Can a child find the switch')]).toEqual([0, true]);
    const report = await command('report', answersFile(), ...args, '--format', 'md');
    expect([report.exitCode, report.stdout.includes('Example Act on Talking Toys')]).toEqual([0, true]);
  });

  test('is covered and linted on the command line', async () => {
    const coverage = await command('rules', 'coverage');
    expect([coverage.exitCode, coverage.stdout.includes(`${ID} 1.0.0: 6 provisions`)]).toEqual([0, true]);
    const linted = await command('rules', 'lint');
    expect([linted.exitCode, linted.stdout.split(';')[0]]).toEqual([0, '0 problems']);
  });

  test('is mutated, and its cases notice every change', async () => {
    expect(await command('rules', 'mutate', '--ruleset', ID)).toEqual({
      exitCode: 0,
      stdout: '49 mutants, 49 killed, 0 equivalent, 0 survived; score 100.0 %\n',
      stderr: '',
    });
  });
});

describe('a third instrument', () => {
  test('is reported in Chinese on the command line, where it is alone', async () => {
    const args = ['report', `${answersFolder.path}/answers.json`, '--as-of', '2026-06-01', '--locale', 'zh-CN'];
    const { exitCode, stdout } = await preclear([...args, '--format', 'md'], { rules: THIRD_INSTRUMENT });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('会说话的玩具示例法');
    expect(stdout).toContain('建立过滤，并用儿童的提问加以测试。');
  });

  test('leaves the shipped rulesets as they are, byte for byte', async () => {
    const [alone, beside] = [await realRules(), await loadRules(together.path)].map((rules) => buildLibrary(rules));
    const digests = new Map(beside?.rulesets.map(({ compiled, digest }) => [compiled.id, digest]));
    expect(alone?.rulesets.map(({ compiled: { id }, digest }) => [id, digests.get(id) === digest])).toEqual([
      ['cn-interim-measures', true],
      ['us-voluntary-commitments', true],
    ]);
  });
});
