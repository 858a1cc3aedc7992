import { beforeEach, describe, expect, test } from 'vitest';
import { draft as draftSchema } from '../../src/http/schemas/draft.ts';
import { product as productSchema, submissionResult } from '../../src/http/schemas/submission.ts';
import { idOf, invalid, problem, useService } from './harness.ts';

const service = useService();
const ANSWERS = { 'app.online': true, 'app.testers': null };
const UNKNOWN = idOf(0xffffff);
let product: string;
let path: string;

beforeEach(async () => {
  const made = await service().call('POST', '/v1/products', { name: 'Writer' });
  product = productSchema.parse(made.body).id;
  path = `/v1/products/${product}/draft`;
});

function save(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return service().call('PUT', path, body, { headers });
}

function failed(title: string, status: number, code: string, detail: string): Record<string, unknown> {
  return problem(path, status, code, title, detail);
}

const CHANGED = 'What was to be changed is no longer as it was when it was read; read it again.';
const NAME_IT =
  'Something is there already. Send the header If-Match with the ETag of what you have read, so that nobody else is overwritten.';

describe('a draft', () => {
  test('is kept whole and read back with the tag of its state', async () => {
    const full = {
      answers: ANSWERS,
      rulesets: ['demo-act'],
      evidence: [{ ref: 'Record 1', title: 'Test plan' }],
      answered_on: '2026-11-20',
      answered_by: { name: 'A. Person', role: 'Founder' },
      product_version: '2.4',
      target_launch: '2027-02-01',
    };
    const kept = await save(full);
    const expected = {
      product_id: product,
      revision: 1,
      answers: { 'app.online': true },
      rulesets: ['demo-act'],
      evidence: [{ ref: 'Record 1', title: 'Test plan', link: null, sha256: null }],
      answered_on: '2026-11-20',
      answered_by: { name: 'A. Person', role: 'Founder' },
      product_version: '2.4',
      target_launch: '2027-02-01',
      updated_at: '2026-11-23T10:00:00.000Z',
    };
    expect([kept.status, kept.headers.etag, kept.body]).toEqual([200, '"r1"', expected]);
    const read = await service().call('GET', path);
    expect([read.status, read.headers.etag, read.body]).toEqual([200, '"r1"', expected]);
  });

  test('is held to what a submission is held to, and nothing of one that is not is kept', async () => {
    const { status, body } = await save({
      answers: { 'app.onlin': true },
      answered_on: '2026-02-30',
      as_of: '2026-11-23',
    });
    expect(status).toBe(400);
    const fields = 'one of answers, rulesets, evidence, answered_on, answered_by, product_version, target_launch';
    const fact = ['"app.onlin" is no fact of the questionnaire', 'a fact id of GET /v1/questionnaire'] as const;
    expect(body).toEqual(
      invalid(
        path,
        ['/as_of', 'unknown_field', '"as_of" is no field here', fields],
        ['/answered_on', 'invalid_date', '"2026-02-30" is no date', 'a real date written YYYY-MM-DD'],
        ['/answers/app.onlin', 'unknown_fact', ...fact, 'app.online'],
      ),
    );
    const { body: none } = await service().call('GET', path);
    expect(none).toEqual(failed('Draft not found', 404, 'draft_not_found', 'The product has no draft.'));
  });

  test('is of a product that exists', async () => {
    for (const [method, code] of [
      ['GET', 'draft_not_found'],
      ['PUT', 'product_not_found'],
    ] as const) {
      for (const id of [UNKNOWN, 'nothing']) {
        const body = method === 'PUT' ? { answers: {} } : undefined;
        const answer = await service().call(method, `/v1/products/${id}/draft`, body);
        expect([answer.status, answer.body]).toMatchObject([404, { code }]);
      }
    }
  });
});

