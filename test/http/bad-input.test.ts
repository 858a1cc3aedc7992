import { describe, expect, test } from 'vitest';
import type { InjectOptions } from 'fastify';
import { evaluateBody, productBody, productSubmissionBody, submissionBody } from '../../src/http/schemas/submission.ts';
import { problem as problemSchema } from '../../src/http/schemas/responses.ts';
import { idOf, invalid, problem, useService, type Issue } from './harness.ts';

const service = useService();
const raw = (payload: string | Buffer, type?: string): InjectOptions => ({
  payload,
  ...(type === undefined ? {} : { headers: { 'content-type': type } }),
});

const FACT = 'a fact id of GET /v1/questionnaire';
const WHO = 'the name of the person who signs, 1 to 2000 characters';

const wrongAnswers: readonly (readonly [name: string, answers: unknown, issues: readonly Issue[]])[] = [
  [
    'an unknown fact',
    { 'app.onlin': true },
    [['/answers/app.onlin', 'unknown_fact', '"app.onlin" is no fact of the questionnaire', FACT, 'app.online']],
  ],
  [
    'a fact far from every known one',
    { 'x/y~z': 1 },
    [['/answers/x~1y~0z', 'unknown_fact', '"x/y~z" is no fact of the questionnaire', FACT]],
  ],
  [
    'an unknown fact that is null',
    { 'app.nothing_like_it': null },
    [['/answers/app.nothing_like_it', 'unknown_fact', '"app.nothing_like_it" is no fact of the questionnaire', FACT]],
  ],
  [
    'a nested answer',
    { app: { online: true } },
    [
      [
        '/answers/app',
        'nested_answers',
        '"app" is a group, not a fact',
        'flat dotted ids, such as "app.online"',
        'app.online',
      ],
    ],
  ],
  [
    'yes for true',
    { 'app.online': 'yes' },
    [
      [
        '/answers/app.online',
        'wrong_type',
        '"yes" is no answer to "app.online"',
        'true, false, or null while it is not known',
      ],
    ],
  ],
  [
    '"true" for true',
    { 'app.online': 'true' },
    [
      [
        '/answers/app.online',
        'wrong_type',
        '"true" is no answer to "app.online"',
        'true, false, or null while it is not known',
      ],
    ],
  ],
  [
    '0 for false',
    { 'app.online': 0 },
    [
      [
        '/answers/app.online',
        'wrong_type',
        '0 is no answer to "app.online"',
        'true, false, or null while it is not known',
      ],
    ],
  ],
  [
    'an empty text for null',
    { 'app.online': '' },
    [
      [
        '/answers/app.online',
        'wrong_type',
        '"" is no answer to "app.online"',
        'true, false, or null while it is not known',
      ],
    ],
  ],
  [
    'an option that does not exist',
    { 'app.stage': 'lanched' },
    [
      [
        '/answers/app.stage',
        'unknown_option',
        '"lanched" is no option of "app.stage"',
        'one of planned, launched',
        'launched',
      ],
    ],
  ],
  [
    'a list for one choice',
    { 'app.stage': ['launched'] },
    [
      [
        '/answers/app.stage',
        'wrong_type',
        '["launched"] is no answer to "app.stage"',
        'one of planned, launched, or null while it is not known',
      ],
    ],
  ],
  [
    'one choice for a list',
    { 'app.outputs': 'text' },
    [
      [
        '/answers/app.outputs',
        'wrong_type',
        '"text" is no answer to "app.outputs"',
        'a list of text, image, or null while it is not known',
      ],
    ],
  ],
  [
    'a list with an unknown option, a repeated one and a number',
    { 'app.outputs': ['text', 'imge', 'text', 7] },
    [
      [
        '/answers/app.outputs/1',
        'unknown_option',
        '"imge" is no option of "app.outputs"',
        'one of text, image',
        'image',
      ],
      ['/answers/app.outputs/2', 'duplicate_option', '"text" stands twice', 'each option once'],
      ['/answers/app.outputs/3', 'wrong_type', '7 is no option', 'one of text, image'],
    ],
  ],
  [
    'a number as text',
    { 'app.testers': '3' },
    [
      [
        '/answers/app.testers',
        'wrong_type',
        '"3" is no answer to "app.testers"',
        'a whole number, or null while it is not known',
      ],
    ],
  ],
  [
    'part of a number',
    { 'app.testers': 1.5 },
    [
      [
        '/answers/app.testers',
        'wrong_type',
        '1.5 is no answer to "app.testers"',
        'a whole number, or null while it is not known',
      ],
    ],
  ],
  [
    'true for a number',
    { 'app.testers': true },
    [
      [
        '/answers/app.testers',
        'wrong_type',
        'true is no answer to "app.testers"',
        'a whole number, or null while it is not known',
      ],
    ],
  ],
  [
    'a number below the least',
    { 'app.testers': -1 },
    [['/answers/app.testers', 'below_minimum', '-1 is no answer to "app.testers"', 'a whole number of at least 0']],
  ],
  [
    'a date that is none',
    { 'app.tested_on': '2023-02-30' },
    [
      [
        '/answers/app.tested_on',
        'invalid_date',
        '"2023-02-30" is no answer to "app.tested_on"',
        'a real date written YYYY-MM-DD',
      ],
    ],
  ],
  [
    'a date with a time',
    { 'app.tested_on': '2023-02-03T00:00:00Z' },
    [
      [
        '/answers/app.tested_on',
        'invalid_date',
        '"2023-02-03T00:00:00Z" is no answer to "app.tested_on"',
        'a real date written YYYY-MM-DD',
      ],
    ],
  ],
  [
    'an attestation without a name',
    { 'attestation.tests': { attested: true, role: 'CTO', on: '2026-11-01', evidence: ['report'] } },
    [['/answers/attestation.tests/by', 'attestation_incomplete', 'an attestation needs "by"', WHO]],
  ],
  [
    'an attestation that says nothing but true',
    { 'attestation.tests': { attested: true } },
    [
      ['/answers/attestation.tests/by', 'attestation_incomplete', 'an attestation needs "by"', WHO],
      [
        '/answers/attestation.tests/role',
        'attestation_incomplete',
        'an attestation needs "role"',
        'the role of the person who signs, 1 to 2000 characters',
      ],
      [
        '/answers/attestation.tests/on',
        'attestation_incomplete',
        'an attestation needs "on"',
        'the date of the signature, a real date written YYYY-MM-DD',
      ],
      [
        '/answers/attestation.tests/evidence',
        'attestation_incomplete',
        'an attestation needs "evidence"',
        'a list of 1 to 100 evidence references, each a text of 1 to 2000 characters',
      ],
    ],
  ],
  [
    'an attestation with blanks, a date that is none, no evidence and a misspelt field',
    { 'attestation.tests': { attested: true, by: ' ', role: 'CTO', on: '2026-13-01', evidence: [], evidnce: ['x'] } },
    [
      ['/answers/attestation.tests/by', 'attestation_incomplete', '" " is no valid "by"', WHO],
      [
        '/answers/attestation.tests/on',
        'attestation_incomplete',
        '"2026-13-01" is no valid "on"',
        'the date of the signature, a real date written YYYY-MM-DD',
      ],
      [
        '/answers/attestation.tests/evidence',
        'attestation_incomplete',
        '[] is no valid "evidence"',
        'a list of 1 to 100 evidence references, each a text of 1 to 2000 characters',
      ],
      [
        '/answers/attestation.tests/evidnce',
        'unknown_field',
        '"evidnce" is no part of an attestation',
        'attested, by, role, on, evidence',
        'evidence',
      ],
    ],
  ],
  [
    'a bare true for an attestation',
    { 'attestation.tests': true },
    [
      [
        '/answers/attestation.tests',
        'wrong_type',
        'true is no attestation for "attestation.tests"',
        '{"attested": true, "by": …, "role": …, "on": "YYYY-MM-DD", "evidence": [ … ]}, or {"attested": false}',
      ],
    ],
  ],
  ['a list of answers', [], [['/answers', 'wrong_type', '[] is not an object', 'an object']]],
  ['no answers at all', undefined, [['/answers', 'missing_field', '"answers" is missing', 'an object']]],
  ['answers that are null', null, [['/answers', 'wrong_type', 'null is not an object', 'an object']]],
];

