import { beforeAll, describe, expect, test } from 'vitest';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { why } from '../../src/http/schemas/why.ts';
import { idOf, invalid, problem, useService } from './harness.ts';

const service = useService();
const ANSWERS = { 'app.online': true, 'app.testers': 1 };
let evaluation: string;
let rules: readonly string[];

beforeAll(async () => {
  const body = { product: { name: 'Writer' }, answers: ANSWERS, as_of: '2026-11-01' };
  const submitted = submissionResult.parse((await service().call('POST', '/v1/submissions', body)).body);
  evaluation = submitted.evaluation.id ?? '';
  rules = submitted.evaluation.rulesets.flatMap(({ findings }) => findings.map(({ rule }) => rule));
});

const pledge = (): string => rules.find((rule) => rule.startsWith('demo-pledge')) ?? rules.at(-1) ?? '';

test('a finding of a stored evaluation is explained, as the same answers are when nothing is stored', async () => {
  const { call } = service();
  const stored = await call('GET', `/v1/evaluations/${evaluation}/findings/${pledge()}/why`);
  const bare = await call('POST', '/v1/why', { answers: ANSWERS, as_of: '2026-11-01', rule: pledge() });
  expect([stored.status, bare.status]).toEqual([200, 200]);
  expect(stored.body).toEqual(bare.body);
  const told = why.parse(stored.body);
  expect({ status: told.status, heading: told.met.heading, proof: told.met.proof }).toMatchObject({
    status: 'not_met',
    heading: 'A gap, because this does not hold:',
    proof: {
      kind: 'test',
      truth: 'false',
      decides: true,
      fact: 'app.testers',
      asked: { is: '>=', than: 3 },
      value: 1,
      source: 'answer',
      definition: null,
      citation: null,
      parts: [],
    },
  });
});

test('every finding of an evaluation can be explained', async () => {
  for (const rule of rules) {
    const { status, body } = await service().call('GET', `/v1/evaluations/${evaluation}/findings/${rule}/why`);
    expect([status, why.parse(body).rule]).toEqual([200, rule]);
  }
});

describe('it is refused', () => {
  test('for a rule that does not exist, with the nearest one', async () => {
    const { status, body } = await service().call('GET', `/v1/evaluations/${evaluation}/findings/${pledge()}x/why`);
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 'rule_not_found',
      detail: expect.stringMatching(
        new RegExp(`^There is no rule "${pledge()}x" in .*[.] Did you mean "${pledge()}"[?]$`),
      ),
    });
  });

  test('for an evaluation that does not exist, or a locale without texts', async () => {
    const { call } = service();
    const url = (id: string): string => `/v1/evaluations/${id}/findings/${pledge()}/why`;
    expect((await call('GET', url(idOf(999)))).body).toEqual(
      problem(url(idOf(999)), 404, 'evaluation_not_found', 'Evaluation not found', 'There is no such evaluation.'),
    );
    expect((await call('GET', `${url(evaluation)}?locale=fr`)).body).toMatchObject({ code: 'unknown_locale' });
  });

  test('for a body with a rule that does not exist, as a fault of its field', async () => {
    const { body } = await service().call('POST', '/v1/why', { answers: {}, rule: 'nonsense' });
    const names = service().needs.library.rulesets.map(({ compiled }) => compiled.id);
    expect(body).toEqual(
      invalid('/v1/why', ['/rule', 'unknown_rule', '"nonsense" is no rule', `the id of a rule of ${names.join(', ')}`]),
    );
  });

  test('for a body whose parts cannot be used, all of them named', async () => {
    const { body } = await service().call('POST', '/v1/why', {
      answers: { 'app.onlin': 1 },
      as_of: 'today',
      rules: 'x',
    });
    expect(body).toMatchObject({ code: 'invalid_input' });
    const pointers = (body as { errors: readonly { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual(['/answers/app.onlin', '/as_of', '/rule', '/rules']);
  });
});
