import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import type { Config } from '../src/config.ts';
import { NO_LIMITS } from '../src/http/limits.ts';
import { submissionResult } from '../src/http/schemas/submission.ts';
import { SCOPES, wholeOf } from '../src/service/access.ts';
import { createKey, revokeKey } from '../src/service/create-key.ts';
import { administrate, StartError, startService } from '../src/main.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SMALL_RULES = join(ROOT, 'test/fixtures/http-rules');
const START_MS = 60_000;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-main-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function configOf(changes: Partial<Config> = {}): Config {
  const databaseUrl = `file:${join(temporaryFolder(), 'data', 'preclear.db')}`;
  const access = { auth: 'keys_if_any', oidc: null, metricsToken: null } as const;
  return {
    host: '127.0.0.1',
    port: 0,
    databaseUrl,
    rulesFolder: SMALL_RULES,
    ...access,
    logLevel: 'silent',
    limits: { ...NO_LIMITS, perCaller: undefined, perAddress: undefined },
    ...changes,
  };
}

async function refusalOf(config: Config): Promise<string> {
  try {
    const serving = await startService(config);
    await serving.close();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error('the service started');
}

async function submit(url: string): Promise<z.output<typeof submissionResult>> {
  const body = JSON.stringify({ product: { name: 'Writer' }, answers: {} });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(`${url}/v1/submissions`, init);
  return submissionResult.parse(await response.json());
}

/** Runs the program until it ends by itself or, once it has said where it listens, by a signal. */
function run(
  env: Record<string, string>,
  signal?: NodeJS.Signals,
  meanwhile: (url: string) => Promise<void> = () => Promise.resolve(),
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    let isAsked = false;
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const url = /listens at (\S+)\n[\s\S]*Try it:/.exec(out)?.[1];
      if (signal === undefined || url === undefined || isAsked) return;
      isAsked = true;
      meanwhile(url)
        .catch(reject)
        .finally(() => child.kill(signal));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve({ code, out, err });
    });
  });
}

