import SqliteClient from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StorageError } from '../../src/service/storage-error.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import * as schema from '../../src/store/schema.sqlite.ts';
import { createSqliteStore, SqliteStore } from '../../src/store/sqlite-store.ts';
import { auditOf, idOf, productOf, SNAPSHOT, submissionOf, WHOLE } from './records.ts';
import { MIGRATIONS, readAudit, temporaryFolder } from './sqlite-under-test.ts';

function openClient(file = ':memory:') {
  const client = openSqlite({ file, migrationsFolder: MIGRATIONS });
  onTestFinished(() => {
    client.close();
  });
  return client;
}

describe('the file', () => {
  test('what was stored is there after closing and opening again, and the audit chain goes on', async () => {
    const file = join(temporaryFolder(), 'preclear.db');
    const added = submissionOf(2, idOf(1), productOf(1));
    const first = await createSqliteStore({ file, migrationsFolder: MIGRATIONS });
    await first.addSubmission(WHOLE, added, [auditOf('submission.create', idOf(2))]);
    await first.close();

    const client = openClient(file);
    const second = new SqliteStore(client);
    await second.addProduct(WHOLE, productOf(5), [auditOf('product.create', idOf(5))]);
    expect(await second.findProduct(WHOLE, idOf(1))).toEqual(added.product);
    expect(await second.findSubmission(WHOLE, idOf(2))).toEqual(added.submission);
    expect(await second.findEvaluation(WHOLE, added.evaluation.id)).toEqual(added.evaluation);
    expect(await second.findSnapshot(WHOLE, SNAPSHOT.digest)).toEqual(SNAPSHOT);
    expect(readAudit(client, 'local').map(({ sequence, subject }) => [sequence, subject])).toEqual([
      [1, idOf(2)],
      [2, idOf(5)],
    ]);
  });

  test.each([
    ['a path', (path: string) => path],
    ['a file URL', (path: string) => pathToFileURL(path).href],
    ['a path after file:', (path: string) => `file:${path}`],
    ['a relative path after file:', (path: string) => `file:${relative(process.cwd(), path)}`],
  ])('it is named by %s, and its folder is made', (_kind, name) => {
    const path = join(temporaryFolder(), 'two folders', 'deep', '界 数据.db');
    openClient(name(path));
    expect(existsSync(path)).toBe(true);
  });

  test.each([
    ['', 'The database URL names no file.'],
    ['file:', 'The database URL names no file.'],
    [
      'file:///data/a.db?mode=ro',
      'The database URL file:///data/a.db?mode=ro has a part after the path; write ? and # as %3F and %23.',
    ],
  ])('"%s" is refused', async (file, message) => {
    await expect(createSqliteStore({ file, migrationsFolder: MIGRATIONS })).rejects.toThrow(new Error(message));
  });

  test('a file that cannot be opened is named', async () => {
    const folder = temporaryFolder();
    const opening = createSqliteStore({ file: folder, migrationsFolder: MIGRATIONS });
    await expect(opening).rejects.toThrow(new Error(`The database file ${folder} cannot be opened.`));
  });

  test('a file that is no database is refused and left as it is', async () => {
    const file = join(temporaryFolder(), 'notes.txt');
    writeFileSync(file, 'Not a database, but long enough to be one by its size.'.repeat(100));
    await expect(createSqliteStore({ file, migrationsFolder: MIGRATIONS })).rejects.toThrow('file is not a database');
  });

  test('each commit is forced to the disk, references are held, and a lock is waited for', () => {
    const client = openClient(join(temporaryFolder(), 'preclear.db'));
    const names = ['journal_mode', 'synchronous', 'fullfsync', 'foreign_keys', 'busy_timeout'];
    const FULL = 2;
    expect(names.map((name) => client.pragma(name, { simple: true }))).toEqual(['wal', FULL, 1, 1, 5000]);
  });
});

