import type { Database } from 'better-sqlite3';
import type { InjectOptions } from 'fastify';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PROBLEM_TYPES, type ProblemCode } from '../../src/http/errors.ts';
import { createdKey } from '../../src/http/schemas/key.ts';
import { hold } from '../../src/http/schemas/erasure.ts';
import { product, submissionResult } from '../../src/http/schemas/submission.ts';
import { SCOPES, wholeOf } from '../../src/service/access.ts';
import { createKey } from '../../src/service/create-key.ts';
import { createOrganization } from '../../src/service/create-organization.ts';
import { digestOfText } from '../../src/service/digest.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { allColumns, rowsOf } from '../store/recorded-databases.ts';
import { NOW, readDocument, startService, type Service } from './harness.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const DAY_MS = 24 * 60 * 60 * 1000;
const SUBMISSION = { product: { name: 'Writer' }, answers: { 'app.online': true } };

let client: Database;
let service: Service;
let now: Date;
let authorization: Readonly<Record<'one' | 'two' | 'other firm', string>>;

beforeEach(async () => {
  now = new Date(NOW);
  const admission = { mode: 'keys', tokens: null, metricsToken: null } as const;
  client = openSqlite({ file: ':memory:', migrationsFolder: MIGRATIONS });
  service = await startService(undefined, { store: new SqliteStore(client), admission, clock: { now: () => now } });
  await createOrganization(service.needs, 'test', 'other-firm', 'Other Firm');
  const keyFor = async (organization: string): Promise<string> => {
    const plain = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };
    return `Bearer ${(await createKey(service.needs, organization, 'test', plain)).text}`;
  };
  authorization = { one: await keyFor('local'), two: await keyFor('local'), 'other firm': await keyFor('other-firm') };
});
afterEach(() => service.app.close());

/** Sends a request with an idempotency key. */
function send(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body: unknown,
  key = 'key-1',
  { as = 'one', ...further }: Readonly<Record<string, string>> & { readonly as?: keyof typeof authorization } = {},
) {
  const headers: InjectOptions['headers'] = { authorization: authorization[as], ...further };
  return service.call(method, url, body, {
    headers: { ...headers, 'idempotency-key': key, ...jsonIf(body) },
  });
}

function jsonIf(body: unknown): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

/** How much there is: products and audit entries of both firms. */
async function amounts(): Promise<Readonly<Record<string, number>>> {
  const { store } = service.needs;
  const entries = async (organization: string): Promise<number> => (await store.verifyChain(organization, [])).entries;
  const products = (await store.listProducts(wholeOf('local'), null, 100)).items.length;
  return { products, entries: await entries('local'), ofOtherFirm: await entries('other-firm') };
}

function codeOf(body: unknown): string {
  return z.object({ code: z.string() }).parse(body).code;
}

function told(code: ProblemCode): readonly [number, ProblemCode] {
  return [PROBLEM_TYPES[code].status, code];
}