describe('the service', () => {
  test('keeps what was submitted over a restart', async () => {
    const config = configOf();
    const first = await startService(config);
    const { evaluation, links } = await submit(first.url);
    await first.close();
    const second = await startService(config);
    const read: unknown = await (await fetch(second.url + links.evaluation)).json();
    await second.close();
    expect(read).toEqual(evaluation);
    expect(evaluation.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('does not start on rules with problems, and says all of them', async () => {
    const rulesFolder = temporaryFolder();
    cpSync(SMALL_RULES, rulesFolder, { recursive: true });
    const file = join(rulesFolder, 'demo-pledge/c1.yaml');
    const damaged = readFileSync(file, 'utf8').replace('app.testers >= 3', 'app.tester >= 3').replace('minor', 'small');
    writeFileSync(file, damaged);
    const [first, ...problems] = (await refusalOf(configOf({ rulesFolder }))).split('\n');
    expect(first).toMatch(/^The rules in .* have \d+ problems?:$/);
    expect(problems.filter((line) => !/^[^:]+:\d+:\d+: [a-z-]+: /.test(line))).toEqual([]);
    expect(problems.join('\n')).toContain('demo-pledge/c1.yaml');
  });

  test('does not start without rules', async () => {
    const rulesFolder = join(temporaryFolder(), 'none');
    expect(await refusalOf(configOf({ rulesFolder }))).toMatch(/^The rules in .*none cannot be read: ENOENT/);
  });

  test('does not start on a database that cannot be opened', async () => {
    const databaseUrl = `file:${temporaryFolder()}`;
    expect(await refusalOf(configOf({ databaseUrl }))).toMatch(/^The database file:.* cannot be used: /);
  });

  test('does not start on a port that is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
    expect(await refusalOf(configOf({ port }))).toContain(`127.0.0.1:${port} cannot be listened on: listen EADDRINUSE`);
    taken.close();
  });
});

describe('who is let in', () => {
  const plain = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };

  /** Makes a key in the database of a configuration. */
  async function keyFor({ databaseUrl }: Config, expiresAt: Date | null = null): Promise<string> {
    const administration = await administrate(databaseUrl, false);
    const { text } = await createKey(administration, 'local', 'test', { ...plain, expiresAt });
    await administration.store.close();
    return text;
  }

  /** The status of a call, and who answers to a name that is none of this machine. */
  async function statuses(config: Config, key?: string): Promise<readonly number[]> {
    const serving = await startService(config);
    const port = new URL(serving.url).port;
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const { status } = await fetch(`http://127.0.0.1:${port}/v1/products`, { headers });
    const bare = await fetch(`http://127.0.0.1:${port}/v1/products`);
    await serving.close();
    return [status, bare.status];
  }

  test('on any other address nobody, until there is a key', async () => {
    const config = configOf({ host: '0.0.0.0', auth: 'keys' });
    expect(await refusalOf(config)).toBe(
      'Keys are asked for and there is none. Make one with "preclear keys create --name <name> --scopes admin", set an identity ' +
        'provider with OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URL, or serve this machine alone with HOST=127.0.0.1 and AUTH=none.',
    );
    const key = await keyFor(config);
    expect(await statuses(config, key)).toEqual([200, 401]);
  });

  test('on loopback everyone at the machine, until there is a key', async () => {
    const config = configOf();
    expect(await statuses(config)).toEqual([200, 200]);
    const key = await keyFor(config);
    expect(await statuses(config, key)).toEqual([200, 401]);
    expect(await statuses({ ...config, auth: 'none' })).toEqual([200, 200]);
  });

  test('nobody once the last key has ended: what was closed does not open by itself', async () => {
    const config = configOf();
    const administration = await administrate(config.databaseUrl, false);
    const { key } = await createKey(administration, 'local', 'test', plain);
    await revokeKey(administration, 'local', 'test', key.id);
    await administration.store.close();
    expect(await refusalOf(config)).toMatch(/^Keys are asked for and there is none that can still be used[.]/);
  });

  test('holders of tokens, when an identity provider is set', async () => {
    const claims = { organization: 'organization', scopes: 'scope', clients: null, matters: null };
    const oidc = { issuer: 'https://id.example', audience: 'preclear', jwksUrl: 'http://127.0.0.1:1/keys', claims };
    expect(await statuses(configOf({ oidc }), 'a.b.c')).toEqual([401, 401]);
  });

  test('settings that bear on it leave a trace when they change, and only then', async () => {
    const config = configOf();
    for (const changes of [{}, {}, { auth: 'none' }, { host: 'localhost' }, { host: 'localhost' }, {}] as const)
      await (await startService({ ...config, ...changes })).close();
    const { store } = await administrate(config.databaseUrl, true);
    const links = await store.listEntries('local', 0, 100, 100);
    await store.close();
    expect(links.map(({ actor, action }) => [actor, action])).toEqual(Array(3).fill(['service', 'settings.change']));
  });
});

describe('how much is taken', () => {
  /** The limit that the service tells a caller of, if there is any. */
  async function told(config: Config, headers: Record<string, string> = {}): Promise<string | null> {
    const serving = await startService(config);
    const response = await fetch(`${serving.url}/v1/products`, { headers });
    await serving.close();
    expect(response.status).toBe(200);
    return response.headers.get('ratelimit-limit');
  }

  test('without keys there is one user, who is limited only when they say so', async () => {
    const config = configOf();
    expect(await told(config)).toBe(null);
    expect(await told({ ...config, limits: { ...config.limits, perCaller: 5 } })).toBe('5');
    expect(await told({ ...config, limits: { ...config.limits, perAddress: 7 } })).toBe('7');
  });

  test('with keys there are limits unless they are taken away', async () => {
    const config = configOf();
    const { limits } = config;
    const { store, ...rest } = await administrate(config.databaseUrl, false);
    const request = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };
    const { text } = await createKey({ store, ...rest }, 'local', 'test', request);
    await store.close();
    const headers = { authorization: `Bearer ${text}` };
    expect(await told(config, headers)).toBe('600');
    expect(await told({ ...config, limits: { ...limits, perCaller: null } }, headers)).toBe('1200');
    expect(await told({ ...config, limits: { ...limits, perCaller: null, perAddress: null } }, headers)).toBe(null);
  });
});

/** Sends something and, as often as it is said, more; what comes back is read until the connection ends. */
function talk(
  port: number,
  first: string,
): { say: (more: string) => void; heard: () => string; ended: Promise<string> } {
  const socket = connect({ host: '127.0.0.1', port });
  let heard = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    heard += part;
  });
  socket.write(first);
  const ended = new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(heard);
    });
  });
  return { say: (more) => socket.write(more), heard: () => heard, ended };
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => {
      resolve(true);
    });
  });
}

