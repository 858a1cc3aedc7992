import type { LightMyRequestResponse } from 'fastify';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../../src/http/app.ts';
import { createdKey, key as keySchema } from '../../src/http/schemas/key.ts';
import { product as productSchema } from '../../src/http/schemas/submission.ts';
import type { AppNeeds } from '../../src/http/app-needs.ts';
import { SCOPES } from '../../src/service/access.ts';
import { drawKey } from '../../src/service/api-key.ts';
import { createKey, type KeyRequest } from '../../src/service/create-key.ts';
import { invalid, NOW, problem, startService, type Service } from './harness.ts';

const METRICS_TOKEN = 'a-token-that-is-long-enough-for-metrics';
const WITH_KEYS = { mode: 'keys', tokens: null, metricsToken: METRICS_TOKEN } as const;

async function serviceOf(changes: Partial<AppNeeds> = {}): Promise<Service> {
  const service = await startService(undefined, changes);
  onTestFinished(() => service.app.close());
  return service;
}

/** A service that asks for keys, and the headers of one with every scope. */
async function serviceWithKey(request: Partial<KeyRequest> = {}, changes: Partial<AppNeeds> = {}) {
  const service = await serviceOf({ admission: WITH_KEYS, ...changes });
  const plain = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };
  const { key, text } = await createKey(service.needs, 'local', 'test', { ...plain, ...request });
  return { ...service, key, text, headers: { authorization: `Bearer ${text}` } };
}

async function actionsIn({ needs }: Service, organization = 'local') {
  const links = await needs.store.listEntries(organization, 0, 1000, 1000);
  return links.map(({ actor, action, subject }) => [actor, action, subject]);
}

test('a route that does not say what it asks of its callers cannot be added', async () => {
  const { needs } = await serviceOf();
  const app = await buildApp(needs);
  expect(() => app.get('/v1/new', () => 'something')).toThrow('the route /v1/new declares no scope');
  expect(() => app.get('/new', { config: { scope: 'read' } }, () => 'something')).not.toThrow();
  await app.close();
});

describe('without keys', () => {
  /** Over a socket, where the port is known. */
  async function ask(service: Service, headersOf: (port: number) => Record<string, string>, path = '/v1/rulesets') {
    if (!service.app.server.listening) await service.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = z.custom<AddressInfo>().parse(service.app.server.address());
    return new Promise<{ readonly status: number; readonly code: string | undefined }>((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port, path, headers: headersOf(port) }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
          resolve({
            status: response.statusCode ?? 0,
            code: z.object({ code: z.string() }).safeParse(body).data?.code,
          });
        });
      });
      sent.once('error', reject);
      sent.end();
    });
  }

  test.each([
    ['localhost', (port: number) => `localhost:${port}`],
    ['LOCALHOST', (port: number) => `LOCALHOST:${port}`],
    ['127.0.0.1', (port: number) => `127.0.0.1:${port}`],
    ['[::1]', (port: number) => `[::1]:${port}`],
  ])('the service answers to %s with its port', async (_name, host) => {
    expect(await ask(await serviceOf(), (port) => ({ host: host(port) }))).toEqual({ status: 200, code: undefined });
  });

  test.each([
    ['a name that was made to point here', (port: number) => `rebound.example:${port}`],
    ['a name that begins like one of ours', (port: number) => `localhost.example:${port}`],
    ['another port', () => 'localhost:1'],
    ['no port', () => 'localhost'],
    ['another address of the machine', (port: number) => `192.168.1.10:${port}`],
    ['user information before the name', (port: number) => `localhost:${port}@rebound.example`],
  ])('it does not answer to %s, whatever is asked', async (_name, host) => {
    const service = await serviceOf();
    for (const path of ['/v1/rulesets', '/health/live', '/openapi.json', '/metrics', '/nowhere'])
      expect(await ask(service, (port) => ({ host: host(port) }), path)).toEqual({
        status: 403,
        code: 'forbidden_host',
      });
  });

  test('it answers to no page of another origin', async () => {
    const service = await serviceOf();
    const asked = (origin: (port: number) => string) =>
      ask(service, (port) => ({ host: `localhost:${port}`, origin: origin(port) }));
    expect((await asked((port) => `http://localhost:${port}`)).status).toBe(200);
    for (const origin of ['http://rebound.example', 'null', 'http://localhost:1', 'https://localhost'])
      expect(await asked(() => origin)).toEqual({ status: 403, code: 'forbidden_host' });
  });

  test('it answers to the loopback address it was told to listen on', async () => {
    const service = await serviceOf({ admission: { mode: 'none', host: '127.0.0.2' } });
    expect((await ask(service, (port) => ({ host: `127.0.0.2:${port}` }))).status).toBe(200);
  });

  test('who acts is local, in every entry', async () => {
    const service = await serviceOf();
    await service.call('POST', '/v1/products', { name: 'Writer' });
    expect((await actionsIn(service)).map(([actor, action]) => [actor, action])).toEqual([['local', 'product.create']]);
  });
});

