import Fastify from 'fastify';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AppNeeds } from '../../src/http/app-needs.ts';
import { NO_LIMITS, type Limits } from '../../src/http/limits.ts';
import { addLoadShedding } from '../../src/http/load-shedding.ts';
import { SCOPES } from '../../src/service/access.ts';
import { createKey, type KeyRequest } from '../../src/service/create-key.ts';
import { problem, startService, type Service } from './harness.ts';

const METRICS_TOKEN = 'a-token-that-is-long-enough-for-metrics';
const WITH_KEYS = { mode: 'keys', tokens: null, metricsToken: METRICS_TOKEN } as const;
const HERE = '192.0.2.1';
const THERE = '192.0.2.2';

async function serviceOf(limits: Partial<Limits>, changes: Partial<AppNeeds> = {}): Promise<Service> {
  const needs = { admission: WITH_KEYS, ...changes, limits: { ...NO_LIMITS, ...limits } };
  const service = await startService(undefined, needs);
  onTestFinished(() => service.app.close());
  return service;
}

async function keyFor({ needs }: Service, request: Partial<KeyRequest> = {}): Promise<string> {
  const plain = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };
  return (await createKey(needs, 'local', 'test', { ...plain, ...request })).text;
}

/** Asks for the products from an address, with a key or without. */
function asking({ app }: Service, url = '/v1/products') {
  return (key: string | null, remoteAddress = HERE, more: Record<string, string> = {}) =>
    app.inject({ url, remoteAddress, headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...more } });
}

async function times<T>(count: number, work: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  while (results.length < count) results.push(await work());
  return results;
}

/** Makes the clock that rates are counted by stand still, until it is moved. */
function stopClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  return (ms) => {
    vi.setSystemTime(Date.now() + ms);
  };
}

async function countsIn({ needs }: Service): Promise<readonly string[]> {
  const { text } = await needs.metrics.read();
  return text.split('\n').filter((line) => /^preclear_(?:limited|shed)_total/.test(line));
}

describe('the rate of a caller', () => {
  test('the last request that is allowed passes, the next is refused, until the minute is over', async () => {
    const move = stopClock();
    const service = await serviceOf({ perCaller: 3 });
    const key = await keyFor(service);
    const ask = asking(service);
    const passed = await times(3, () => ask(key));
    expect(passed.map(({ statusCode, headers }) => [statusCode, headers['ratelimit-remaining']])).toEqual(
      [
        [200, 2],
        [200, 1],
        [200, 0],
      ].map(([status, remaining]) => [status, String(remaining)]),
    );
    move(20_000);
    const refused = await service.call('GET', '/v1/products', undefined, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect([refused.status, refused.body]).toEqual([
      429,
      problem(
        '/v1/products',
        429,
        'too_many_requests',
        'Too many requests',
        'This key or token may ask 3 times a minute.',
      ),
    ]);
    expect(refused.headers).toMatchObject({
      'retry-after': '40',
      'ratelimit-limit': '3',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '40',
    });
    move(39_999);
    expect((await ask(key)).statusCode).toBe(429);
    move(1);
    expect((await ask(key)).statusCode).toBe(200);
    expect(await countsIn(service)).toEqual(['preclear_limited_total{limit="caller"} 2']);
  });

  test('counts wherever the caller is, and is of that caller alone', async () => {
    const service = await serviceOf({ perCaller: 1 });
    const [mine, other] = [await keyFor(service), await keyFor(service)];
    const ask = asking(service);
    expect((await ask(mine, HERE)).statusCode).toBe(200);
    expect((await ask(mine, THERE)).statusCode).toBe(429);
    expect((await ask(other, HERE)).statusCode).toBe(200);
  });

  test('counts what the caller may not do', async () => {
    const service = await serviceOf({ perCaller: 1 });
    const key = await keyFor(service, { scopes: ['submit'] });
    const ask = asking(service, '/v1/keys');
    expect([(await ask(key)).statusCode, (await ask(key)).statusCode]).toEqual([403, 429]);
  });

  test('counts without keys too, where it is asked for', async () => {
    const service = await serviceOf({ perCaller: 1 }, { admission: { mode: 'none', host: 'localhost' } });
    const { call } = service;
    expect((await call('GET', '/v1/products')).status).toBe(200);
    expect((await call('GET', '/v1/products')).status).toBe(429);
  });

  test('what was refused was not carried out', async () => {
    const service = await serviceOf({ perCaller: 1 });
    const headers = { authorization: `Bearer ${await keyFor(service)}` };
    const make = () => service.call('POST', '/v1/products', { name: 'Writer' }, { headers });
    expect([(await make()).status, (await make()).status]).toEqual([201, 429]);
    const { items } = await service.needs.store.listProducts(
      { organization: 'local', clients: null, matters: null },
      null,
      10,
    );
    expect(items).toHaveLength(1);
  });
});

describe('the rate of an address', () => {
  test('the last request that is allowed passes, the next is refused, and another address is not affected', async () => {
    const move = stopClock();
    const service = await serviceOf({ perAddress: 2 });
    const key = await keyFor(service);
    const ask = asking(service);
    // Whoever calls, and whatever comes of it.
    expect((await ask(key)).statusCode).toBe(200);
    expect((await ask(null)).statusCode).toBe(401);
    const refused = await ask(key);
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
      429,
      'From one address may be asked 2 times a minute.',
    ]);
    expect(refused.headers['retry-after']).toBe('60');
    expect((await ask(key, THERE)).statusCode).toBe(200);
    move(60_000);
    expect((await ask(key)).statusCode).toBe(200);
    expect(await countsIn(service)).toEqual(['preclear_limited_total{limit="address"} 1']);
  });

  test.each(['/openapi.json', '/nowhere', '/docs/static/index.css', '/problems/busy'])(
    '%s, which asks for no key, counts',
    async (url) => {
      const ask = asking(await serviceOf({ perAddress: 1 }), url);
      expect((await ask(null)).statusCode).not.toBe(429);
      expect((await ask(null)).statusCode).toBe(429);
    },
  );

  test('all addresses of a subscriber of IPv6 count as one', async () => {
    const ask = asking(await serviceOf({ perAddress: 1 }), '/openapi.json');
    expect((await ask(null, '2001:db8:1:2::1')).statusCode).toBe(200);
    expect((await ask(null, '2001:db8:1:2:ffff::1')).statusCode).toBe(429);
    expect((await ask(null, '2001:db8:1:3::1')).statusCode).toBe(200);
    expect((await ask(null, HERE)).statusCode).toBe(200);
    expect((await ask(null, `::ffff:${HERE}`)).statusCode).toBe(429);
  });

  test('of several limits a caller is told the nearest', async () => {
    const service = await serviceOf({ perCaller: 10, perAddress: 3 });
    const key = await keyFor(service);
    const ask = asking(service);
    const told = async (address: string) => {
      const { headers } = await ask(key, address);
      return [headers['ratelimit-limit'], headers['ratelimit-remaining']];
    };
    expect(await told(HERE)).toEqual(['3', '2']);
    for (let last = 10; last < 17; last += 1) await ask(key, `192.0.2.${last}`);
    expect(await told(THERE)).toEqual(['10', '1']);
  });

  test('probes are never refused, and count for nothing', async () => {
    const service = await serviceOf({ perAddress: 1, perCaller: 1 });
    for (const url of ['/health/live', '/health/ready'])
      for (const { statusCode, headers } of await times(3, () => asking(service, url)(null))) {
        expect(statusCode).toBe(200);
        expect(headers).not.toHaveProperty('ratelimit-limit');
      }
    const metrics = await times(3, () => asking(service, '/metrics')(METRICS_TOKEN));
    expect(metrics.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect((await asking(service)(null)).statusCode).toBe(401);
    expect((await asking(service)(null)).statusCode).toBe(429);
    expect((await asking(service, '/health/live')(null)).statusCode).toBe(200);
  });
});

