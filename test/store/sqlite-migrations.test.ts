import SqliteClient, { type Database } from 'better-sqlite3';
import { generateSQLiteDrizzleJson, generateSQLiteMigration, type DrizzleSQLiteSnapshotJSON } from 'drizzle-kit/api';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import { checkSqlite } from '../../src/store/check-sqlite.ts';
import { migrateSqlite } from '../../src/store/migrate-sqlite.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import * as schema from '../../src/store/schema.sqlite.ts';
import { createSqliteStore, SqliteStore } from '../../src/store/sqlite-store.ts';
import { allColumns, openRecorded, recordedDatabases, rowsOf, shippedMigrations } from './recorded-databases.ts';
import { auditOf, idOf, productOf, submissionOf, WHOLE } from './records.ts';
import { BREAK, MIGRATIONS, migrationsOf, temporaryFolder } from './sqlite-under-test.ts';

const PARENT_AND_CHILD = `
  CREATE TABLE parent (id integer PRIMARY KEY, note text);
  ${BREAK}
  CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent(id) ON DELETE cascade);`;

/** What drizzle-kit writes when a column becomes NOT NULL, copying the rows that the condition lets through. */
const rebuildParent = (where = 'true') => `
  PRAGMA foreign_keys=OFF;
  ${BREAK}
  CREATE TABLE __new_parent (id integer PRIMARY KEY, note text NOT NULL);
  ${BREAK}
  INSERT INTO __new_parent (id, note) SELECT id, note FROM parent WHERE ${where};
  ${BREAK}
  DROP TABLE parent;
  ${BREAK}
  ALTER TABLE __new_parent RENAME TO parent;
  ${BREAK}
  PRAGMA foreign_keys=ON;`;

function withRows(): Database {
  const client = new SqliteClient(':memory:');
  onTestFinished(() => {
    client.close();
  });
  migrateSqlite(client, migrationsOf(PARENT_AND_CHILD));
  client.exec("INSERT INTO parent VALUES (1, 'one'), (2, 'two'); INSERT INTO child VALUES (10, 1), (20, 2)");
  return client;
}

function contents(client: Database): unknown {
  return {
    parent: client.prepare('SELECT id, note FROM parent').raw().all(),
    child: client.prepare('SELECT id, parent_id FROM child').raw().all(),
    applied: client.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all(),
    columnIsNotNull: client
      .prepare("SELECT \"notnull\" FROM pragma_table_info('parent') WHERE name = 'note'")
      .pluck()
      .get(),
  };
}

const ROWS = {
  parent: [
    [1, 'one'],
    [2, 'two'],
  ],
  child: [
    [10, 1],
    [20, 2],
  ],
};
const BEFORE = { ...ROWS, applied: [1000], columnIsNotNull: 0 };

