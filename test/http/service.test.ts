import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { PROBLEM_TYPES } from '../../src/http/errors.ts';
import { wholeOf } from '../../src/service/access.ts';
import { SERVICE_ERRORS } from '../../src/service/service-error.ts';
import { sendRaw } from '../support/raw-request.ts';
import { idOf, problem, readLibrary, SMALL_RULES, startService, useService } from './harness.ts';

const service = useService();

describe('health', () => {
  test('a service that runs is live', async () => {
    expect((await service().call('GET', '/health/live')).body).toEqual({ status: 'live' });
  });

  test('a service with rules and a store is ready', async () => {
    const { body } = await service().call('GET', '/health/ready');
    expect(body).toEqual({ status: 'ready', rulesets: ['demo-act', 'demo-pledge'] });
  });

  test('a service whose store cannot be written to is live and not ready', async () => {
    const { app, needs, call } = await startService();
    await needs.store.close();
    const { status, body } = await call('GET', '/health/ready');
    expect(body).toEqual(problem('/health/ready', 503, 'not_ready', 'Not ready', 'The store cannot be written to.'));
    expect(status).toBe(503);
    expect((await call('GET', '/health/live')).status).toBe(200);
    await app.close();
  });

  test('a service without rules is not ready', async () => {
    const library = { ...(await readLibrary(SMALL_RULES)), rulesets: [] };
    const { app, call } = await startService(undefined, { library });
    const { body } = await call('GET', '/health/ready');
    expect(body).toEqual(problem('/health/ready', 503, 'not_ready', 'Not ready', 'No rules are loaded.'));
    await app.close();
  });
});

describe('over a socket', () => {
  test('a call is answered with security headers, and is kept out of caches', async () => {
    const response = await supertest(service().app.server).get('/v1/rulesets').expect(200);
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
    expect(response.headers).not.toHaveProperty('strict-transport-security');
    expect(response.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  test('null in a body is not turned into false, and false not into null', async () => {
    const post = (value: unknown) =>
      supertest(service().app.server)
        .post('/v1/evaluate')
        .send({ answers: { 'app.online': value } });
    const [unknown, no] = [await post(null), await post(false)];
    expect([unknown.body.gate, no.body.gate]).toEqual(['undetermined', 'out_of_scope']);
  });

  test.each([
    ['that is no HTTP', 'nonsense\r\n\r\n', 400, 'bad_request'],
    ['with a line break in a header', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\rb\r\n\r\n', 400, 'bad_request'],
    [
      'of two lengths',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
      'bad_request',
    ],
    ['with a path that is no URL', 'GET /%ZZ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400, 'malformed_url'],
    ['of headers without end', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ])('a request %s is refused as every other one is', async (_kind, bytes, status, code) => {
    const { app } = await startService();
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const answer = await sendRaw(Number(new URL(url).port), bytes);
    expect(answer?.status).toBe(status);
    expect(answer?.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/problem\+json/),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
    });
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ type: `/problems/${code}`, status, code, errors: [] });
    await app.close();
  });

  test('the root leads to the reference page', async () => {
    await supertest(service().app.server).get('/').expect(302).expect('location', '/docs');
    const page = await supertest(service().app.server).get('/docs').expect(200);
    expect(page.text).toContain('<title>Preclear API</title>');
  });
});

test.each([
  '/docs/static/%00',
  '/docs/static/a%5Cb',
  `/docs/static/${'x'.repeat(5000)}`,
  '/docs/static/..%2F..%2Fpackage.json',
])('no file is at %s', async (url) => {
  const { status, body } = await service().call('GET', url);
  expect([status, body]).toMatchObject([404, { code: 'route_not_found' }]);
});

describe('kinds of problems', () => {
  test.each(Object.entries(PROBLEM_TYPES))('%s can be read about', async (code, type) => {
    const { body } = await service().call('GET', `/problems/${code}`);
    expect(body).toEqual({ type: `/problems/${code}`, code, ...type });
  });

  test('one that does not exist is not found', async () => {
    const { body } = await service().call('GET', '/problems/toString');
    const detail = 'There is no problem type "toString".';
    expect(body).toEqual(problem('/problems/toString', 404, 'route_not_found', 'Route not found', detail));
  });

  test('each fault that a use case can find is among them', () => {
    expect(Object.keys(PROBLEM_TYPES)).toEqual(expect.arrayContaining(Object.keys(SERVICE_ERRORS)));
  });
});

test('a word outside its list is never sent: it is a fault of ours', async () => {
  const { app, needs, call } = await startService();
  await call('POST', '/v1/submissions', { product: { name: 'Writer' }, answers: {} });
  const page = await needs.store.listEvaluations(wholeOf('local'), idOf(1), null, 1);
  const damaged = page.items.map((record) => ({ ...record, gate: 'green' as 'clear' }));
  needs.store.listEvaluations = () => Promise.resolve({ items: damaged, next: null });
  const url = `/v1/products/${idOf(1)}/evaluations`;
  const detail = 'The fault is ours. What happened is in the log of the service, not in the answer.';
  expect((await call('GET', url)).body).toEqual(problem(url, 500, 'internal_error', 'Internal error', detail));
  await app.close();
});