describe('behind a proxy', () => {
  const forwarded = (address: string) => ({ 'x-forwarded-for': address });

  test('nobody is believed about addresses unless they were named', async () => {
    const ask = asking(await serviceOf({ perAddress: 1 }), '/openapi.json');
    expect((await ask(null, HERE, forwarded('198.51.100.1'))).statusCode).toBe(200);
    expect((await ask(null, HERE, forwarded('198.51.100.2'))).statusCode).toBe(429);
  });

  test('a proxy that was named is believed, and nobody before it', async () => {
    const service = await serviceOf({ perAddress: 1, trustedProxies: ['192.0.2.0/31'] });
    const ask = asking(service, '/openapi.json');
    expect((await ask(null, HERE, forwarded('198.51.100.1'))).statusCode).toBe(200);
    expect((await ask(null, HERE, forwarded('198.51.100.2'))).statusCode).toBe(200);
    // What a caller wrote before the proxy added their address.
    expect((await ask(null, HERE, forwarded('203.0.113.9, 198.51.100.1'))).statusCode).toBe(429);
    // Not the proxy.
    expect((await ask(null, THERE, forwarded('198.51.100.3'))).statusCode).toBe(200);
    expect((await ask(null, THERE, forwarded('198.51.100.4'))).statusCode).toBe(429);
  });
});