describe('answers that cannot be used', () => {
  test.each(wrongAnswers)('%s', async (_name, answers, issues) => {
    const { status, body } = await service().call('POST', '/v1/evaluate', { answers });
    expect(body).toEqual(invalid('/v1/evaluate', ...issues));
    expect(status).toBe(400);
  });
});

describe('envelopes that cannot be used', () => {
  test('all faults of envelope and answers are named in one reply', async () => {
    const body = {
      answers: { 'app.onlin': true, 'app.testers': '3' },
      as_of: 20_261_123,
      rulesets: ['demo-atc'],
      answer: {},
    };
    const reply = await service().call('POST', '/v1/evaluate', body);
    expect(reply.body).toEqual(
      invalid(
        '/v1/evaluate',
        ['/as_of', 'wrong_type', '20261123 is not a date written YYYY-MM-DD', 'a date written YYYY-MM-DD'],
        [
          '/answer',
          'unknown_field',
          '"answer" is no field here',
          'one of answers, rulesets, as_of, target_launch',
          'answers',
        ],
        ['/answers/app.onlin', 'unknown_fact', '"app.onlin" is no fact of the questionnaire', FACT, 'app.online'],
        [
          '/answers/app.testers',
          'wrong_type',
          '"3" is no answer to "app.testers"',
          'a whole number, or null while it is not known',
        ],
        ['/rulesets/0', 'unknown_ruleset', '"demo-atc" is no ruleset', 'one of demo-act, demo-pledge', 'demo-act'],
      ),
    );
  });

  test('all faults of a submission are named in one reply, and nothing is stored', async () => {
    const { call } = service();
    const body = {
      product: { nam: 'Writer' },
      answers: { 'app.onlin': true },
      evidence: [{ ref: 'r1', sha256: 'ABC', link: 'ftp://x' }, { title: 5 }],
      answered_on: '2026-11-31',
      answered_by: { name: ' ' },
      target_launch: 5,
      as_of: '1999-12-31',
      rulesets: [],
    };
    const reply = await call('POST', '/v1/submissions', body);
    expect(reply.body).toEqual(
      invalid(
        '/v1/submissions',
        ['/product/name', 'missing_field', '"name" is missing', 'a text'],
        ['/product/nam', 'unknown_field', '"nam" is no field here', 'one of name, client, matter', 'name'],
        ['/rulesets', 'out_of_bounds', '[] is out of bounds', 'at least 1 entries'],
        [
          '/evidence/0/link',
          'invalid_format',
          '"ftp://x" has the wrong form',
          'a link that begins with https:// or http://',
        ],
        ['/evidence/0/sha256', 'invalid_format', '"ABC" has the wrong form', '64 small hexadecimal digits'],
        ['/evidence/1/ref', 'missing_field', '"ref" is missing', 'a text'],
        ['/evidence/1/title', 'wrong_type', '5 is not a text', 'a text'],
        ['/answered_by/name', 'invalid_format', '" " has the wrong form', 'a text that is not blank'],
        ['/answered_by/role', 'missing_field', '"role" is missing', 'a text'],
        ['/target_launch', 'wrong_type', '5 is not a date written YYYY-MM-DD', 'a date written YYYY-MM-DD'],
        ['/answered_on', 'invalid_date', '"2026-11-31" is no date', 'a real date written YYYY-MM-DD'],
        [
          '/as_of',
          'invalid_date',
          '1999-12-31 lies outside the days that can be assessed',
          'a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31',
        ],
        ['/answers/app.onlin', 'unknown_fact', '"app.onlin" is no fact of the questionnaire', FACT, 'app.online'],
      ),
    );
    expect((await call('GET', '/v1/products')).body).toEqual({ items: [], next_cursor: null });
  });

  const forms =
    '{"id": …} of an existing product, or {"name": …, "client"?: …, "matter"?: …} of a new one; names are never matched';
  test.each<[string, unknown, Issue]>([
    ['is missing', undefined, ['/product', 'missing_field', '"product" is missing', forms]],
    ['is a name', 'Writer', ['/product', 'wrong_type', '"Writer" is none of the forms known here', forms]],
    ['is empty', {}, ['/product', 'wrong_type', '{} is none of the forms known here', forms]],
    [
      'is of both forms',
      { id: idOf(1), name: 'Writer' },
      ['/product', 'wrong_type', `{"id":"${idOf(1)}","name":"Writer"} is none of the forms known here`, forms],
    ],
    [
      'has an id that is no UUID',
      { id: 'Writer' },
      ['/product/id', 'invalid_format', '"Writer" has the wrong form', 'the id of a product, a UUID in small letters'],
    ],
    [
      'has a blank name',
      { name: '' },
      ['/product/name', 'invalid_format', '"" has the wrong form', 'a text that is not blank'],
    ],
    [
      'has a misspelt client',
      { name: 'Writer', clint: 'Acme' },
      ['/product/clint', 'unknown_field', '"clint" is no field here', 'one of name, client, matter', 'client'],
    ],
    ['has a name that is a number', { name: 5 }, ['/product/name', 'wrong_type', '5 is not a text', 'a text']],
  ])('a product that %s', async (_name, product, issue) => {
    const { body } = await service().call('POST', '/v1/submissions', { product, answers: {} });
    expect(body).toEqual(invalid('/v1/submissions', issue));
  });

  test('a day that does not exist', async () => {
    const { body } = await service().call('POST', '/v1/evaluate', { answers: {}, as_of: '2026-02-29' });
    expect(body).toEqual(
      invalid('/v1/evaluate', [
        '/as_of',
        'invalid_date',
        '"2026-02-29" is no date',
        'a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31',
      ]),
    );
  });

  test('a ruleset that stands twice', async () => {
    const { body } = await service().call('POST', '/v1/evaluate', { answers: {}, rulesets: ['demo-act', 'demo-act'] });
    expect(body).toEqual(
      invalid('/v1/evaluate', ['/rulesets/1', 'duplicate_ruleset', '"demo-act" stands twice', 'each ruleset once']),
    );
  });

  test('a ruleset that does not exist has a code of its own: 400 in a body, 404 in a path', async () => {
    const { call } = service();
    const issue: Issue = [
      '/rulesets/0',
      'unknown_ruleset',
      '"demo-atc" is no ruleset',
      'one of demo-act, demo-pledge',
      'demo-act',
    ];
    const inBody = await call('POST', '/v1/evaluate', { answers: {}, rulesets: ['demo-atc'] });
    const detail = 'A ruleset that was asked for does not exist.';
    expect(inBody.body).toEqual(problem('/v1/evaluate', 400, 'unknown_ruleset', 'Unknown ruleset', detail, [issue]));
    const inPath = await call('GET', '/v1/rulesets/demo-atc');
    const hint = 'There is no ruleset "demo-atc". Did you mean "demo-act"?';
    expect(inPath.body).toEqual(problem('/v1/rulesets/demo-atc', 404, 'unknown_ruleset', 'Unknown ruleset', hint));
  });

  test.each([
    ['/v1/products', productBody],
    ['/v1/submissions', submissionBody],
    ['/v1/evaluate', evaluateBody],
    [`/v1/products/${idOf(1)}/submissions`, productSubmissionBody],
  ])('an unknown field of %s is refused, not dropped', async (url, schema) => {
    const { body } = await service().call('POST', url, { zzzzzzzz: 1 });
    const known = `one of ${Object.keys(schema.shape).join(', ')}`;
    expect(problemSchema.parse(body).errors).toContainEqual({
      pointer: '/zzzzzzzz',
      code: 'unknown_field',
      message: '"zzzzzzzz" is no field here',
      expected: known,
      suggestion: null,
    });
  });
});

