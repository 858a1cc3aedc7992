import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaFiles } from '../../src/cli/schemas.ts';
import { parseAnswersFile } from '../../src/core/questionnaire/parse-answers-file.ts';
import { openapiDocument } from '../../src/http/app.ts';
import { describeQuestionnaire } from '../../src/service/describe-questionnaire.ts';
import { buildLibrary, type RuleLibrary } from '../../src/service/rule-library.ts';
import { realRules, RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder } from './harness.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCHEMAS = join(ROOT, 'docs/schemas');
const EXAMPLE = join(ROOT, 'examples/f-writing-app-all-closed.yaml');
const rules = RULES_FOLDER;

let library: RuleLibrary;
let folder: Folder;

beforeAll(async () => {
  library = buildLibrary(await realRules());
  folder = temporaryFolder();
});
afterAll(() => {
  folder.remove();
});

describe('questions', () => {
  test('prints the questionnaire as the HTTP service answers it', async () => {
    const { exitCode, stdout } = await preclear(['questions', '--format', 'json'], { rules });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(describeQuestionnaire(library, library.rulesets, 'en'));
  });

  test('prints each question of the rulesets asked for, in 96 columns', async () => {
    const args = ['questions', '--rulesets', 'us-voluntary-commitments'];
    const { stdout } = await preclear(args, { rules });
    const asked = library.rulesets.filter(({ compiled }) => compiled.id === 'us-voluntary-commitments');
    const questions = describeQuestionnaire(library, asked, 'en').groups.flatMap((group) => group.questions);
    const printed = [...stdout.matchAll(/^([a-z_]+[.][a-z0-9_]+) \(/gm)].map(([, id]) => id);
    expect(printed).toEqual(questions.map(({ id }) => id));
    expect(stdout.split('\n').filter((line) => line.length > 96)).toEqual([]);
  });

  test('prints a blank answers file that can be used as it is and decides nothing', async () => {
    const { stdout } = await preclear(['questions', '--format', 'yaml'], { rules });
    const facts = library.questionnaire.questions.map(({ id }): [string, null] => [id, null]);
    expect(parse(stdout)).toEqual({
      product: null,
      product_version: null,
      answered_by: null,
      answered_on: null,
      target_launch: null,
      answers: Object.fromEntries(facts),
    });
    const checked = await preclear(['check', '-', '--format', 'json'], { rules, stdin: stdout });
    expect(checked.exitCode).toBe(2);
    expect(JSON.parse(checked.stdout)).toMatchObject({ gate: 'undetermined' });
  });

  test('prints what every question asks, why, and every option into the blank file', async () => {
    const { stdout } = await preclear(['questions', '--format', 'yaml'], { rules });
    const comments = stdout.replace(/\n *# */g, ' ').replace(/\s+/g, ' ');
    const { groups } = describeQuestionnaire(library, library.rulesets, 'en');
    const texts = groups.flatMap(({ questions }) =>
      questions.flatMap(({ text, help, why, options }) => [
        text,
        help,
        why,
        ...(options ?? []).map(({ value, label }) => `- ${value}: ${label}`),
      ]),
    );
    expect(texts.filter((text) => !comments.includes(text.replace(/\s+/g, ' ')))).toEqual([]);
  });

  test('names the rulesets in the blank file when some were asked for', async () => {
    const args = ['questions', '--format', 'yaml', '--rulesets', 'cn-interim-measures'];
    expect(parse((await preclear(args, { rules })).stdout)).toMatchObject({ rulesets: ['cn-interim-measures'] });
  });
});

describe('report', () => {
  test.each([
    { format: 'html', begins: '<!doctype html>' },
    { format: 'md', begins: '# ' },
    { format: 'json', begins: '{\n  "answers": ' },
  ])('prints $format and ends with 0 whatever it says', async ({ format, begins }) => {
    const blocked = join(ROOT, 'examples/d-education-minors.yaml');
    const { exitCode, stdout, stderr } = await preclear(['report', blocked, '--format', format], { rules });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.slice(0, begins.length)).toBe(begins);
    expect(stdout).toContain('Example Tutor');
  });

  test('writes into a file what it would print', async () => {
    const output = join(folder.path, 'report.md');
    const args = ['report', EXAMPLE, '--format', 'md', '--as-of', '2026-11-20'];
    const printed = await preclear(args, { rules });
    expect(await preclear([...args, '--output', output], { rules })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `Written: ${output}\n`,
    });
    expect(readFileSync(output, 'utf8')).toBe(printed.stdout);
  });

  test.each([
    {
      options: ['--format', 'docm'],
      says: 'There is no report format "docm". Did you mean "docx"? Known: html, pdf, md, docx, json, csv.\n',
    },
    { options: ['--locale', 'fr'], says: /^There is no locale "fr" for these rulesets[.] Known: en/ },
    { options: ['--output', '/nowhere/report.html'], says: /^\/nowhere\/report[.]html cannot be written: ENOENT/ },
  ])('refuses $options', async ({ options, says }) => {
    const { exitCode, stdout, stderr } = await preclear(['report', EXAMPLE, ...options], { rules });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(says);
  });
});