describe('failed authentications', () => {
  async function withKey(limits: Partial<Limits> = { failuresPerAddress: 3 }) {
    const service = await serviceOf(limits);
    const key = await keyFor(service);
    return { service, key, wrong: `${key.slice(0, -43)}${'a'.repeat(43)}`, ask: asking(service) };
  }

  test('after the last that is allowed no key is looked at, not even a right one, until the minute is over', async () => {
    const move = stopClock();
    const { service, key, wrong, ask } = await withKey();
    const failed = await times(3, () => ask(wrong));
    expect(failed.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    const refused = await ask(key);
    expect([refused.statusCode, refused.headers['retry-after'], refused.json<{ detail: string }>().detail]).toEqual([
      429,
      '60',
      'From one address 3 keys or tokens a minute may be wrong; now none is looked at until the minute is over.',
    ]);
    expect((await ask(wrong)).statusCode).toBe(429);
    expect((await ask(key, THERE)).statusCode).toBe(200);
    move(60_000);
    expect((await ask(key)).statusCode).toBe(200);
    expect(await countsIn(service)).toEqual(['preclear_limited_total{limit="failures"} 2']);
  });

  test('right keys do not count, nor does who sends none', async () => {
    const { key, wrong, ask } = await withKey();
    await times(2, () => ask(wrong));
    await times(5, () => ask(key));
    await times(5, () => ask(null));
    expect((await ask(wrong)).statusCode).toBe(401);
    expect((await ask(wrong)).statusCode).toBe(429);
  });

  test.each([
    ['a key in another form', 'pck_x'],
    ['a token', 'a.b.c'],
    ['no bearer', ''],
  ])('%s counts', async (_what, text) => {
    const { ask } = await withKey({ failuresPerAddress: 1 });
    expect((await ask(text)).statusCode).toBe(401);
    expect((await ask(text)).statusCode).toBe(429);
  });

  test('a wrong token for metrics counts, and then the right one is not looked at either', async () => {
    const { service } = await withKey({ failuresPerAddress: 1 });
    const ask = asking(service, '/metrics');
    expect((await ask('wrong')).statusCode).toBe(401);
    expect((await ask(METRICS_TOKEN)).statusCode).toBe(429);
    expect((await ask(METRICS_TOKEN, THERE)).statusCode).toBe(200);
  });

  test('as many as come at once are no more', async () => {
    const { wrong, ask } = await withKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(wrong)));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(3);
    expect(statuses.filter((status) => status !== 401 && status !== 429)).toEqual([]);
  });

  test('each that was looked at is in the audit trail, and none that was not', async () => {
    const { service, wrong, ask } = await withKey();
    await times(50, () => ask(wrong));
    const links = await service.needs.store.listEntries('local', 0, 1000, 1000);
    expect(links.filter(({ action }) => action === 'authentication.fail')).toHaveLength(3);
  });
});

describe('load', () => {
  const LOCAL = { admission: { mode: 'none', host: 'localhost' } } as const;
  const BUSY = 'The service has more to do than it can; ask again in a few seconds.';

  test('while memory is beyond its bound requests are refused, and probes tell', async () => {
    const service = await serviceOf({ rssBytes: 1 }, LOCAL);
    const { call } = service;
    await expect.poll(async () => (await call('GET', '/v1/rulesets')).status, { timeout: 10_000 }).toBe(503);
    const { headers, body } = await call('POST', '/v1/products', { name: 'Writer' });
    expect(body).toEqual(problem('/v1/products', 503, 'busy', 'Busy', BUSY));
    expect(headers['retry-after']).toBe('5');
    expect((await call('GET', '/health/live')).status).toBe(200);
    expect((await call('GET', '/metrics')).status).toBe(200);
    expect((await call('GET', '/health/ready')).body).toEqual(
      problem('/health/ready', 503, 'not_ready', 'Not ready', 'The service has more to do than it can.'),
    );
    expect(await countsIn(service)).toEqual([
      expect.stringMatching(/^preclear_shed_total\{pressure="rssBytes"\} \d+$/),
    ]);
  });

  test('within its bounds nothing is refused', async () => {
    const { app, call } = await serviceOf({ rssBytes: 2 ** 50, eventLoopDelayMs: 1_000_000 }, LOCAL);
    await expect.poll(() => app.memoryUsage().rssBytes, { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await call('GET', '/v1/rulesets')).status).toBe(200);
    expect((await call('GET', '/health/ready')).status).toBe(200);
  });

  test('one piece of work that takes long at the start is no load', async () => {
    const { needs } = await serviceOf({ eventLoopDelayMs: 100 }, LOCAL);
    const app = Fastify();
    onTestFinished(() => app.close());
    const isOverloaded = await addLoadShedding(app, needs);
    const until = performance.now() + 1000;
    while (performance.now() < until);
    app.get('/', { config: { scope: 'public' } }, () => 'taken');
    await app.ready();
    // Nothing was measured in that time, which the library takes for a delay without end.
    await expect.poll(() => app.memoryUsage().eventLoopDelay, { interval: 1 }).toBe(Infinity);
    expect([(await app.inject('/')).body, isOverloaded()]).toEqual(['taken', false]);
  });

  test('while the event loop is late requests are refused, and taken again when it no longer is', async () => {
    const { call } = await serviceOf({ eventLoopDelayMs: 100 }, LOCAL);
    const status = async () => (await call('GET', '/v1/rulesets')).status;
    const busy = setInterval(() => {
      const until = performance.now() + 400;
      while (performance.now() < until);
    });
    await expect.poll(status, { timeout: 20_000 }).toBe(503);
    clearInterval(busy);
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
  });
});