describe('queries that cannot be used', () => {
  test.each<[string, readonly Issue[]]>([
    [
      '/v1/rulesets?local=en',
      [['/query/local', 'unknown_field', '"local" is no field here', 'one of locale', 'locale']],
    ],
    ['/v1/products?limit=0', [['/query/limit', 'out_of_bounds', '0 is out of bounds', 'a whole number from 1 to 200']]],
    [
      '/v1/products?limit=201',
      [['/query/limit', 'out_of_bounds', '201 is out of bounds', 'a whole number from 1 to 200']],
    ],
    [
      '/v1/products?limit=',
      [['/query/limit', 'wrong_type', '"" is not a whole number from 1 to 200', 'a whole number from 1 to 200']],
    ],
    [
      '/v1/products?limit=0x10',
      [['/query/limit', 'wrong_type', '"0x10" is not a whole number from 1 to 200', 'a whole number from 1 to 200']],
    ],
    [
      '/v1/products?limit=1&limit=2',
      [['/query/limit', 'wrong_type', '["1","2"] is not a whole number from 1 to 200', 'a whole number from 1 to 200']],
    ],
    [
      `/v1/evaluations/${idOf(1)}?trace=1`,
      [['/query/trace', 'wrong_type', '"1" is not true or false', 'true or false']],
    ],
    [
      '/v1/questionnaire?rulesets=demo-act,demo-act,demo-atc',
      [
        ['/query/rulesets/1', 'duplicate_ruleset', '"demo-act" stands twice', 'each ruleset once'],
        [
          '/query/rulesets/2',
          'unknown_ruleset',
          '"demo-atc" is no ruleset',
          'one of demo-act, demo-pledge',
          'demo-act',
        ],
      ],
    ],
  ])('%s', async (url, issues) => {
    const { body } = await service().call('GET', url);
    expect(body).toEqual(invalid(url.split('?', 1)[0] ?? '', ...issues));
  });

  test.each([
    [
      '/v1/questionnaire?locale=de',
      'unknown_locale',
      'Unknown locale',
      'There is no locale "de" for these rulesets. Known: en.',
    ],
    [
      '/v1/products?cursor=nonsense',
      'invalid_cursor',
      'Invalid cursor',
      'The cursor was not given out by this service.',
    ],
  ])('%s', async (url, code, title, detail) => {
    const { body } = await service().call('GET', url);
    expect(body).toEqual(problem(url.split('?', 1)[0] ?? '', 400, code, title, detail));
  });
});