describe('a repeat', () => {
  test('is answered as the first request was, and nothing is done again', async () => {
    const first = await send('POST', '/v1/submissions', SUBMISSION);
    const after = await amounts();
    const again = await send('POST', '/v1/submissions', SUBMISSION);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    for (const name of ['content-type', 'location', 'cache-control'])
      expect([name, again.headers[name]]).toEqual([name, first.headers[name]]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(await amounts()).toEqual(after);
  });

  test('is the same whatever the order of keys and the white space in it', async () => {
    const first = await send('POST', '/v1/products', { name: 'Writer', client: 'Acme' });
    const payload = '{ "client": "Acme",\n "name": "Writer" }';
    const headers = {
      authorization: authorization.one,
      'idempotency-key': 'key-1',
      'content-type': 'application/json',
    };
    const again = await service.app.inject({ method: 'POST', url: '/v1/products', headers, payload });
    expect([again.statusCode, again.json()]).toEqual([201, first.body]);
  });

  test('after a day is a new request', async () => {
    const first = await send('POST', '/v1/products', { name: 'Writer' });
    now = new Date(now.getTime() + DAY_MS - 1);
    expect((await send('POST', '/v1/products', { name: 'Writer' })).body).toEqual(first.body);
    now = new Date(now.getTime() + 1);
    expect((await send('POST', '/v1/products', { name: 'Another' })).status).toBe(201);
    expect((await amounts())['products']).toBe(2);
  });

  test('is answered the same after a restart, since it is stored', async () => {
    const first = await send('POST', '/v1/products', { name: 'Writer' });
    const another = await startService(undefined, { ...service.needs, metrics: service.needs.metrics });
    const headers = { authorization: authorization.one, 'idempotency-key': 'key-1' };
    const again = await another.call(
      'POST',
      '/v1/products',
      { name: 'Writer' },
      {
        headers: { ...headers, 'content-type': 'application/json' },
      },
    );
    expect(again.body).toEqual(first.body);
  });

  test('of a request that was refused is a new request', async () => {
    expect((await send('POST', '/v1/products', { name: '' })).status).toBe(400);
    expect((await send('POST', '/v1/products', { name: 'Writer' })).status).toBe(201);
  });
});

describe('the same key', () => {
  test.each([
    ['another body', 'POST', '/v1/products', { name: 'Painter' }],
    ['another route', 'POST', '/v1/submissions', SUBMISSION],
    ['another query', 'POST', '/v1/products?a=b', { name: 'Writer' }],
  ] as const)('with %s is refused', async (_kind, method, url, body) => {
    await send('POST', '/v1/products', { name: 'Writer' });
    const before = await amounts();
    const answer = await send(method, url, body);
    expect([answer.status, codeOf(answer.body)]).toEqual(told('idempotency_key_reused'));
    expect(await amounts()).toEqual(before);
  });

  test('of another credential or another firm is another key', async () => {
    const ids = new Set<string>();
    for (const as of ['one', 'two', 'other firm'] as const)
      ids.add(product.parse((await send('POST', '/v1/products', { name: 'Writer' }, 'key-1', { as })).body).id);
    expect(ids.size).toBe(3);
  });

  test.each([1, 8, 40])('sent %i times at once has one effect', async (times) => {
    const before = await amounts();
    const answers = await Promise.all(Array.from({ length: times }, () => send('POST', '/v1/submissions', SUBMISSION)));
    const made = answers.filter(({ status }) => status === 201);
    const others = answers.filter(({ status }) => status !== 201);
    expect(new Set(made.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    for (const { status, body, headers } of others)
      expect([status, codeOf(body), headers['retry-after']]).toEqual([...told('idempotency_key_in_use'), '1']);
    const after = await amounts();
    expect([
      Number(after['products']) - Number(before['products']),
      Number(after['entries']) - Number(before['entries']),
    ]).toEqual([1, 2]);
    expect((await send('POST', '/v1/submissions', SUBMISSION)).body).toEqual(made[0]?.body);
  });

  test('of another process is refused once, and answered the same afterwards', async () => {
    const { store } = service.needs;
    const first = await send('POST', '/v1/products', { name: 'Writer' });
    const receipt = await store.findReceipt({ organization: 'local', actor: await actorOf('one') }, 'key-1', now);
    if (receipt === undefined) throw new Error('there is no receipt');
    const staged = store.stage();
    await expect(staged.commit(receipt)).rejects.toMatchObject({ code: 'idempotency_key_in_use' });
    expect((await send('POST', '/v1/products', { name: 'Writer' })).body).toEqual(first.body);
  });
});

/** What the audit trail calls a caller. */
async function actorOf(as: keyof typeof authorization): Promise<string> {
  const { items } = await service.needs.store.listKeys('local', null, 10);
  const id = items.find(({ prefix }) => authorization[as].includes(prefix))?.id ?? '';
  return `key:${id}`;
}

describe('a key', () => {
  test.each(['a', 'x'.repeat(255), '7c0e8a1e-6b1d-4a3e-9c55-0d2f2b0f7a10', '"quoted, with = and ~"'])(
    'may be %s',
    async (key) => {
      expect((await send('POST', '/v1/products', { name: 'Writer' }, key)).status).toBe(201);
    },
  );

  test.each(['', 'x'.repeat(256), 'ключ', 'a\tb', 'é'])('may not be "%s"', async (key) => {
    const { status, body } = await send('POST', '/v1/products', { name: 'Writer' }, key);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ pointer: '/header/idempotency-key', code: 'out_of_bounds' }] });
    expect((await amounts())['products']).toBe(0);
  });

  test('says nothing to what stores nothing', async () => {
    const evaluated = [{ 'app.online': true }, { 'app.online': false }].map((answers) =>
      send('POST', '/v1/evaluate', { answers }),
    );
    expect((await Promise.all(evaluated)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await send('GET', '/v1/products', undefined)).status).toBe(200);
  });
});