describe('migrations', () => {
  test('a table that is built anew keeps the rows that refer to it', () => {
    const client = withRows();
    migrateSqlite(client, migrationsOf(PARENT_AND_CHILD, rebuildParent()));
    expect(contents(client)).toEqual({ ...ROWS, applied: [1000, 1001], columnIsNotNull: 1 });
    expect(client.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  test('one that would leave a row without the row it refers to is refused, and nothing has changed', () => {
    const client = withRows();
    expect(() => {
      migrateSqlite(client, migrationsOf(PARENT_AND_CHILD, rebuildParent('id = 1')));
    }).toThrow(
      new Error(
        'A migration would leave rows without those they refer to: [{"table":"child","rowid":20,"parent":"parent","fkid":0}]',
      ),
    );
    expect(contents(client)).toEqual(BEFORE);
  });

  test('one that fails half way takes those before it with it', () => {
    const client = withRows();
    const folder = migrationsOf(PARENT_AND_CHILD, rebuildParent(), `DELETE FROM child;${BREAK}SELECT * FROM nowhere;`);
    expect(() => {
      migrateSqlite(client, folder);
    }).toThrow('no such table: nowhere');
    expect(contents(client)).toEqual(BEFORE);
  });

  test('each is applied once', () => {
    const client = withRows();
    const folder = migrationsOf(PARENT_AND_CHILD, "INSERT INTO parent VALUES (3, 'three');");
    for (let start = 1; start <= 3; start += 1) migrateSqlite(client, folder);
    expect(contents(client)).toEqual({
      ...BEFORE,
      parent: [...ROWS.parent, [3, 'three']],
      applied: [1000, 1001],
    });
  });

  test('a database that a newer version wrote is refused', () => {
    const client = withRows();
    migrateSqlite(client, migrationsOf(PARENT_AND_CHILD, rebuildParent()));
    expect(() => {
      migrateSqlite(client, migrationsOf(PARENT_AND_CHILD));
    }).toThrow(new Error('The database was written by a newer version of Preclear than this one.'));
  });

  test('a store with submissions keeps them when drizzle-kit has their tables built anew', async () => {
    const file = join(temporaryFolder(), 'preclear.db');
    const { submission, ...rest } = submissionOf(2, idOf(1), productOf(1, { client: 'Client' }));
    const added = { ...rest, submission: { ...submission, targetLaunch: calendarDate('2027-01-01') } };
    const before = await createSqliteStore({ file, migrationsFolder: MIGRATIONS });
    await before.addSubmission(WHOLE, added, []);
    await before.close();

    const [now, changed] = [latestSnapshot(), latestSnapshot()];
    for (const column of [changed.tables.products?.columns.client, changed.tables.submissions?.columns.target_launch])
      Object.assign(column ?? {}, { notNull: true });
    const statements = await generateSQLiteMigration(now, changed);
    expect(statements.filter((statement) => statement.startsWith('DROP TABLE'))).toEqual([
      'DROP TABLE `products`;',
      'DROP TABLE `submissions`;',
    ]);

    const after = await createSqliteStore({ file, migrationsFolder: shippedAnd(statements.join(BREAK)) });
    expect(await after.findProduct(WHOLE, idOf(1))).toEqual(added.product);
    expect(await after.findSubmission(WHOLE, idOf(2))).toEqual(added.submission);
    expect(await after.findEvaluation(WHOLE, added.evaluation.id)).toEqual(added.evaluation);
    await expect(after.addSubmission(WHOLE, submissionOf(5, idOf(99)), [])).rejects.toBeInstanceOf(Error);
    await after.close();
  });

  test('a database of the first release keeps its rows and has the organization they are of', async () => {
    const file = join(temporaryFolder(), 'preclear.db');
    const client = new SqliteClient(file);
    migrateSqlite(client, firstOnly());
    client.exec(
      "INSERT INTO products (id, name, created_at) VALUES ('" + idOf(1) + "', 'Product 1', '2026-11-23T08:09:10.011Z')",
    );
    client.close();
    const store = await createSqliteStore({ file, migrationsFolder: MIGRATIONS });
    expect(await store.findProduct(WHOLE, idOf(1))).toEqual(productOf(1));
    expect(await store.listOrganizations()).toEqual([
      { id: WHOLE.organization, name: 'Local', createdAt: expect.any(Date) },
    ]);
    await store.close();
  });

  test('those that ship make the tables that the schema describes', async () => {
    const snapshot = latestSnapshot();
    expect(await generateSQLiteMigration(snapshot, await generateSQLiteDrizzleJson(schema, snapshot.id))).toEqual([]);
  });
});

describe('a database of an earlier version', () => {
  test('is recorded after every migration but the last; `npm run golden:databases` records one', () => {
    expect(recordedDatabases()).toEqual(expect.arrayContaining([...shippedMigrations().slice(0, -1)]));
  });

  test.each(recordedDatabases())('%s keeps every value of every row, and is sound', async (name) => {
    const file = join(temporaryFolder(), 'preclear.db');
    const older = openRecorded(name, file);
    const { __drizzle_migrations: _applied, ...columns } = allColumns(older);
    const before = rowsOf(older, columns);
    older.close();
    const empty = Object.keys(before).filter((table) => JSON.stringify(before[table]) === '[]');
    expect(empty).toEqual([]);

    const client = openSqlite({ file, migrationsFolder: MIGRATIONS });
    expect(rowsOf(client, columns)).toEqual(before);
    const { faults, chains } = checkSqlite(client);
    expect(faults).toEqual([]);
    expect(chains.map(({ organization }) => organization)).toEqual(['local', 'other-firm']);
    expect(client.pragma('foreign_keys', { simple: true })).toBe(1);

    const store = new SqliteStore(client);
    const added = submissionOf(11, idOf(10));
    // Earlier than the version of the product was asked for.
    const productVersion = name < '0003' ? null : added.submission.payload.productVersion;
    expect(await store.findSubmission(WHOLE, idOf(11))).toEqual({
      ...added.submission,
      payload: { ...added.submission.payload, productVersion },
    });
    expect(await store.findEvaluation(WHOLE, added.evaluation.id)).toEqual(added.evaluation);
    expect((await store.findSubmission(WHOLE, idOf(21)))?.payload).toBeNull();
    await store.addSubmission(WHOLE, submissionOf(12, idOf(10)), [auditOf('submission.create', idOf(12))]);
    await store.erase('local', { kind: 'product', subject: idOf(20) }, new Date(), () => []);
    expect(checkSqlite(client).faults).toEqual([]);
    await store.close();
  });
});

/** What drizzle-kit noted of the tables after the last migration that ships. */
function latestSnapshot(): DrizzleSQLiteSnapshotJSON {
  const file = `${String(readJournal(MIGRATIONS).entries.length - 1).padStart(4, '0')}_snapshot.json`;
  const snapshot: DrizzleSQLiteSnapshotJSON = JSON.parse(readFileSync(join(MIGRATIONS, 'meta', file), 'utf8'));
  return snapshot;
}

/** The migrations of the first release. */
function firstOnly(): string {
  const folder = temporaryFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  const { entries, ...rest } = readJournal(folder);
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));
  return folder;
}

/** The migrations that ship, and one more. */
function shippedAnd(sql: string): string {
  const folder = temporaryFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  const { entries, ...rest } = readJournal(folder);
  const when = Math.max(...entries.map((entry) => entry.when)) + 1;
  const more = { idx: 999, version: '6', when, tag: '0999_more', breakpoints: true };
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...rest, entries: [...entries, more] }));
  writeFileSync(join(folder, '0999_more.sql'), sql);
  return folder;
}

function readJournal(folder: string): { readonly entries: readonly { readonly when: number }[] } {
  const journal: ReturnType<typeof readJournal> = JSON.parse(
    readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'),
  );
  return journal;
}
