import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { wholeOf } from '../../src/service/access.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { MIGRATIONS } from '../store/sqlite-under-test.ts';
import { bundlePrograms, SMALL_RULES, start } from './program.ts';

const SERVICES = 3;
const CLIENTS = 30;
const KEYS = 5;
const TRIES = 200;
const BODY = JSON.stringify({ product: { name: 'Writer' }, answers: { 'app.online': true } });

/** Sends a request until it is answered with something else than that it is under way; its answer, and how often it was sent. */
async function submit(url: string, key: string): Promise<string> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const response = await fetch(`${url}/v1/submissions`, { method: 'POST', headers, body: BODY });
    const text = await response.text();
    if (response.status === 201) return text;
    expect([response.status, JSON.parse(text)]).toMatchObject([409, { code: 'idempotency_key_in_use' }]);
  }
  throw new Error('the request was never answered');
}

test('many clients that send one key to several services that start at once on one new database have one effect', async () => {
  const programs = await bundlePrograms();
  const file = join(mkdtempSync(join(tmpdir(), 'preclear-key-')), 'preclear.db');
  const env = { PORT: '0', DATABASE_URL: `file:${file}`, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'silent' };
  const services = Array.from({ length: SERVICES }, () => start([programs.service], env));
  onTestFinished(async () => {
    for (const { child } of services) child.kill('SIGKILL');
    await Promise.all(services.map(({ ended }) => ended));
    rmSync(join(file, '..'), { recursive: true });
    programs.remove();
  });
  const urls = await Promise.all(
    services.map(async ({ said, saying }) => {
      await saying(/Try it:/);
      return /listens at (\S+)/.exec(said())?.[1] ?? '';
    }),
  );

  const keys = Array.from({ length: KEYS }, (_, index) => `key-${index}`);
  const answers = await Promise.all(
    keys.flatMap((key) =>
      Array.from(
        { length: CLIENTS },
        async (_, client) => [key, await submit(urls[client % SERVICES] ?? '', key)] as const,
      ),
    ),
  );
  const different = new Set(answers.map(([key, text]) => `${key} ${text}`));
  expect(different.size).toBe(KEYS);

  const store = new SqliteStore(openSqlite({ file, migrationsFolder: MIGRATIONS }));
  const { items } = await store.listProducts(wholeOf('local'), null, 1000);
  const made = [...different].map((line) => submissionResult.parse(JSON.parse(line.slice(line.indexOf('{')))));
  expect(new Set(items.map(({ id }) => id))).toEqual(new Set(made.map(({ submission }) => submission.product_id)));
  const entries = await store.listEntries('local', 0, 10_000, 10_000);
  expect(entries.filter(({ action }) => action === 'submission.create')).toHaveLength(KEYS);
  expect((await store.verifyChain('local', [])).fault).toBeNull();
  await store.close();
  process.stdout.write(`one key: ${CLIENTS} clients, ${SERVICES} services, ${KEYS} keys, ${items.length} effects\n`);
}, 120_000);