describe('the program', () => {
  test('that is told to stop finishes what it has taken, and takes nothing else', { timeout: START_MS }, async () => {
    const databaseUrl = `file:${join(temporaryFolder(), 'preclear.db')}`;
    const env = { PORT: '0', DATABASE_URL: databaseUrl, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'silent' };
    const body = JSON.stringify({ product: { name: 'Writer' }, answers: {} });
    let afterwards: Promise<readonly string[]> | undefined;
    const { code, err } = await run(env, 'SIGTERM', async (url) => {
      const port = Number(new URL(url).port);
      const head = (line: string): string => `${line} HTTP/1.1\r\nhost: localhost:${port}\r\n`;
      const live = `${head('GET /health/live')}\r\n`;
      const submitting = talk(
        port,
        `${head('POST /v1/submissions')}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
      );
      // Requests that have begun, so that their connections are not idle.
      const probing = talk(port, head('GET /health/ready'));
      const late = talk(port, head('GET /v1/products'));
      const idle = talk(port, live);
      await expect.poll(idle.heard).toContain('"live"');
      afterwards = (async () => {
        const closed = await idle.ended;
        await expect.poll(() => isRefused(port), { timeout: START_MS }).toBe(true);
        probing.say('\r\n');
        late.say('\r\n');
        const refused = await Promise.all([probing.ended, late.ended]);
        submitting.say(body.slice(20));
        return [closed, ...refused, await submitting.ended];
      })();
    });
    const [closed, ready, refused, submitted] = (await afterwards) ?? [];
    expect(closed).toMatch(/^HTTP\/1\.1 200 /);
    expect(ready).toMatch(/^HTTP\/1\.1 503 [^]*"detail":"The service is stopping\."[^]*"code":"not_ready"/);
    expect(refused).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 5\r\n[^]*"code":"not_ready"/);
    expect(submitted).toMatch(/^HTTP\/1\.1 201 [^]*connection: close\r\n/i);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { evaluation } = submissionResult.parse(JSON.parse(submitted?.split('\r\n\r\n')[1] ?? ''));
    const { store } = await administrate(databaseUrl, true);
    const stored = await store.findEvaluation(wholeOf('local'), evaluation.id ?? '');
    await store.close();
    expect(stored).toBeDefined();
  });

  test('logs who did what when, and never a secret, an answer or a query', { timeout: START_MS }, async () => {
    const databaseUrl = `file:${join(temporaryFolder(), 'preclear.db')}`;
    const administration = await administrate(databaseUrl, false);
    const { key, text } = await createKey(administration, 'local', 'test', {
      ...{ name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null },
    });
    await administration.store.close();
    const env = { PORT: '0', DATABASE_URL: databaseUrl, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'trace' };
    const { code, out, err } = await run(env, 'SIGTERM', async (url) => {
      const ask = (path: string, authorization: string, body?: string): Promise<Response> => {
        const secrets = {
          authorization,
          cookie: 'session=cookie-not-for-the-log',
          'idempotency-key': 'repeat-not-for-the-log',
        };
        const headers = { ...secrets, 'content-type': 'application/json', 'x-request-id': 'my-request' };
        return fetch(url + path, { method: body === undefined ? 'GET' : 'POST', headers, body: body ?? null });
      };
      const answers = '{"answers":{"app.online":"answer-not-for-the-log"}}';
      expect((await ask('/v1/products?limit=7654321', `Bearer ${text}`)).status).toBe(400);
      expect((await ask('/v1/evaluate', `Bearer ${text}`, answers)).status).toBe(400);
      expect((await ask('/v1/evaluate', `Bearer ${text}`, answers.slice(0, -2))).status).toBe(400);
      expect((await ask('/v1/products', `Bearer ${text.slice(0, -43)}${'x'.repeat(43)}`)).status).toBe(401);
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const secret of [text.slice(-43), 'xxxx', 'not-for-the-log', '7654321', 'Bearer pck_0'])
      expect(out).not.toContain(secret);
    const lines = out.split('\n').filter((line) => line.startsWith('{'));
    const [first] = lines
      .filter((line) => line.includes('"path":"/v1/products"'))
      .map((line): unknown => JSON.parse(line));
    expect(first).toMatchObject({
      reqId: 'my-request',
      req: { method: 'GET', path: '/v1/products', remoteAddress: '127.0.0.1' },
    });
    expect(out).toContain(`"reason":"unknown_key","key":"${key.id}"`);
  });

  test('says where to look, and ends with 0 when it is told to stop', { timeout: START_MS }, async () => {
    const databaseUrl = `file:${join(temporaryFolder(), 'preclear.db')}`;
    const env = { PORT: '0', DATABASE_URL: databaseUrl, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'silent' };
    const { code, out, err } = await run(env, 'SIGTERM');
    const url = /^Preclear listens at (http:\/\/127\.0\.0\.1:\d+)$/m.exec(out)?.[1] ?? 'nowhere';
    expect(out.split('\n')).toEqual([
      `Preclear listens at ${url}`,
      `Look around: ${url}/docs`,
      `Try it:      curl -s ${url}/v1/evaluate -H 'content-type: application/json' -d '{"answers":{"org.roles":["app_provider"],"service.generates_content":true}}'`,
      '',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('ends with 3 on a bad configuration, and names all of it', { timeout: START_MS }, async () => {
    const { code, out, err } = await run({ HOST: 'a b', PORT: 'http' });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err.split('\n').map((line) => line.split(':', 1)[0])).toEqual(['HOST', 'PORT', '']);
  });
});
