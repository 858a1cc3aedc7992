import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Questionnaire } from '../../../src/core/language/questionnaire.ts';
import { answersSchema } from '../../../src/core/questionnaire/answers-schema.ts';
import { parseAnswers } from '../../../src/core/questionnaire/parse-answers.ts';
import { plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

let questionnaire: Questionnaire;

beforeAll(async () => {
  ({ questionnaire } = await realRules());
});

const SIGNED = {
  attested: true,
  by: 'Head of safety',
  role: 'Responsible person',
  on: '2026-11-01',
  evidence: ['Test report'],
};

describe('answers that cannot be used', () => {
  it.each([
    [{ 'org.origen': 'overseas' }, [['/answers/org.origen', 'unknown_fact', 'org.origin']]],
    [{ 'service.generates_content': 'true' }, [['/answers/service.generates_content', 'wrong_type', null]]],
    [{ 'service.generates_content': 1 }, [['/answers/service.generates_content', 'wrong_type', null]]],
    [{ 'org.origin': 'oversea' }, [['/answers/org.origin', 'unknown_option', 'overseas']]],
    [{ 'org.roles': 'app_provider' }, [['/answers/org.roles', 'wrong_type', null]]],
    [{ 'org.roles': ['app_provider', 'app_provider'] }, [['/answers/org.roles/1', 'duplicate_option', null]]],
    [
      { 'org.roles': ['app_providr', 7] },
      [
        ['/answers/org.roles/0', 'unknown_option', 'app_provider'],
        ['/answers/org.roles/1', 'wrong_type', null],
      ],
    ],
    [
      { 'service.working_days_since_launch': 1.5 },
      [['/answers/service.working_days_since_launch', 'wrong_type', null]],
    ],
    [
      { 'service.working_days_since_launch': '3' },
      [['/answers/service.working_days_since_launch', 'wrong_type', null]],
    ],
    [
      { 'service.working_days_since_launch': -1 },
      [['/answers/service.working_days_since_launch', 'below_minimum', null]],
    ],
    [{ org: { origin: 'overseas' } }, [['/answers/org', 'nested_answers', 'org.origin']]],
    [{ 'attestation.ethics': true }, [['/answers/attestation.ethics', 'wrong_type', null]]],
    [
      { 'attestation.ethics': { attested: true } },
      ['by', 'role', 'on', 'evidence'].map((key) => [
        `/answers/attestation.ethics/${key}`,
        'attestation_incomplete',
        null,
      ]),
    ],
    [
      { 'attestation.ethics': { ...SIGNED, by: '  ' } },
      [['/answers/attestation.ethics/by', 'attestation_incomplete', null]],
    ],
    [
      { 'attestation.ethics': { ...SIGNED, on: '2026-02-30' } },
      [['/answers/attestation.ethics/on', 'attestation_incomplete', null]],
    ],
    [
      { 'attestation.ethics': { ...SIGNED, evidence: [] } },
      [['/answers/attestation.ethics/evidence', 'attestation_incomplete', null]],
    ],
    [
      { 'attestation.ethics': { ...SIGNED, evidense: ['x'] } },
      [['/answers/attestation.ethics/evidense', 'unknown_field', 'evidence']],
    ],
    [
      { 'attestation.ethics': { attested: 'yes' } },
      [['/answers/attestation.ethics/attested', 'attestation_incomplete', null]],
    ],
    [
      JSON.parse('{"__proto__": true, "constructor": 1, "toString": 2}'),
      ['__proto__', 'constructor', 'toString'].map((key) => [`/answers/${key}`, 'unknown_fact', null]),
    ],
  ])('%j', (input, expected) => {
    const parsed = parseAnswers(questionnaire, input);
    const issues = parsed.ok ? [] : parsed.issues;
    expect(issues.map(({ pointer, code, suggestion }) => [pointer, code, suggestion])).toEqual(expected);
    for (const issue of issues) expect([issue.message, issue.expected].every((text) => text.length > 3)).toBe(true);
  });

  it('are all named, and what was meant by the first two hundred', () => {
    const input = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`org.origin${index}`, true]));
    const parsed = parseAnswers(questionnaire, input);
    const suggestions = parsed.ok ? [] : parsed.issues.map(({ suggestion }) => suggestion);
    const meant = (index: number): string | null => (index < 200 ? 'org.origin' : null);
    expect(suggestions).toEqual(Array.from({ length: 1000 }, (_, index) => meant(index)));
  });

  it.each([[null], [[]], ['answers'], [7]])('%j is no answers object', (input) => {
    expect(parseAnswers(questionnaire, input)).toEqual({
      ok: false,
      issues: [
        {
          pointer: '/answers',
          code: 'wrong_type',
          message: 'the answers are no object',
          expected: 'an object of fact ids and values',
          suggestion: null,
        },
      ],
    });
  });

  it('says all of it at once', () => {
    const parsed = parseAnswers(questionnaire, { 'a/b~c': 1, 'org.origin': 'x', 'service.generates_content': 'no' });
    expect(parsed.ok ? [] : parsed.issues.map(({ pointer }) => pointer)).toEqual([
      '/answers/a~1b~0c',
      '/answers/org.origin',
      '/answers/service.generates_content',
    ]);
  });
});

describe('answers that can be used', () => {
  it('null means unknown; choices come in option order, answers in question order; a refusal stands alone', () => {
    const parsed = parseAnswers(questionnaire, {
      'attestation.ethics': { attested: false },
      'service.sectors': null,
      'org.roles': ['weights_publisher', 'app_provider'],
      'attestation.core_values': { ...SIGNED, on: '2024-02-29' },
      'service.opinion_features': [],
    });
    expect(parsed.ok ? [...parsed.answers] : parsed.issues).toEqual([
      ['org.roles', ['app_provider', 'weights_publisher']],
      ['service.opinion_features', []],
      ['attestation.core_values', { ...SIGNED, on: '2024-02-29' }],
      ['attestation.ethics', { attested: false }],
    ]);
  });

  it('an empty object is valid, and defaults are not filled in', () => {
    expect(parseAnswers(questionnaire, {})).toEqual({ ok: true, answers: new Map() });
  });
});

describe('the JSON Schema of answers', () => {
  it('accepts what the parser accepts, and refuses what it refuses but for blank texts', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(answersSchema(questionnaire, 'en'));
    const spoiled = fc
      .tuple(
        plausibleAnswers(questionnaire),
        fc.constantFrom(...questionnaire.questions),
        fc.constantFrom<unknown>(
          null,
          true,
          'x',
          1.5,
          -1,
          [],
          ['x'],
          {},
          { attested: false },
          { attested: true },
          '2026-02-30',
        ),
      )
      .map(([answers, question, value]) => ({ ...Object.fromEntries(answers), [question.id]: value }));
    fc.assert(
      fc.property(spoiled, (input) => {
        expect({ input, valid: validate(input) }).toEqual({ input, valid: parseAnswers(questionnaire, input).ok });
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });
});