describe('what is written', () => {
  test('that something else has changed meanwhile is refused, and nothing of it is written', async () => {
    const { store } = service.needs;
    const made = product.parse((await send('POST', '/v1/products', { name: 'Writer' }, 'a')).body);
    const content = {
      answers: {},
      evidence: [],
      answeredBy: null,
      productVersion: null,
      rulesets: null,
      answeredOn: null,
      targetLaunch: null,
    };
    const draft = { productId: made.id, updatedAt: now, content };
    expect(await store.saveDraft(wholeOf('local'), draft, 'none', [])).toBe(1);
    const staged = store.stage();
    expect(await staged.store.saveDraft(wholeOf('local'), draft, 'any', [])).toBe(2);
    expect((await store.findDraft(wholeOf('local'), made.id))?.revision).toBe(1);
    expect(await store.saveDraft(wholeOf('local'), draft, 'any', [])).toBe(2);
    const owner = {
      organization: 'local',
      actor: 'test',
      key: 'b',
      createdAt: now,
      expiresAt: new Date(now.getTime() + 1),
    };
    const receipt = { ...owner, fingerprint: digestOfText(''), status: 200, headers: {}, body: '' };
    await expect(staged.commit(receipt)).rejects.toMatchObject({ code: 'concurrent_change' });
    expect(await store.findReceipt(owner, 'b', now)).toBeUndefined();
    expect((await store.findDraft(wholeOf('local'), made.id))?.revision).toBe(2);
  });

  test('leaves a few receipts whose time is over less, each time', async () => {
    const own = openSqlite({ file: ':memory:', migrationsFolder: MIGRATIONS });
    const another = await startService(undefined, { store: new SqliteStore(own), clock: { now: () => now } });
    const ask = (key: string) =>
      another.call('POST', '/v1/products', { name: 'Writer' }, { headers: { 'idempotency-key': key } });
    for (let index = 0; index < 50; index += 1) await ask(`old-${index}`);
    const counts: unknown[] = [];
    now = new Date(now.getTime() + DAY_MS);
    for (let index = 0; index < 4; index += 1) {
      await ask(`new-${index}`);
      counts.push(own.prepare('SELECT count(*) FROM idempotency_receipts').pluck().get());
    }
    expect(counts).toEqual([31, 12, 3, 4]);
    await another.app.close();
  });

  test('of a key is its secret, which is never kept: a repeat says that it was shown', async () => {
    const body = { name: 'Build server', scopes: ['read'] };
    const { secret } = createdKey.parse((await send('POST', '/v1/keys', body)).body);
    const before = await amounts();
    const again = await send('POST', '/v1/keys', body);
    expect([again.status, codeOf(again.body)]).toEqual(told('idempotency_key_spent'));
    expect(await amounts()).toEqual(before);
    const owner = { organization: 'local', actor: await actorOf('one') };
    const receipt = await service.needs.store.findReceipt(owner, 'key-1', now);
    expect([receipt?.status, receipt?.body]).toEqual([201, null]);
    expect(JSON.stringify(receipt)).not.toContain(secret.slice(-43));
  });
});

