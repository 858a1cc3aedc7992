import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { comparison } from '../../src/http/schemas/comparison.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { idOf, problem, useService } from './harness.ts';

const service = useService();
const submit = async (
  product: unknown,
  answers: unknown,
  asOf: string,
): Promise<{ product: string; evaluation: string }> => {
  const { body } = await service().call('POST', '/v1/submissions', { product, answers, as_of: asOf });
  const { submission, evaluation } = submissionResult.parse(body);
  return { product: submission.product_id, evaluation: evaluation.id ?? '' };
};

let product: string;
let [first, second, other] = ['', '', ''];

beforeAll(async () => {
  ({ product, evaluation: first } = await submit(
    { name: 'Writer' },
    { 'app.online': true, 'app.testers': 1 },
    '2026-11-01',
  ));
  ({ evaluation: second } = await submit({ id: product }, { 'app.online': true, 'app.testers': 5 }, '2026-11-20'));
  ({ evaluation: other } = await submit({ name: 'Writer' }, { 'app.online': true, 'app.testers': 5 }, '2026-11-20'));
});

test('two evaluations of a product are compared, from the first to the second', async () => {
  const { status, body } = await service().call('GET', `/v1/evaluations/${first}/compare/${second}`);
  expect(status).toBe(200);
  const { evaluations, as_of, answers, findings } = comparison.parse(body);
  expect({ evaluations, as_of, answers }).toEqual({
    evaluations: { from: first, to: second },
    as_of: { from: '2026-11-01', to: '2026-11-20' },
    answers: [{ fact: 'app.testers', from: 1, to: 5 }],
  });
  expect(findings.map(({ from, to, causes }) => [from.status, to.status, causes])).toEqual([
    ['not_met', 'met', [{ facts_changed: [['app.testers']], rules_changed: null, date_passed: null }]],
  ]);
});

test('an evaluation compared with itself differs in nothing', async () => {
  const { body } = await service().call('GET', `/v1/evaluations/${first}/compare/${first}`);
  const {
    gate,
    findings,
    answers,
    rules_added: added,
    rules_removed: removed,
    stale_counts: stale,
  } = comparison.parse(body);
  expect([gate.causes, findings, answers, added, removed, stale]).toEqual([[], [], [], [], [], []]);
});

describe('a comparison is refused', () => {
  test.each([
    ['of an evaluation that does not exist', () => [first, idOf(999)], () => `There is no evaluation "${idOf(999)}".`],
    ['of what is no id', () => ['nonsense', second], () => 'There is no evaluation "nonsense".'],
  ])('%s, and it is named', async (_what, ids, detail) => {
    const [a, b] = ids();
    const url = `/v1/evaluations/${a ?? ''}/compare/${b ?? ''}`;
    expect((await service().call('GET', url)).body).toEqual(
      problem(url, 404, 'evaluation_not_found', 'Evaluation not found', detail()),
    );
  });

  test('of two products, which are named', async () => {
    const url = `/v1/evaluations/${first}/compare/${other}`;
    const { status, body } = await service().call('GET', url);
    expect([status, z.looseObject({ code: z.string(), detail: z.string() }).parse(body)]).toMatchObject([
      400,
      { code: 'different_products', detail: expect.stringContaining(`Evaluation ${first} is of product ${product}, `) },
    ]);
  });
});

describe('the report of an evaluation', () => {
  const changesIn = async (url: string): Promise<unknown> => {
    const { body } = await service().call('GET', url);
    return z
      .looseObject({ changes: z.looseObject({ sections: z.array(z.looseObject({ lead: z.array(z.string()) })) }) })
      .parse(body).changes.sections;
  };

  test('tells what changed since the newest earlier one of the product', async () => {
    expect(await changesIn(`/v1/evaluations/${second}/report.json`)).toMatchObject([
      {
        lead: [
          'Compared with the assessment as of 1 November 2026; this one is as of 20 November 2026.',
          `The earlier one is the evaluation ${first}.`,
          '1 finding and 1 answer changed.',
        ],
        answers: [{ before: '1', after: '5' }],
      },
    ]);
    const page = await service().call('GET', `/v1/evaluations/${second}/report.html`);
    expect(page.body).toContain('Changes since the last report');
  });

  test('has no such section when there is no earlier one', async () => {
    expect(await changesIn(`/v1/evaluations/${first}/report.json`)).toEqual([]);
    expect(await changesIn(`/v1/evaluations/${other}/report.json`)).toEqual([]);
  });

  test('tells what changed since the evaluation asked for, a later one as well', async () => {
    const [section] = z
      .array(z.unknown())
      .parse(await changesIn(`/v1/evaluations/${first}/report.json?since=${second}`));
    expect(section).toMatchObject({ answers: [{ before: '5', after: '1' }] });
  });

  test('is refused since an evaluation that does not exist or is of another product', async () => {
    const since = async (id: string): Promise<unknown> =>
      (await service().call('GET', `/v1/evaluations/${second}/report.md?since=${id}`)).body;
    expect(await since('x')).toMatchObject({ status: 404, detail: 'There is no evaluation "x".' });
    expect(await since(idOf(999))).toMatchObject({ status: 404, detail: `There is no evaluation "${idOf(999)}".` });
    expect(await since(other)).toMatchObject({ status: 400, code: 'different_products' });
  });
});
