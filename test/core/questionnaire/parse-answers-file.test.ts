import { describe, expect, test } from 'vitest';
import { formatPlacedIssue, parseAnswersFile } from '../../../src/core/questionnaire/parse-answers-file.ts';
import { miniRules } from '../../support/mini-rules.ts';

const { questionnaire } = miniRules({ rules: [{ met: 'a.p' }] });

function parse(text: string): ReturnType<typeof parseAnswersFile> {
  return parseAnswersFile(questionnaire, ['mini', 'other'], 'x.yaml', text);
}

function issuesOf(text: string): readonly string[] {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.issues.map(formatPlacedIssue);
}

const FULL = {
  $schema: '../docs/schemas/answers.json',
  product: { name: 'Example', client: 'Client', matter: 'M-1' },
  rulesets: ['other', 'mini'],
  answered_by: { name: 'A. Sample', role: 'Founder' },
  answered_on: '2026-11-20',
  target_launch: '2026-12-23',
  answers: { 'a.q': null, 'a.parts': ['z', 'x'], 'a.p': true },
};

test('a whole file is read, answers in question order and without those not known', () => {
  expect(parse(JSON.stringify(FULL))).toEqual({
    ok: true,
    file: {
      product: { name: 'Example', client: 'Client', matter: 'M-1' },
      productVersion: null,
      rulesets: ['other', 'mini'],
      answeredBy: { name: 'A. Sample', role: 'Founder' },
      answeredOn: '2026-11-20',
      targetLaunch: '2026-12-23',
      answers: new Map<string, unknown>([
        ['a.p', true],
        ['a.parts', ['x', 'z']],
      ]),
    },
  });
});

test('what the header leaves out is null, and so is what it says null of', () => {
  const header = {
    product: null,
    productVersion: null,
    rulesets: null,
    answeredBy: null,
    answeredOn: null,
    targetLaunch: null,
  };
  const expected = { ok: true, file: { ...header, answers: new Map() } };
  expect(parse('answers: {}')).toEqual(expected);
  expect(parse('product: null\nrulesets:\nanswered_by: ~\nanswered_on:\ntarget_launch:\nanswers: {}')).toEqual(
    expected,
  );
});

test('JSON indented by tabs is read as well', () => {
  expect(parse(JSON.stringify(FULL, undefined, '\t')).ok).toBe(true);
});

describe('refused, every fault at its place', () => {
  test.each([
    [
      'an empty file',
      '',
      [
        'x.yaml:1:1: wrong_type: the file holds no answers. Expected a header and, below the key "answers", fact ids and values.',
      ],
    ],
    [
      'a list',
      '- a.p',
      [
        'x.yaml:1:1: wrong_type: the file holds no answers. Expected a header and, below the key "answers", fact ids and values.',
      ],
    ],
    [
      'bare answers',
      'product: { name: X }\na.p: true\na.q: true',
      [
        'x.yaml:2:1: bare_answers: "a.p" stands at the top of the file, where the header belongs. Expected every answer below the key "answers".',
      ],
    ],
    [
      'no answers',
      'answered_on: 2026-11-20',
      ['x.yaml:1:1: missing_key: "answers" is missing. Expected fact ids and their values below it.'],
    ],
    [
      'answers that are none',
      'answers: true',
      ['x.yaml:1:10: wrong_value: true is no value for "answers". Expected fact ids and their values below it.'],
    ],
    [
      'an unknown key',
      'answers: {}\nanswer_on: 2026-11-20',
      [
        'x.yaml:2:1: unknown_key: "answer_on" is no key of an answers file. Expected one of $schema, product, product_version, rulesets, answered_by, answered_on, target_launch, answers. Did you mean "answered_on"?',
      ],
    ],
    [
      'a day of judgement',
      'as_of: 2026-11-20\nanswers: {}',
      [
        'x.yaml:1:1: unknown_key: "as_of" is no key of an answers file. Expected the option --as-of: an answers file says what is so, not as of when it is judged.',
      ],
    ],
    [
      'a product that is only a name',
      'product: Example\nanswers: {}',
      [
        'x.yaml:1:10: wrong_value: "Example" is no value for "product". Expected { name: …, client: …, matter: … }; client and matter may be left out.',
      ],
    ],
    [
      'a blank name',
      'answered_by: { name: " ", role: R }\nanswers: {}',
      ['x.yaml:1:22: wrong_value: " " is no value for "answered_by.name". Expected a text of 1 to 500 characters.'],
    ],
    [
      'days that do not exist',
      'answered_on: 2026-02-30\ntarget_launch: soon\nanswers: {}',
      [
        'x.yaml:1:14: wrong_value: "2026-02-30" is no value for "answered_on". Expected a real date written YYYY-MM-DD.',
        'x.yaml:2:16: wrong_value: "soon" is no value for "target_launch". Expected a real date written YYYY-MM-DD.',
      ],
    ],
    [
      'rulesets that do not exist or stand twice',
      'rulesets: [mini, mini, othr]\nanswers: {}',
      [
        'x.yaml:1:18: duplicate_ruleset: "mini" stands twice. Expected each ruleset once.',
        'x.yaml:1:24: unknown_ruleset: "othr" is no ruleset. Expected one of mini, other. Did you mean "other"?',
      ],
    ],
    [
      'no ruleset at all',
      'rulesets: []\nanswers: {}',
      [
        'x.yaml:1:11: wrong_value: [] is no value for "rulesets". Expected a list of ruleset ids; leave the key out for all of them.',
      ],
    ],
    [
      'header and answers at once',
      'answered_on: x\nanswers:\n  a.p: 1\n  a:\n    q: true\n',
      [
        'x.yaml:1:14: wrong_value: "x" is no value for "answered_on". Expected a real date written YYYY-MM-DD.',
        'x.yaml:3:8: wrong_type: 1 is no answer to "a.p". Expected true, false, or null while it is not known.',
        'x.yaml:4:3: nested_answers: "a" is a group, not a fact. Expected flat dotted ids, such as "a.q". Did you mean "a.q"?',
      ],
    ],
    [
      'a part of an attestation',
      'answers:\n  attestation.sign:\n    attested: false\n    signed: yes\n',
      ['x.yaml:4:5: unknown_field: "signed" is no part of an attestation. Expected attested, by, role, on, evidence.'],
    ],
    [
      'an option in a list',
      'answers:\n  a.parts:\n    - x\n    - w\n',
      ['x.yaml:4:7: unknown_option: "w" is no option of "a.parts". Expected one of x, y, z.'],
    ],
    [
      'a key that stands twice',
      'answers:\n  a.p: true\n  a.p: false\n',
      ['x.yaml:3:3: yaml-duplicate-key: this key stands twice in the mapping. Expected each key once.'],
    ],
    [
      'an anchor',
      'answers: &a {}\n',
      [
        'x.yaml:1:13: yaml-unsupported: The file uses an anchor, an alias, a tag or several documents. Expected plain YAML 1.2 or JSON.',
      ],
    ],
  ])('%s', (_what, text, issues) => {
    expect(issuesOf(text)).toEqual(issues);
  });
});