describe('bodies that are no JSON', () => {
  const malformed = (detail: unknown) => ({
    ...problem('/v1/evaluate', 400, 'malformed_json', 'Malformed JSON', ''),
    detail,
  });

  test.each([
    ['cut off', '{"answers":'],
    ['with single quotes', "{'answers':{}}"],
    ['with a comma too many', '{"answers":{},}'],
    ['with NaN', '{"answers":{"app.testers":NaN}}'],
  ])('%s', async (_name, payload) => {
    const { body } = await service().call('POST', '/v1/evaluate', undefined, raw(payload, 'application/json'));
    expect(body).toEqual(malformed(expect.stringMatching(/^The body is not JSON: /)));
  });

  test.each([{}, { headers: { 'content-type': 'application/json' } }])('that are not there: %j', async (options) => {
    const { body } = await service().call('POST', '/v1/evaluate', undefined, options);
    expect(body).toEqual(invalid('/v1/evaluate', ['', 'missing_field', 'there is no body', 'an object']));
  });

  test('that are not UTF-8', async () => {
    const payload = Buffer.concat([Buffer.from('{"answers":{"'), Buffer.from([0xc3, 0x28]), Buffer.from('":1}}')]);
    const { body } = await service().call('POST', '/v1/evaluate', undefined, raw(payload, 'application/json'));
    expect(body).toEqual(malformed('The body is not UTF-8.'));
  });

  test.each([['[]'], ['null'], ['"text"'], ['5']])('that are JSON but no object: %s', async (payload) => {
    const { body } = await service().call('POST', '/v1/evaluate', undefined, raw(payload, 'application/json'));
    const issue: Issue =
      payload === 'null'
        ? ['', 'missing_field', 'there is no body', 'an object']
        : ['', 'wrong_type', `${payload} is not an object`, 'an object'];
    expect(body).toEqual(invalid('/v1/evaluate', issue));
  });

  test.each<[string, string, readonly Issue[]]>([
    [
      'a field that stands twice',
      '{"answers":{"app.online":true,"app.online":false}}',
      [['/answers/app.online', 'duplicate_field', '"app.online" stands twice', 'each field once']],
    ],
    [
      'a field that stands twice in other letters',
      String.raw`{"answers":{},"\u0061nswers":{"x\"y":[1,{"a":1,"a":2}]}}`,
      [
        ['/answers', 'duplicate_field', '"answers" stands twice', 'each field once'],
        ['/answers/x"y/1/a', 'duplicate_field', '"a" stands twice', 'each field once'],
      ],
    ],
    [
      'halves of characters and NUL',
      String.raw`{"answers":{"\ud800":1},"product":{"name":"a\u0000","client":"\ud83d\ude00","matter":["\udc00"]}}`,
      [
        ['/answers/\ud800', 'invalid_text', 'half of a surrogate pair, or NUL, is in it', 'Unicode text without NUL'],
        ['/product/name', 'invalid_text', 'half of a surrogate pair, or NUL, is in it', 'Unicode text without NUL'],
        ['/product/matter/0', 'invalid_text', 'half of a surrogate pair, or NUL, is in it', 'Unicode text without NUL'],
      ],
    ],
    [
      'the name __proto__',
      '{"answers":{"__proto__":{"app.online":true}}}',
      [['/answers/__proto__', 'unknown_field', '"__proto__" is no field', 'a field of the request']],
    ],
    [
      'too deep a nesting',
      '['.repeat(400_000) + ']'.repeat(400_000),
      [['/0'.repeat(16), 'too_deep', 'the body is nested too deeply', 'at most 16 levels of objects and lists']],
    ],
  ])('that hide %s', async (_name, payload, issues) => {
    const { body } = await service().call('POST', '/v1/evaluate', undefined, raw(payload, 'application/json'));
    expect(body).toEqual(invalid('/v1/evaluate', ...issues));
  });

  test('with more entries than mean anything', async () => {
    const { call } = service();
    const entries = Array.from({ length: 30_000 }, (_, n) => n);
    const message = 'the body has too many entries';
    const many = await call('POST', '/v1/evaluate', { answers: { 'app.outputs': entries } });
    expect(many.body).toEqual(
      invalid('/v1/evaluate', [
        '/answers/app.outputs/19999',
        'too_many',
        message,
        'at most 20000 fields and list entries',
      ]),
    );
    const answers = Object.fromEntries(entries.slice(0, 501).map((n) => [`n${n}`, n]));
    const facts = await call('POST', '/v1/evaluate', { answers });
    const shown = `${JSON.stringify(answers).slice(0, 79)}…`;
    expect(facts.body).toEqual(
      invalid('/v1/evaluate', ['/answers', 'invalid_format', `${shown} has the wrong form`, 'at most 500 answers']),
    );
  });

  test('with more faults than anybody reads, of which the first two thousand are named', async () => {
    const outputs = Array.from({ length: 2200 }, (_, n) => n);
    const { status, body } = await service().call('POST', '/v1/evaluate', { answers: { 'app.outputs': outputs } });
    const { errors } = problemSchema.parse(body);
    expect([status, errors.length]).toEqual([400, 2001]);
    expect(errors[1999]?.pointer).toBe('/answers/app.outputs/1999');
    expect(errors[2000]).toEqual({
      ...{ pointer: '', code: 'too_many_faults', suggestion: null },
      message: '200 more faults are not named',
      expected: 'at most 2000 faults',
    });
  });

  test('the same name in two objects is no repetition', async () => {
    const payload =
      '{"product":{"name":"W"},"answers":{},"answered_by":{"name":"A","role":"B"},"evidence":[{"ref":"a"},{"ref":"b"}]}';
    const { status } = await service().call('POST', '/v1/submissions', undefined, raw(payload, 'application/json'));
    expect(status).toBe(201);
  });

  test('of another content type', async () => {
    const detail = 'The body must be JSON, sent with the header Content-Type: application/json.';
    const expected = problem('/v1/evaluate', 415, 'unsupported_media_type', 'Unsupported media type', detail);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', undefined]) {
      const { body } = await service().call(
        'POST',
        '/v1/evaluate',
        undefined,
        raw(Buffer.from('{"answers":{}}'), type),
      );
      expect(body, type).toEqual(expected);
    }
  });

  test('over the limit of 1 MiB', async () => {
    const fill = 'x'.repeat(1024 * 1024);
    const { body } = await service().call('POST', '/v1/evaluate', { answers: {}, fill });
    expect(body).toEqual(
      problem('/v1/evaluate', 413, 'body_too_large', 'Body too large', 'The body is larger than this service accepts.'),
    );
  });
});

