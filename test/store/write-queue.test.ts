import SqliteClient, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { StorageError } from '../../src/service/storage-error.ts';
import { ServiceError } from '../../src/service/service-error.ts';
import { verifyAuditChain } from '../../src/store/audit-chain.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { MAX_WAITING } from '../../src/store/write-queue.ts';
import { auditOf, idOf, productOf, SNAPSHOT, submissionOf, WHOLE } from './records.ts';
import { MIGRATIONS, readAudit, temporaryFolder } from './sqlite-under-test.ts';

let file: string;
let client: Database;
let store: SqliteStore;
let commits: number;

beforeEach(() => {
  file = join(temporaryFolder(), 'preclear.db');
  client = openSqlite({ file, migrationsFolder: MIGRATIONS });
  commits = 0;
  store = new SqliteStore(client, () => (commits += 1));
  onTestFinished(() => store.close());
});

function add(number: number): Promise<void> {
  return store.addProduct(WHOLE, productOf(number), [auditOf('product.create', idOf(number))]);
}

/** Adds a product and a submission for it, with a ruleset snapshot of so many characters. */
function addLarge(number: number, size: number): Promise<void> {
  const submission = submissionOf(number, idOf(number), productOf(number));
  const snapshot = { ...SNAPSHOT, digest: submission.evaluation.resultDigest, content: 'x'.repeat(size) };
  return store.addSubmission(WHOLE, { ...submission, snapshots: [snapshot] }, [
    auditOf('submission.create', idOf(number)),
  ]);
}

/** The numbers of the products that another connection finds, and those of the audit chain in its order. */
function stored(): { readonly products: unknown; readonly audited: readonly string[] } {
  const other = new SqliteClient(file, { readonly: true });
  try {
    const links = readAudit(other, 'local');
    expect(verifyAuditChain(links)).toBeNull();
    const products = other.prepare('SELECT id FROM products ORDER BY id').pluck().all();
    return { products, audited: links.map(({ subject }) => subject) };
  } finally {
    other.close();
  }
}

function both(...numbers: readonly number[]): ReturnType<typeof stored> {
  return { products: numbers.map(idOf), audited: numbers.map(idOf) };
}

/** What became of each write: nothing said, or the word of what was thrown. */
async function outcomes(writes: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(writes);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'stored';
    const reason: unknown = one.reason;
    if (reason instanceof StorageError) return reason.fault;
    return reason instanceof ServiceError ? reason.code : 'error';
  });
}

describe('writes of one turn', () => {
  test('are one transaction, in their order, and none is said to be stored before it is', async () => {
    const writes = [1, 2, 3, 4, 5].map(async (number) => {
      await add(number);
      return stored();
    });
    expect(stored()).toEqual(both());
    expect(await Promise.all(writes)).toEqual(Array(5).fill(both(1, 2, 3, 4, 5)));
    expect(commits).toBe(1);
  });

  test('do not delay reads, which see what was committed', async () => {
    const writing = add(1);
    expect(await store.findProduct(WHOLE, idOf(1))).toBeUndefined();
    await writing;
    expect(await store.findProduct(WHOLE, idOf(1))).toEqual(productOf(1));
  });

  test('that are many are several transactions', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    await Promise.all(numbers.map(add));
    expect(commits).toBe(3);
    expect(stored()).toEqual(both(...numbers));
  });

  test('one that fails takes nothing of its neighbours with it, and leaves nothing of its own', async () => {
    const walled = { ...WHOLE, clients: ['Acme'] };
    const writes = [
      add(1),
      add(1),
      store.addProduct(walled, productOf(2), [auditOf('product.create', idOf(2))]),
      store.addSubmission(WHOLE, submissionOf(3, idOf(77)), [auditOf('submission.create', idOf(3))]),
      add(4),
    ];
    expect(await outcomes(writes)).toEqual(['stored', 'error', 'outside_reach', 'error', 'stored']);
    expect(commits).toBe(1);
    expect(stored()).toEqual(both(1, 4));
  });

  test('one that makes SQLite give up the transaction is refused alone', async () => {
    client.pragma(`max_page_count = ${Number(client.pragma('page_count', { simple: true })) + 40}`);
    // Small enough a cache spills to the disk in the middle of a transaction.
    client.pragma('cache_size = 10');
    const writes = [add(1), addLarge(2, 400_000), add(3)];
    expect(await outcomes(writes)).toEqual(['stored', 'storage_full', 'stored']);
    expect(stored()).toEqual(both(1, 3));
  });

  test('are all refused when the commit fails, and the next ones are not', async () => {
    // A reference that is looked at when the transaction is committed, so that the commit is what fails.
    client.pragma('foreign_keys = ON');
    client.exec('CREATE TABLE later (id integer REFERENCES heartbeat(id) DEFERRABLE INITIALLY DEFERRED)');
    client.exec(
      "CREATE TRIGGER spoil AFTER INSERT ON products WHEN new.name = 'Spoilt' BEGIN INSERT INTO later VALUES (99); END",
    );
    const spoilt = store.addProduct(WHOLE, productOf(2, { name: 'Spoilt' }), []);
    expect(await outcomes([add(1), spoilt, add(3)])).toEqual(['error', 'error', 'error']);
    expect(client.inTransaction).toBe(false);
    expect(stored()).toEqual(both());
    expect(await outcomes([add(4)])).toEqual(['stored']);
    expect(stored()).toEqual(both(4));
  });

  test('are all refused while another process holds the lock for too long, and taken afterwards', async () => {
    client.pragma('busy_timeout = 10');
    const other = new SqliteClient(file);
    other.exec('BEGIN IMMEDIATE');
    expect(await outcomes([add(1), add(2)])).toEqual(['storage_unavailable', 'storage_unavailable']);
    other.close();
    expect(await outcomes([add(1), add(2)])).toEqual(['stored', 'stored']);
    expect(stored()).toEqual(both(1, 2));
  });

  test('beyond a bound are refused', async () => {
    const numbers = Array.from({ length: MAX_WAITING + 2 }, (_, index) => index);
    const taken = numbers.slice(0, MAX_WAITING);
    expect(await outcomes(numbers.map(add))).toEqual([
      ...taken.map(() => 'stored'),
      'storage_unavailable',
      'storage_unavailable',
    ]);
    expect(stored()).toEqual(both(...taken));
  });

  test('that wait are written before the store is closed', async () => {
    const writing = add(1);
    await store.close();
    expect(await outcomes([writing])).toEqual(['stored']);
    expect(stored()).toEqual(both(1));
  });
});