describe('rows', () => {
  test('the NUL character comes back', async () => {
    const store = new SqliteStore(openClient());
    const product = productOf(1, { name: 'a\0b\0', client: '\0', matter: '' });
    await store.addProduct(WHOLE, product, []);
    expect(await store.findProduct(WHOLE, idOf(1))).toEqual(product);
  });

  test.each([
    ['an unknown gate', "UPDATE evaluations SET gate = 'open'"],
    ['a day that does not exist', "UPDATE evaluations SET as_of = '2026-02-30'"],
    ['a cut digest', "UPDATE evaluations SET result_digest = 'sha256:ab'"],
    ['cut JSON', 'UPDATE evaluations SET rulesets = substr(rulesets, 1, 40)'],
    ['JSON of another form', "UPDATE evaluations SET rulesets = '[{}]'"],
    ['a time without a zone', "UPDATE evaluations SET created_at = '2026-11-23 12:00:00'"],
  ])('a row with %s is refused, not passed on', async (_kind, damage) => {
    const client = openClient();
    const store = new SqliteStore(client);
    const added = submissionOf(2, idOf(1), productOf(1));
    await store.addSubmission(WHOLE, added, []);
    client.exec(damage);
    await expect(store.findEvaluation(WHOLE, added.evaluation.id)).rejects.toBeInstanceOf(Error);
  });

  test('a submission that lost its payload row is not taken for an erased one', async () => {
    const client = openClient();
    const store = new SqliteStore(client);
    await store.addSubmission(WHOLE, submissionOf(2, idOf(1), productOf(1)), []);
    client.exec('DELETE FROM submission_payloads');
    await expect(store.findSubmission(WHOLE, idOf(2))).rejects.toBeInstanceOf(Error);
  });

  test.each([
    ['a payload without content needs a tombstone', 'UPDATE submission_payloads SET content = NULL'],
    ['a tombstone keeps no content', "UPDATE submission_payloads SET erased_at = '2027-01-01T00:00:00.000Z'"],
    ['a product with submissions stays', 'DELETE FROM products'],
    ['a submission with an evaluation stays', 'DELETE FROM submissions'],
  ])('%s', async (_claim, statement) => {
    const client = openClient();
    await new SqliteStore(client).addSubmission(WHOLE, submissionOf(2, idOf(1), productOf(1)), []);
    expect(() => client.exec(statement)).toThrow(/CHECK|FOREIGN KEY/);
  });

  test('every table but the heartbeat and the organizations themselves has the organization first in its key, and no deletion cascades', () => {
    const tables = Object.values(schema).map(getTableConfig);
    const keys = tables.map(({ name, primaryKeys }) => [name, primaryKeys[0]?.columns[0]?.name]);
    expect(Object.fromEntries(keys)).toEqual({
      api_keys: 'organization_id',
      audit_entries: 'organization_id',
      branding: 'organization_id',
      drafts: 'organization_id',
      final_reports: 'organization_id',
      review_entries: 'organization_id',
      evaluations: 'organization_id',
      heartbeat: undefined,
      idempotency_receipts: 'organization_id',
      legal_holds: 'organization_id',
      organizations: undefined,
      products: 'organization_id',
      ruleset_snapshots: 'organization_id',
      submission_payloads: 'organization_id',
      submissions: 'organization_id',
    });
    const references = tables.flatMap(({ foreignKeys }) => foreignKeys);
    expect(references.map(({ onDelete }) => onDelete)).toEqual(Array(7).fill('restrict'));
    expect(references.map((key) => key.reference().columns[0]?.name)).toEqual(Array(7).fill('organization_id'));
  });
});

describe('a store that cannot be written to', () => {
  test('says so when the database takes no writes', async () => {
    const client = openClient();
    const store = new SqliteStore(client);
    client.pragma('query_only = ON');
    expect(await store.isWritable()).toBe(false);
    client.pragma('query_only = OFF');
    expect(await store.isWritable()).toBe(true);
  });

  test('says so while another process holds the lock', async () => {
    const file = join(temporaryFolder(), 'preclear.db');
    const client = openClient(file);
    client.pragma('busy_timeout = 10');
    const other = new SqliteClient(file);
    other.exec('BEGIN IMMEDIATE');
    const store = new SqliteStore(client);
    expect(await store.isWritable()).toBe(false);
    other.close();
    expect(await store.isWritable()).toBe(true);
  });

  test('says so once it is closed', async () => {
    const store = await createSqliteStore({ file: ':memory:', migrationsFolder: MIGRATIONS });
    await store.close();
    expect(await store.isWritable()).toBe(false);
  });

  test('leaves nothing of a submission for which the disk had no room, and takes it once there is', async () => {
    const client = openClient(join(temporaryFolder(), 'preclear.db'));
    const store = new SqliteStore(client);
    const { snapshots, ...rest } = submissionOf(2, idOf(1), productOf(1));
    const added = { ...rest, snapshots: [...snapshots, { ...SNAPSHOT, digest: rest.submission.answersDigest }] };
    const large = { ...added, snapshots: added.snapshots.map((one) => ({ ...one, content: 'x'.repeat(100_000) })) };
    client.pragma(`max_page_count = ${Number(client.pragma('page_count', { simple: true })) + 20}`);
    await expect(store.addSubmission(WHOLE, large, [auditOf('submission.create', idOf(2))])).rejects.toThrow(
      new StorageError('storage_full'),
    );
    expect(await store.findProduct(WHOLE, idOf(1))).toBeUndefined();
    expect(readAudit(client, 'local')).toEqual([]);
    client.pragma('max_page_count = 10000');
    await store.addSubmission(WHOLE, large, [auditOf('submission.create', idOf(2))]);
    expect(await store.findSubmission(WHOLE, idOf(2))).toEqual(added.submission);
  });
});