describe('what is not there', () => {
  const id = idOf(999);
  test.each([
    ['GET', `/v1/products/${id}`, 'product', 'Product'],
    ['GET', '/v1/products/7', 'product', 'Product'],
    ['GET', `/v1/products/${id}/evaluations`, 'product', 'Product'],
    ['GET', `/v1/submissions/${id}`, 'submission', 'Submission'],
    ['GET', '/v1/submissions/x', 'submission', 'Submission'],
    ['GET', `/v1/evaluations/${id}`, 'evaluation', 'Evaluation'],
    ['GET', `/v1/evaluations/${id}:verify`, 'evaluation', 'Evaluation'],
    ['POST', `/v1/evaluations/${id}/verify`, 'evaluation', 'Evaluation'],
    ['GET', `/v1/evaluations/${id}/report.html`, 'evaluation', 'Evaluation'],
    ['GET', '/v1/evaluations/..%2F..%2Fetc/report.html', 'evaluation', 'Evaluation'],
  ] as const)('%s %s', async (method, url, code, title) => {
    const { status, body } = await service().call(method, url);
    expect(body).toEqual(problem(url, 404, `${code}_not_found`, `${title} not found`, `There is no such ${code}.`));
    expect(status).toBe(404);
  });

  test('a product that is named in a submission', async () => {
    const { call } = service();
    const expected = (url: string) =>
      problem(url, 404, 'product_not_found', 'Product not found', 'There is no such product.');
    const inBody = await call('POST', '/v1/submissions', { product: { id }, answers: {} });
    expect(inBody.body).toEqual(expected('/v1/submissions'));
    const inPath = await call('POST', `/v1/products/${id}/submissions`, { answers: {} });
    expect(inPath.body).toEqual(expected(`/v1/products/${id}/submissions`));
  });

  test('a route', async () => {
    const { body } = await service().call('GET', '/v1/nothing?key=secret');
    const detail = 'There is nothing at GET /v1/nothing. GET /docs lists what there is.';
    expect(body).toEqual(problem('/v1/nothing', 404, 'route_not_found', 'Route not found', detail));
  });

  test('a path that is no URL', async () => {
    const { body } = await service().call('GET', '/v1/%ZZ');
    expect(body).toEqual(
      problem('/v1/%ZZ', 400, 'malformed_url', 'Malformed URL', 'The path is not a valid URL path.'),
    );
  });

  test.each([
    ['PUT', '/v1/evaluate', 'POST'],
    ['DELETE', '/v1/products', 'GET, HEAD, POST'],
    ['POST', `/v1/evaluations/${id}:verify`, 'GET, HEAD'],
    ['GET', `/v1/evaluations/${id}/verify`, 'POST'],
  ] as const)('the method %s of %s', async (method, url, allow) => {
    const { body, headers } = await service().call(method, url);
    const detail = `${method} is not allowed here; allowed: ${allow}.`;
    expect(body).toEqual(problem(url, 405, 'method_not_allowed', 'Method not allowed', detail));
    expect(headers.allow).toBe(allow);
  });
});
