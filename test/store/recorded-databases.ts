import SqliteClient, { type Database } from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { migrateSqlite } from '../../src/store/migrate-sqlite.ts';

/** Where the databases of every version stand, as SQL: tables, indexes and rows. */
export const RECORDED = fileURLToPath(new URL('../fixtures/databases', import.meta.url));

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });
const names = z.array(z.string());

/** The names of the migrations that ship, in their order. */
export function shippedMigrations(): readonly string[] {
  return readJournal(MIGRATIONS).entries.map(({ tag }) => tag);
}

/** The names of the migrations after which a database was recorded. */
export function recordedDatabases(): readonly string[] {
  return readdirSync(RECORDED).map((name) => name.replace(/[.]sql$/, ''));
}

/** A database as it was recorded. */
export function openRecorded(name: string, file: string): Database {
  const client = new SqliteClient(file);
  client.pragma('foreign_keys = OFF');
  client.exec(readFileSync(join(RECORDED, `${name}.sql`), 'utf8'));
  return client;
}

/** Records the rows of a database as a version of some migrations less would have kept them. */
export function recordAs(tag: string, full: Database): void {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-record-'));
  const client = new SqliteClient(':memory:');
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const { entries, ...rest } = readJournal(folder);
    const until = entries.slice(0, entries.findIndex((entry) => entry.tag === tag) + 1);
    writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...rest, entries: until }));
    migrateSqlite(client, folder);
    client.pragma('foreign_keys = OFF');
    client.prepare('ATTACH ? AS full').run(full.name);
    for (const table of tablesOf(client).filter((name) => name !== '__drizzle_migrations')) {
      const columns = columnsOf(client, table).map(quoted).join();
      client.exec(
        `DELETE FROM ${quoted(table)}; INSERT INTO ${quoted(table)} (${columns}) SELECT ${columns} FROM full.${quoted(table)}`,
      );
    }
    client.exec('DETACH full');
    writeFileSync(join(RECORDED, `${tag}.sql`), dumpOf(client));
  } finally {
    client.close();
    rmSync(folder, { recursive: true });
  }
}

/** The rows of every table, by table, without columns that are not named. */
export function rowsOf(
  client: Database,
  columns: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, unknown>> {
  const rows = Object.entries(columns).map(([table, some]): readonly [string, unknown] => {
    const list = some.map(quoted).join();
    return [
      table,
      client
        .prepare(`SELECT ${list} FROM ${quoted(table)} ORDER BY ${list}`)
        .raw()
        .all(),
    ];
  });
  return Object.fromEntries(rows);
}

/** The columns of every table. */
export function allColumns(client: Database): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(tablesOf(client).map((table) => [table, columnsOf(client, table)]));
}

function dumpOf(client: Database): string {
  const schema = names.parse(
    client.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid').pluck().all(),
  );
  const rows = tablesOf(client).flatMap((table) => {
    const columns = columnsOf(client, table);
    const values = columns.map((column) => `quote(${quoted(column)})`).join(`||','||`);
    const all = names.parse(
      client
        .prepare(`SELECT ${values} FROM ${quoted(table)} ORDER BY rowid`)
        .pluck()
        .all(),
    );
    return all.map((row) => `INSERT INTO ${quoted(table)} (${columns.map(quoted).join()}) VALUES (${row});`);
  });
  return `${[...schema.map((sql) => `${sql};`), ...rows].join('\n')}\n`;
}

function tablesOf(client: Database): readonly string[] {
  const tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
  return names.parse(client.prepare(tables).pluck().all());
}

function columnsOf(client: Database, table: string): readonly string[] {
  return names.parse(client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table));
}

function quoted(name: string): string {
  return `"${name}"`;
}

function readJournal(folder: string): z.output<typeof journal> {
  return journal.parse(JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')));
}