describe('with keys', () => {
  test('a key is known in whatever letters the scheme is written', async () => {
    const { app, text } = await serviceWithKey();
    for (const authorization of [`Bearer ${text}`, `bearer ${text}`, `BEARER   ${text}  `])
      expect((await app.inject({ url: '/v1/products', headers: { authorization } })).statusCode).toBe(200);
  });

  test.each([
    ['nothing', undefined, 'This needs a key, sent as "Authorization: Bearer pck_…".'],
    ['no scheme', 'pck_000000000000_x', 'The header Authorization has the form "Bearer pck_…".'],
    ['two keys', 'Bearer a b', 'The header Authorization has the form "Bearer pck_…".'],
    ['a made-up key', `Bearer pck_000000000000_${'a'.repeat(43)}`, 'The key or token is not known.'],
    ['what is no key', 'Bearer pck_x', 'The key or token is not known.'],
  ])('%s is not let in', async (_what, authorization, detail) => {
    const { call } = await serviceWithKey();
    const options = authorization === undefined ? {} : { headers: { authorization } };
    const { status, body } = await call('GET', '/v1/products', undefined, options);
    expect([status, body]).toEqual([401, problem('/v1/products', 401, 'unauthenticated', 'Not authenticated', detail)]);
  });

  test('whoever has the secret is told that the key has ended; with another secret nothing is told', async () => {
    let now = new Date(NOW);
    const expiresAt = new Date(now.getTime() + 1000);
    const { app, needs, key, text, headers } = await serviceWithKey({ expiresAt }, { clock: { now: () => now } });
    const detailOf = async (authorization = headers.authorization): Promise<unknown> =>
      (await app.inject({ url: '/v1/products', headers: { authorization } })).json<{ detail?: string }>().detail;
    expect(await detailOf()).toBeUndefined();
    now = expiresAt;
    expect(await detailOf()).toBe('The key has expired.');
    await needs.store.revokeKey('local', key.id, now, []);
    expect(await detailOf()).toBe('The key was revoked.');
    const other = `Bearer ${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`;
    expect(await detailOf(other)).toBe('The key or token is not known.');
  });

  test('a body is not even read before it is known who sends it', async () => {
    const { app } = await serviceWithKey();
    const payload = '{"answers":{"a":1,"a":2}}';
    const response = await app.inject({
      method: 'POST',
      url: '/v1/evaluate',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    expect(response.statusCode).toBe(401);
  });

  test('what lacks a scope is forbidden, and says which', async () => {
    const { call, headers } = await serviceWithKey({ scopes: ['read'] });
    const answer = await call('POST', '/v1/products', { name: 'Writer' }, { headers });
    const detail = 'This needs the scope "submit", which the key or token has not.';
    expect(answer.body).toEqual(problem('/v1/products', 403, 'insufficient_scope', 'Insufficient scope', detail));
  });

  test('a narrowed key never administers, whatever stands in its row', async () => {
    const { app, needs, key } = await serviceWithKey();
    const { text, prefix, hash } = drawKey();
    await needs.store.addKey({ ...key, id: needs.ids.next(), prefix, hash, clients: ['Acme'] }, []);
    const statusOf = async (url: string) =>
      (await app.inject({ url, headers: { authorization: `Bearer ${text}` } })).statusCode;
    expect([await statusOf('/v1/products'), await statusOf('/v1/keys'), await statusOf('/v1/audit')]).toEqual([
      200, 403, 403,
    ]);
  });

  test('the last use of a key is kept to the minute', async () => {
    let now = new Date('2026-11-23T10:00:42.123Z');
    const { app, needs, key, headers } = await serviceWithKey({}, { clock: { now: () => now } });
    const use = async () => {
      await app.inject({ url: '/v1/rulesets', headers });
      return (await needs.store.findKey(key.prefix))?.lastUsedAt?.toISOString();
    };
    const first = await use();
    now = new Date('2026-11-23T10:00:59.999Z');
    const second = await use();
    now = new Date('2026-11-23T10:01:00.000Z');
    expect([first, second, await use()]).toEqual([
      '2026-11-23T10:00:00.000Z',
      '2026-11-23T10:00:00.000Z',
      '2026-11-23T10:01:00.000Z',
    ]);
  });

  test('a key works while the database takes no writes, for what needs none', async () => {
    const { app, needs, headers } = await serviceWithKey();
    needs.store.touchKey = () => Promise.reject(new Error('disk full'));
    expect((await app.inject({ url: '/v1/rulesets', headers })).statusCode).toBe(200);
  });
});

describe('keys over HTTP', () => {
  test('a key is made, seen without its secret, used and ended', async () => {
    const service = await serviceWithKey();
    const { call, headers } = service;
    const body = { name: 'Build server', scopes: ['submit'], clients: ['Acme'], expires_at: '2027-01-01T00:00:00Z' };
    const answer = await call('POST', '/v1/keys', body, { headers });
    const { key, secret } = createdKey.parse(answer.body);
    expect([answer.status, answer.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(secret.startsWith(`pck_${key.prefix}_`)).toBe(true);
    expect(key).toMatchObject({
      name: 'Build server',
      scopes: ['submit'],
      clients: ['Acme'],
      matters: null,
      revoked_at: null,
    });

    const list = await call('GET', '/v1/keys', undefined, { headers });
    const { items } = z.object({ items: z.array(keySchema) }).parse(list.body);
    expect(items.map(({ id }) => id)).toEqual([service.key.id, key.id]);
    expect(JSON.stringify(list.body)).not.toContain(secret.slice(-43));

    const mine = { headers: { authorization: `Bearer ${secret}` } };
    expect((await call('POST', '/v1/products', { name: 'Writer', client: 'Acme' }, mine)).status).toBe(201);
    expect((await call('POST', '/v1/products', { name: 'Writer', client: 'Beta' }, mine)).body).toEqual(
      problem(
        '/v1/products',
        403,
        'outside_reach',
        'Outside of reach',
        'This key is narrowed to clients or matters, and the product is of none of them.',
      ),
    );
    for (const _time of [1, 2]) {
      const ended = await call('DELETE', `/v1/keys/${key.id}`, undefined, { headers });
      expect(ended.body).toMatchObject({ id: key.id, revoked_at: NOW });
    }
    expect((await call('POST', '/v1/products', { name: 'Writer', client: 'Acme' }, mine)).status).toBe(401);
    expect((await actionsIn(service)).map(([, action]) => action)).toEqual([
      'key.create',
      'key.create',
      'product.create',
      'key.revoke',
      'authentication.fail',
    ]);
  });

  test('what a key cannot be is refused, all of it at once', async () => {
    const { call, headers } = await serviceWithKey();
    const body = { name: 'Key', scopes: ['admin', 'admin'], matters: ['M-1'], expires_at: NOW };
    const answer = await call('POST', '/v1/keys', body, { headers });
    expect(answer.body).toEqual(
      invalid(
        '/v1/keys',
        ['/scopes', 'out_of_bounds', 'an entry stands twice', 'each entry once'],
        [
          '/scopes',
          'out_of_bounds',
          'a key that is narrowed cannot have the scope "admin"',
          'clients and matters left out, or no admin',
        ],
        ['/expires_at', 'out_of_bounds', 'the key would be expired from the start', 'a time to come'],
      ),
    );
    const wrong = { name: ' ', scopes: [], clients: [], expires_at: 'tomorrow', more: 1 };
    const { status, body: told } = await call('POST', '/v1/keys', wrong, { headers });
    const pointers = z.object({ errors: z.array(z.object({ pointer: z.string() })) }).parse(told);
    expect([status, pointers.errors.map(({ pointer }) => pointer).sort()]).toEqual([
      400,
      ['/clients', '/expires_at', '/more', '/name', '/scopes'],
    ]);
  });

  test('the organization of a key can be read', async () => {
    const { call, headers } = await serviceWithKey();
    const { body } = await call('GET', '/v1/organization', undefined, { headers });
    expect(body).toMatchObject({ id: 'local', name: 'Local' });
  });
});

describe('the audit trail', () => {
  test('every read of answers and reports is an entry, by whom and of what', async () => {
    const service = await serviceWithKey();
    const { app, key, headers } = service;
    const inject = (method: 'GET' | 'POST', url: string, payload?: object) =>
      app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const made = await inject('POST', '/v1/submissions', { product: { name: 'Writer' }, answers: {} });
    const { submission, evaluation } =
      made.json<Record<'submission' | 'evaluation', { id: string; product_id: string }>>();
    await inject('GET', `/v1/submissions/${submission.id}`);
    await inject('GET', `/v1/evaluations/${evaluation.id}`);
    await inject('GET', `/v1/evaluations/${evaluation.id}/report.html`);
    await inject('POST', `/v1/evaluations/${evaluation.id}/verify`);
    // Neither lists nor what is not stored show answers.
    await inject('GET', '/v1/products');
    await inject('POST', '/v1/evaluate', { answers: {} });
    const actor = `key:${key.id}`;
    expect((await actionsIn(service)).slice(1)).toEqual([
      [actor, 'product.create', submission.product_id],
      [actor, 'submission.create', submission.id],
      [actor, 'submission.read', submission.id],
      [actor, 'evaluation.read', evaluation.id],
      [actor, 'report.read', evaluation.id],
      [actor, 'evaluation.verify', evaluation.id],
    ]);
  });

  test('nothing is read that could not be noted', async () => {
    const { call, needs, headers } = await serviceWithKey();
    const made = await call('POST', '/v1/submissions', { product: { name: 'Writer' }, answers: {} }, { headers });
    const { links } = z
      .object({ links: z.object({ submission: z.string(), evaluation: z.string() }) })
      .parse(made.body);
    needs.store.record = () => Promise.reject(new Error('disk full'));
    for (const url of [links.submission, links.evaluation, `${links.evaluation}/report.json`])
      expect((await call('GET', url, undefined, { headers })).status).toBe(500);
  });

  test('callers who are turned away are noted, but not without end, and what was left out is counted', async () => {
    let now = new Date(NOW);
    const service = await serviceWithKey({}, { clock: { now: () => now } });
    const knock = (authorization: string) => service.app.inject({ url: '/v1/products', headers: { authorization } });
    const wrong = `${service.headers.authorization.slice(0, -43)}${'a'.repeat(43)}`;
    for (let times = 0; times < 50; times += 1) expect((await knock(wrong)).statusCode).toBe(401);
    now = new Date(now.getTime() + 60_000);
    await knock('Bearer pck_x');
    const refusals = (await actionsIn(service)).filter(([, action]) => action === 'authentication.fail');
    expect(refusals).toHaveLength(32);
    expect([refusals[0], ...refusals.slice(-2)]).toEqual([
      ['unknown', 'authentication.fail', `unknown_key:${service.key.id}`],
      ['unknown', 'authentication.fail', '20 left out'],
      ['unknown', 'authentication.fail', 'unknown_key'],
    ]);
  });

  test('a caller who may not do what they ask for is noted by name of their key', async () => {
    const service = await serviceWithKey({ scopes: ['read'] });
    await service.app.inject({ url: `/v1/keys?limit=1`, headers: service.headers });
    expect((await actionsIn(service)).at(-1)).toEqual([`key:${service.key.id}`, 'access.refuse', 'admin:GET /v1/keys']);
  });

  test('it is exported page by page up to where it ended when that began, and each page is an entry', async () => {
    const { app, needs, headers } = await serviceWithKey();
    for (const name of ['a', 'b', 'c'])
      await app.inject({ method: 'POST', url: '/v1/products', headers, payload: { name } });
    const pages: string[][] = [];
    let url: string | undefined = '/v1/audit?limit=2';
    while (url !== undefined) {
      const response: LightMyRequestResponse = await app.inject({ url, headers });
      expect(response.headers['content-type']).toBe('application/x-ndjson');
      const lines = response.body.trimEnd().split('\n');
      pages.push(lines.map((line) => z.object({ action: z.string() }).parse(JSON.parse(line)).action));
      url = /<([^>]+)>; rel="next"/.exec(response.headers.link?.toString() ?? '')?.[1];
    }
    expect(pages).toEqual([['key.create', 'product.create'], ['product.create', 'product.create'], ['audit.export']]);
    const links = await needs.store.listEntries('local', 0, 1000, 1000);
    expect(links.filter(({ action }) => action === 'audit.export')).toHaveLength(3);
    const head = await app.inject({ url: '/v1/audit/head', headers });
    expect(head.json()).toEqual({ organization_id: 'local', sequence: 7, hash: links[6]?.hash, at: NOW });
  });

  test('an entry goes out without its salt', async () => {
    const { call, needs, headers } = await serviceWithKey();
    const { body } = await call('GET', '/v1/audit', undefined, { headers });
    const [first] = await needs.store.listEntries('local', 0, 1, 1);
    expect(z.array(z.unknown()).parse(body)[0]).toEqual({
      organization_id: 'local',
      sequence: 1,
      at: NOW,
      actor: 'test',
      action: 'key.create',
      subject: first?.subject,
      content_digest: first?.contentDigest,
      previous_hash: null,
      hash: first?.hash,
    });
  });

  test('the end of a chain without entries is none', async () => {
    const { call } = await serviceOf();
    expect((await call('GET', '/v1/audit/head')).body).toEqual({
      organization_id: 'local',
      sequence: 0,
      hash: null,
      at: null,
    });
  });
});

describe('what else goes out', () => {
  test('a request keeps a sane id of its own, and gets one else', async () => {
    const { app } = await serviceOf();
    const idFor = async (given?: string) => {
      const headers = given === undefined ? {} : { 'x-request-id': given };
      const response = await app.inject({ url: '/v1/nothing', headers });
      const sent = String(response.headers['x-request-id']);
      expect(response.json<{ instance: string }>().instance).toBe(`/v1/nothing#${sent}`);
      return sent;
    };
    expect(await idFor('trace-1.2_A')).toBe('trace-1.2_A');
    for (const odd of [undefined, '', 'a b', 'a"b', '\u00e9', 'x'.repeat(65)])
      expect(await idFor(odd)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each([
    ['data', '/v1/rulesets', "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'"],
    ['a problem', '/v1/nothing', "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'"],
    [
      'the reference page',
      '/docs',
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    ],
  ])('%s has a policy of its own', async (_what, url, policy) => {
    const { app } = await serviceOf();
    expect((await app.inject({ url })).headers['content-security-policy']).toBe(policy);
  });

  test('the reference page needs nothing that its policy forbids', async () => {
    const { app } = await serviceOf();
    const { body } = await app.inject({ url: '/docs' });
    const scripts = [...body.matchAll(/<script([^>]*)>([^<]*)/g)].map(([, attributes, inline]) => [
      /src="([^"]+)"/.exec(attributes ?? '')?.[1]?.startsWith('/docs/') ?? attributes,
      inline?.trim(),
    ]);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter(([own, inline]) => own !== true || inline !== '')).toEqual([]);
    for (const [, url] of body.matchAll(/(?:src|href)="([^"]+)"/g)) expect(url).toMatch(/^[./]/);
  });

  test('an error tells nothing of where it happened', async () => {
    const { app, needs } = await serviceOf();
    needs.store.listProducts = () => Promise.reject(new Error('SELECT secret FROM /srv/preclear.db'));
    const response = await app.inject({ url: '/v1/products' });
    expect([response.statusCode, response.body.includes('secret'), response.body.includes('.ts:')]).toEqual([
      500,
      false,
      false,
    ]);
  });
});

describe('metrics', () => {
  test('count and time what was done, by pattern and never by id', async () => {
    const { app, headers } = await serviceWithKey();
    const made = await app.inject({
      method: 'POST',
      url: '/v1/submissions',
      headers,
      payload: { product: { name: 'Writer' }, answers: {} },
    });
    const { links } = made.json<{ links: { evaluation: string; product: string } }>();
    await app.inject({ url: links.evaluation, headers });
    await app.inject({ url: '/v1/products' });
    await app.inject({ url: '/v1/nothing/pck_secret' });
    await app.inject({ method: 'POST', url: '/v1/evaluate', headers, payload: { answers: {} } });
    const read = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(read.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = read.body.split('\n');
    expect(lines.filter((line) => /^preclear_.*_(?:count|total)\b/.test(line)).sort()).toEqual([
      'preclear_evaluations_total{kind="recomputed"} 1',
      'preclear_evaluations_total{kind="stateless"} 1',
      'preclear_evaluations_total{kind="submitted"} 1',
      'preclear_http_request_duration_seconds_count{method="GET",route="/v1/evaluations/:id",status="200"} 1',
      'preclear_http_request_duration_seconds_count{method="GET",route="/v1/products",status="401"} 1',
      'preclear_http_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
      'preclear_http_request_duration_seconds_count{method="POST",route="/v1/evaluate",status="200"} 1',
      'preclear_http_request_duration_seconds_count{method="POST",route="/v1/submissions",status="201"} 1',
      'preclear_refusals_total{reason="no_credential"} 1',
      'preclear_store_commit_duration_seconds_count 0',
    ]);
    expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
    expect(read.body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|pck_/);
  });

  test('are not for whoever has another token, who is noted', async () => {
    const service = await serviceWithKey();
    for (const headers of [{}, service.headers, { authorization: `bearer ${METRICS_TOKEN}x` }]) {
      const response = await service.app.inject({ url: '/metrics', headers });
      expect([response.statusCode, response.json<{ detail: string }>().detail]).toEqual([
        401,
        'Metrics need the token of METRICS_TOKEN.',
      ]);
    }
    expect((await actionsIn(service)).slice(1)).toEqual(
      Array(2).fill(['unknown', 'authentication.fail', 'metrics_token']),
    );
  });

  test('are not there where keys are asked for and no token was set', async () => {
    const { app, headers } = await serviceWithKey({}, { admission: { ...WITH_KEYS, metricsToken: null } });
    expect((await app.inject({ url: '/metrics', headers })).statusCode).toBe(404);
  });

  test('are open to whoever sits at the machine of a service without keys', async () => {
    const { call } = await serviceOf();
    expect((await call('GET', '/metrics')).status).toBe(200);
  });
});

test('whether the store can be written to is not asked at every call', async () => {
  const { call, needs } = await serviceOf();
  let asked = 0;
  const { store } = needs;
  const original = store.isWritable.bind(store);
  store.isWritable = () => {
    asked += 1;
    return original();
  };
  await Promise.all(Array.from({ length: 20 }, () => call('GET', '/health/ready')));
  expect(asked).toBe(1);
});

test('a product that is made and read by a narrowed key is as ever', async () => {
  const { call, headers } = await serviceWithKey({ scopes: ['submit', 'read'], clients: ['Acme'] });
  const made = await call('POST', '/v1/products', { name: 'Writer', client: 'Acme' }, { headers });
  const { id } = productSchema.parse(made.body);
  expect((await call('GET', `/v1/products/${id}`, undefined, { headers })).body).toEqual(made.body);
});