test('openapi prints the document of the HTTP service and nothing else, without rules', async () => {
  const { exitCode, stdout, stderr } = await preclear(['openapi'], { rules: '/nowhere' });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(await openapiDocument())));
});

describe('schemas', () => {
  test('writes the schemas that are committed; when this fails, run: npx preclear schemas', async () => {
    const { exitCode, stdout } = await preclear(['schemas', folder.path], { rules });
    expect(exitCode).toBe(0);
    const names = ['ruleset', 'unit', 'cases', 'questions', 'constraints', 'crosswalk', 'glossary', 'answers'].map(
      (kind) => `${kind}.json`,
    );
    expect(stdout).toBe(names.map((name) => `${join(folder.path, name)}\n`).join(''));
    expect(readdirSync(SCHEMAS).toSorted()).toEqual(names.toSorted());
    const stale = names.filter(
      (name) => readFileSync(join(folder.path, name), 'utf8') !== readFileSync(join(SCHEMAS, name), 'utf8'),
    );
    expect(stale).toEqual([]);
  });

  function validator(kind: string): (value: unknown) => boolean {
    const text = schemaFiles(library).get(`${kind}.json`);
    if (text === undefined) throw new Error(`no schema ${kind}`);
    const validate = new Ajv2020({ allErrors: true, formats: { date: true, uri: true } }).compile(JSON.parse(text));
    return (value) => validate(value);
  }

  test('take every shipped rule file', () => {
    const kindOf = (file: string): string => {
      if (file === 'glossary.yaml') return 'glossary';
      if (file === 'questions/constraints.yaml') return 'constraints';
      if (file.startsWith('questions/')) return 'questions';
      if (file.startsWith('crosswalks/')) return 'crosswalk';
      if (file.endsWith('.cases.yaml')) return 'cases';
      return basename(file) === 'ruleset.yaml' ? 'ruleset' : 'unit';
    };
    const files = readdirSync(RULES_FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.yaml'),
    );
    const refused = files.filter(
      (file) => !validator(kindOf(file))(parse(readFileSync(join(RULES_FOLDER, file), 'utf8'))),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(refused).toEqual([]);
  });

  test('take every example', () => {
    const valid = validator('answers');
    const examples = readdirSync(join(ROOT, 'examples'));
    expect(examples.filter((name) => !valid(parse(readFileSync(join(ROOT, 'examples', name), 'utf8'))))).toEqual([]);
  });

  test.each([
    { text: '{}' },
    { text: 'org.origin: mainland' },
    { text: 'answers: { org.origin: main }' },
    { text: 'answers: { org.originn: mainland }' },
    { text: 'product: Example\nanswers: {}' },
    { text: 'rulesets: [mini]\nanswers: {}' },
    { text: 'as_of: 2026-11-23\nanswers: {}' },
    { text: 'answers: { attestation.ethics: { attested: true } }' },
  ])('refuse the answers file $text, as reading it does', ({ text }) => {
    const ids = library.rulesets.map(({ compiled }) => compiled.id);
    expect(parseAnswersFile(library.questionnaire, ids, 'x.yaml', text).ok).toBe(false);
    expect(validator('answers')(parse(text))).toBe(false);
  });
});