describe('every operation that writes', () => {
  /** What writes nothing, and so takes no key. */
  const WRITES_NOTHING = [
    'POST /v1/evaluate',
    'POST /v1/what-if',
    'POST /v1/evaluations/{id}/verify',
    'POST /v1/why',
    'POST /v1/impact',
  ];

  /** No answer sets a duty of these rules aside, so that there is none to confirm. */
  const NOTHING_SET_ASIDE = [
    'PUT /v1/evaluations/{id}/set-aside/{fact}/confirmation',
    'DELETE /v1/evaluations/{id}/set-aside/{fact}/confirmation',
  ];

  /** The operations that are not for reading, each with whether it takes a key. */
  async function operations(): Promise<readonly (readonly [name: string, takesKey: boolean])[]> {
    const parameters = z.array(z.object({ name: z.string() })).default([]);
    const paths = z.record(z.string(), z.record(z.string(), z.object({ parameters })));
    const { whole } = await readDocument();
    return Object.entries(z.object({ paths }).parse(whole).paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters: names }]) => {
        const name = `${method.toUpperCase()} ${path}`;
        return method === 'get' ? [] : [[name, names.some((one) => one.name === 'Idempotency-Key')] as const];
      }),
    );
  }

  test('is marked, and takes a key', async () => {
    const without = (await operations()).filter(([, takesKey]) => !takesKey);
    expect(without.map(([name]) => name)).toEqual(WRITES_NOTHING);
  });

  test('is done together with its receipt or not at all, and once however often it is sent', async () => {
    const { links } = submissionResult.parse((await send('POST', '/v1/submissions', SUBMISSION, 'a')).body);
    const { key } = createdKey.parse((await send('POST', '/v1/keys', { name: 'K', scopes: ['read'] }, 'b')).body);
    const extent = { kind: 'product', subject: links.product.split('/').at(-1) };
    const made = await send('POST', '/v1/holds', { ...extent, reason: 'A request' }, 'c');
    const { id } = hold.parse(made.body);
    const draft = `${links.product}/draft`;
    const by = { name: 'A. Person', role: 'Counsel' };
    // One that is new comes into this list, each time where what it needs is there.
    const writes = [
      ['POST', '/v1/products', { name: 'Painter' }],
      ['POST', '/v1/submissions', SUBMISSION],
      ['POST', `${links.product}/submissions`, { answers: {} }],
      ['PUT', draft, { answers: { 'app.online': true } }],
      ['POST', `${draft}/submit`, undefined, { 'if-match': '*' }],
      ['PUT', draft, { answers: { 'app.online': false } }],
      ['DELETE', draft, undefined, { 'if-match': '*' }],
      ['PUT', `${links.evaluation}/findings/demo-1-2-tested/review`, { disposition: 'confirmed', by }],
      ['DELETE', `${links.evaluation}/findings/demo-1-2-tested/review`, undefined, { 'if-match': '*' }],
      [
        'PUT',
        `${links.product}/accepted-risks/demo-1-2-tested`,
        { reason: 'A reason', owner: by, expires_on: '2026-12-31' },
      ],
      ['DELETE', `${links.product}/accepted-risks/demo-1-2-tested`, undefined, { 'if-match': '*' }],
      ['POST', `${links.evaluation}/sign-off`, { by, formats: ['json'] }, { 'if-match': '*' }],
      ['PUT', '/v1/organization/branding', { name: 'A firm' }],
      ['POST', '/v1/holds', { kind: 'client', subject: 'Nobody', reason: 'A request' }],
      ['DELETE', `/v1/holds/${id}`, undefined],
      ['POST', '/v1/erasures', extent],
      ['POST', '/v1/keys', { name: 'K', scopes: ['read'] }],
      ['DELETE', `/v1/keys/${key.id}`, undefined],
    ] as const;
    const names = (await operations()).map(([name]) => name);
    const sent = writes.map(([method, url]) => names.find((name) => isOf(name, method, url)));
    expect(new Set([...sent, ...NOTHING_SET_ASIDE, ...WRITES_NOTHING])).toEqual(new Set(names));

    for (const [index, [method, url, body, headers = {}]] of writes.entries()) {
      const ask = () => send(method, url, body, `write-${index}`, headers);
      const before = contents();
      client.exec("CREATE TRIGGER no BEFORE INSERT ON idempotency_receipts BEGIN SELECT RAISE(ABORT, 'no'); END");
      expect([method, url, (await ask()).status]).toEqual([method, url, 500]);
      client.exec('DROP TRIGGER no');
      expect(contents()).toEqual(before);
      const first = await ask();
      expect([method, url, first.status]).toEqual([method, url, expect.toBeOneOf([200, 201, 204])]);
      const after = contents();
      expect(after).not.toEqual(before);
      const again = await ask();
      if (url === '/v1/keys') expect(codeOf(again.body)).toBe('idempotency_key_spent');
      else {
        expect([again.status, again.body, again.headers.etag]).toEqual([first.status, first.body, first.headers.etag]);
        expect(again.headers['idempotency-replayed']).toBe('true');
      }
      expect(contents()).toEqual(after);
    }
  });

  /** Whether a request is of an operation. */
  function isOf(name: string, method: string, url: string): boolean {
    const pattern = name.replaceAll(/\{[^}]+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(`${method} ${url}`);
  }

  /** Every row there is. */
  function contents(): unknown {
    return rowsOf(client, allColumns(client));
  }
});
