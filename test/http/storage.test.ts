import SqliteClient, { type Database } from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { PROBLEM_TYPES, type ProblemCode } from '../../src/http/errors.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { problem, startService, type Service } from './harness.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const SUBMISSION = { product: { name: 'Writer', client: 'x'.repeat(500) }, answers: { 'app.online': true } };

let file: string;
let client: Database;
let service: Service;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-storage-'));
  file = join(folder, 'preclear.db');
  client = openSqlite({ file, migrationsFolder: MIGRATIONS });
  service = await startService(undefined, { store: new SqliteStore(client) });
  onTestFinished(async () => {
    await service.app.close();
    rmSync(folder, { recursive: true });
  });
});

function told(instance: string, code: ProblemCode): unknown {
  const { status, title, about } = PROBLEM_TYPES[code];
  return problem(instance, status, code, title, about);
}

/** Submits until that is refused. */
async function submitUntilRefused(): Promise<Awaited<ReturnType<Service['call']>>> {
  for (;;) {
    const answer = await service.call('POST', '/v1/submissions', SUBMISSION);
    if (answer.status !== 201) return answer;
  }
}

async function chainIsWhole(): Promise<boolean> {
  return (await service.needs.store.verifyChain('local', [])).fault === null;
}

describe('a store without room', () => {
  test('is told as 507, still answers, and takes what comes once there is room', async () => {
    const pages = Number(client.pragma('page_count', { simple: true }));
    client.pragma(`max_page_count = ${pages + 60}`);
    const { status, body } = await submitUntilRefused();
    expect([status, body]).toEqual([507, told('/v1/submissions', 'storage_full')]);
    const before = await service.call('GET', '/v1/products?limit=100');
    expect(before.status).toBe(200);
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(await chainIsWhole()).toBe(true);

    client.pragma(`max_page_count = ${pages + 1000}`);
    expect((await service.call('POST', '/v1/submissions', SUBMISSION)).status).toBe(201);
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
    expect(await chainIsWhole()).toBe(true);
  });

  test('keeps to itself what would have to be noted as read', async () => {
    const { body } = await service.call('POST', '/v1/submissions', SUBMISSION);
    const { links } = body as { links: { submission: string } };
    client.pragma(`max_page_count = ${Number(client.pragma('page_count', { simple: true }))}`);
    const statuses: number[] = [];
    for (let read = 0; read < 100; read += 1) statuses.push((await service.call('GET', links.submission)).status);
    expect(statuses.at(-1)).toBe(507);
    expect(new Set(statuses)).toEqual(new Set([200, 507]));
  });
});

describe('a store that another process holds', () => {
  test('is told as 503 with when to ask again, is not ready, and goes on afterwards', async () => {
    client.pragma('busy_timeout = 10');
    const other = new SqliteClient(file);
    other.exec('BEGIN IMMEDIATE');
    const { status, headers, body } = await service.call('POST', '/v1/submissions', SUBMISSION);
    expect([status, headers['retry-after'], body]).toEqual([503, '1', told('/v1/submissions', 'storage_unavailable')]);
    expect((await service.call('GET', '/health/ready')).status).toBe(503);
    expect((await service.call('GET', '/v1/products')).status).toBe(200);
    other.close();
    expect((await service.call('POST', '/v1/submissions', SUBMISSION)).status).toBe(201);
    expect(await chainIsWhole()).toBe(true);
  });
});

test('a store that is damaged is a fault of ours, told as 500 without a word about it', async () => {
  client.exec('DROP TABLE evaluations');
  const { status, body } = await service.call('POST', '/v1/submissions', SUBMISSION);
  expect([status, body]).toEqual([500, told('/v1/submissions', 'internal_error')]);
});
