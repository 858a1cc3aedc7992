import { expect, test } from 'vitest';
import { PROBLEM_TYPES } from '../../src/http/errors.ts';
import { hold } from '../../src/http/schemas/erasure.ts';
import { product, submissionResult } from '../../src/http/schemas/submission.ts';
import { idOf, NOW, problem, REQUEST_ID, useService } from './harness.ts';

const service = useService();

async function submit(client: string) {
  const body = { product: { name: 'Writer', client }, answers: { 'app.online': true } };
  return submissionResult.parse((await service().call('POST', '/v1/submissions', body)).body).links;
}

test('what was erased is told as gone wherever it was read, and the rest is there', async () => {
  const { call, needs } = service();
  const gone = await submit('Acme');
  const kept = await submit('Beta');
  const erasure = { kind: 'client', subject: 'Acme' };
  expect(await call('POST', '/v1/erasures', erasure)).toMatchObject({
    status: 200,
    body: { products: 1, submissions: 1, at: NOW },
  });
  expect(product.parse((await call('GET', gone.product)).body)).toMatchObject({
    name: '[erased]',
    client: null,
    matter: null,
  });
  expect((await call('GET', gone.submission)).body).toMatchObject({ answers: null, evidence: [], answered_by: null });
  const { title } = PROBLEM_TYPES.answers_erased;
  const detail = 'The answers of this evaluation were erased; only its digests are kept.';
  for (const url of [gone.evaluation, ...Object.values(gone.reports)])
    expect((await call('GET', url)).body).toEqual(problem(url, 410, 'answers_erased', title, detail));
  for (const url of [kept.product, kept.submission, kept.evaluation, ...Object.values(kept.reports)])
    expect((await call('GET', url)).status).toBe(200);
  expect((await needs.store.verifyChain('local', [])).fault).toBeNull();
  expect((await call('POST', '/v1/erasures', erasure)).status).toBe(404);
});

test('a hold beats an erasure, is listed, and is released', async () => {
  const { call } = service();
  const { product: url, submission } = await submit('Held Ltd');
  const subject = url.split('/').at(-1) ?? '';
  const made = await call('POST', '/v1/holds', { kind: 'client', subject: 'Held Ltd', reason: 'A request' });
  const { id } = hold.parse(made.body);
  expect(made).toMatchObject({ status: 201, body: { kind: 'client', subject: 'Held Ltd', released_at: null } });
  const refused = await call('POST', '/v1/erasures', { kind: 'product', subject });
  expect([refused.status, refused.body]).toEqual([
    409,
    problem(
      '/v1/erasures',
      409,
      'legal_hold',
      'Legal hold',
      `Nothing was erased: part of it is under a legal hold (${id}).`,
    ),
  ]);
  expect((await call('GET', submission)).body).toMatchObject({ answers: { 'app.online': true } });
  expect((await call('GET', '/v1/holds')).body).toMatchObject({ items: [{ id, released_at: null }] });
  expect((await call('DELETE', `/v1/holds/${id}`)).body).toMatchObject({ id, released_at: NOW });
  expect((await call('POST', '/v1/erasures', { kind: 'product', subject })).status).toBe(200);
});

test('the answer to an erasure is kept for repeats though it empties what is kept', async () => {
  const { app } = service();
  const { submission } = await submit('Gamma');
  const payload = { product: { name: 'Writer', client: 'Gamma' }, answers: {} };
  const send = (url: string, key: string, body: object) =>
    app.inject({ method: 'POST', url, headers: { 'idempotency-key': key, 'x-request-id': REQUEST_ID }, payload: body });
  expect((await send('/v1/submissions', 'before', payload)).statusCode).toBe(201);
  const erasure = { kind: 'client', subject: 'Gamma' };
  const first = await send('/v1/erasures', 'erase', erasure);
  const again = await send('/v1/erasures', 'erase', erasure);
  expect(first.json()).toEqual({ products: 2, submissions: 2, at: NOW });
  expect([again.statusCode, again.json(), again.headers['idempotency-replayed']]).toEqual([200, first.json(), 'true']);
  const spent = await send('/v1/submissions', 'before', payload);
  expect([spent.statusCode, spent.json()]).toMatchObject([409, { code: 'idempotency_key_spent' }]);
  expect(submission).not.toBe('');
});

test.each([
  [{ kind: 'product', subject: idOf(0xfff) }, 404, 'product_not_found'],
  [{ kind: 'product', subject: 'Acme' }, 404, 'product_not_found'],
  [{ kind: 'client', subject: 'Nobody' }, 404, 'nothing_to_erase'],
  [{ kind: 'person', subject: 'Acme' }, 400, 'invalid_input'],
  [{ kind: 'client', subject: ' ' }, 400, 'invalid_input'],
  [{ client: 'Acme' }, 400, 'invalid_input'],
])('%j erases nothing', async (body, status, code) => {
  expect(await service().call('POST', '/v1/erasures', body)).toMatchObject({ status, body: { code } });
});