describe('a change', () => {
  test('without a word of which state it is meant for only begins a draft', async () => {
    expect((await save({ answers: ANSWERS })).status).toBe(200);
    expect((await save({ answers: {} })).body).toEqual(
      failed('Precondition required', 428, 'precondition_required', NAME_IT),
    );
    for (const [method, url] of [
      ['DELETE', path],
      ['POST', `${path}/submit`],
    ] as const) {
      const { status, body } = await service().call(method, url);
      expect([status, body]).toMatchObject([428, { code: 'precondition_required', detail: NAME_IT }]);
    }
    expect(draftSchema.parse((await service().call('GET', path)).body).revision).toBe(1);
  });

  test.each([
    [{ 'if-match': '"r1"' }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': '"other", "r1"' }, 200],
    [{ 'if-match': '"r2"' }, 412],
    [{ 'if-match': '"r01"' }, 412],
    [{ 'if-match': 'W/"r1"' }, 412],
    [{ 'if-match': '"1"' }, 412],
    [{ 'if-none-match': '*' }, 412],
    [{ 'if-match': 'r1' }, 400],
    [{ 'if-match': '"r1' }, 400],
    [{ 'if-none-match': '"r1"' }, 400],
    [{ 'if-match': '"r1"', 'if-none-match': '*' }, 400],
  ])('with %j answers %i', async (headers, expected) => {
    await save({ answers: ANSWERS }, { 'if-none-match': '*' });
    const { status, body } = await save({ answers: {} }, headers);
    expect(status).toBe(expected);
    if (expected === 412) expect(body).toEqual(failed('Precondition failed', 412, 'precondition_failed', CHANGED));
    const now = draftSchema.parse((await service().call('GET', path)).body);
    expect(now.answers).toEqual(expected === 200 ? {} : { 'app.online': true });
  });

  test('to a draft that is not there fails when it names a state', async () => {
    for (const tag of ['*', '"r1"']) expect((await save({ answers: {} }, { 'if-match': tag })).status).toBe(412);
    const headers = { 'if-match': '*' };
    for (const [method, url] of [
      ['DELETE', path],
      ['POST', `${path}/submit`],
    ] as const)
      expect((await service().call(method, url, undefined, { headers })).body).toMatchObject({
        code: 'draft_not_found',
      });
  });

  test('of many at once goes through for exactly one', async () => {
    await save({ answers: {} });
    const writers = Array.from({ length: 20 }, (_, testers) => testers);
    const all = await Promise.all(
      writers.map((testers) => save({ answers: { 'app.testers': testers } }, { 'if-match': '"r1"' })),
    );
    const won = all.flatMap(({ status }, testers) => (status === 200 ? [testers] : []));
    expect(won).toHaveLength(1);
    expect(all.filter(({ status }) => status === 412)).toHaveLength(19);
    const now = draftSchema.parse((await service().call('GET', path)).body);
    expect([now.revision, now.answers]).toEqual([2, { 'app.testers': won[0] }]);
  });
});

describe('the end of a draft', () => {
  test('discarded, it is gone, and its tags never name another', async () => {
    await save({ answers: ANSWERS });
    const headers = { 'if-match': '"r1"' };
    expect((await service().call('DELETE', path, undefined, { headers })).status).toBe(204);
    expect((await service().call('GET', path)).status).toBe(404);
    expect((await save({ answers: {} })).headers.etag).toBe('"r3"');
    expect((await save({ answers: ANSWERS }, headers)).status).toBe(412);
  });

  test('submitted, it is a submission that is evaluated as of today, once', async () => {
    const by = { name: 'A. Person', role: 'Founder' };
    await save({ answers: ANSWERS, rulesets: ['demo-act'], answered_on: '2026-11-20', answered_by: by });
    const headers = { 'if-match': '"r1"' };
    const submits = await Promise.all(
      Array.from({ length: 5 }, () => service().call('POST', `${path}/submit?plan=none`, undefined, { headers })),
    );
    const [won, ...others] = submits.sort((a, b) => a.status - b.status);
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const { submission, evaluation } = submissionResult.parse(won?.body);
    expect([won?.status, won?.headers.location]).toEqual([201, `/v1/submissions/${submission.id}`]);
    expect(submission).toMatchObject({ product_id: product, answers: { 'app.online': true }, answered_by: by });
    expect([evaluation.as_of, evaluation.rulesets.map(({ id }) => id), evaluation.plan]).toEqual([
      '2026-11-23',
      ['demo-act'],
      null,
    ]);
    const listed = await service().call('GET', `/v1/products/${product}/evaluations`);
    expect(listed.body).toMatchObject({ items: [{ id: evaluation.id }] });
    expect((await service().call('GET', path)).status).toBe(404);
  });
});
