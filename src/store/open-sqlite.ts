import SqliteClient, { type Database } from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateSqlite } from './migrate-sqlite.ts';

const BUSY_TIMEOUT_MS = 5000;
const BUSY_PAUSE_MS = 10;
const MEMORY = ':memory:';

/** Where a database is, and what makes or updates its tables. */
export interface SqliteOptions {
  /** A path, a `file:` URL, a relative path after `file:`, or `:memory:`. Relative is to the working directory. */
  readonly file: string;
  readonly migrationsFolder: string;
  /** Refuse a file that is not there instead of making it. */
  readonly mustExist?: boolean;
}

/** Opens a database file, made with its folder when it is not there and need not be, and brings its tables up to date. */
export function openSqlite({ file, migrationsFolder, mustExist = false }: SqliteOptions): Database {
  const path = mustExist ? existingFileOf(file) : databaseFileOf(file);
  const client = connectSqlite(path, mustExist);
  try {
    logAhead(client);
    // NORMAL would lose the last commits with the power; and on macOS alone, a plain fsync leaves them in the drive's cache.
    client.pragma('synchronous = FULL');
    client.pragma('fullfsync = ON');
    // What is erased is overwritten, not only let go.
    client.pragma('secure_delete = ON');
    migrateSqlite(client, migrationsFolder);
    client.pragma('foreign_keys = ON');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/**
 * Turns on the write-ahead log, waiting for other processes that do so at the same time on a new file: SQLite itself does not wait
 * there, because two that each hold a read lock would wait for each other.
 */
function logAhead(client: Database): void {
  const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (let waited = 0; ; waited += BUSY_PAUSE_MS) {
    try {
      client.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof SqliteClient.SqliteError && error.code === 'SQLITE_BUSY';
      if (!busy || waited >= BUSY_TIMEOUT_MS) throw error;
      Atomics.wait(pause, 0, 0, BUSY_PAUSE_MS);
    }
  }
}

/** The path of a database that is there. @throws Error when it is not */
export function existingFileOf(file: string): string {
  const path = databaseFileOf(file);
  if (path !== MEMORY && !existsSync(path)) throw new Error(`There is no database file ${path}.`);
  return path;
}

/** Connects to a database without touching its tables. */
export function connectSqlite(path: string, mustExist: boolean): Database {
  try {
    if (path !== MEMORY && !mustExist) mkdirSync(dirname(path), { recursive: true });
    return new SqliteClient(path, { timeout: BUSY_TIMEOUT_MS, fileMustExist: mustExist });
  } catch (cause) {
    throw new Error(`The database file ${path} cannot be opened.`, { cause });
  }
}

/** The path of a database. Not `new URL` for all: it would make `file:data/preclear.db` the file `/data/preclear.db`. */
export function databaseFileOf(file: string): string {
  if (file.startsWith('file:/')) {
    const url = new URL(file);
    if (url.search === '' && url.hash === '') return fileURLToPath(url);
    throw new Error(`The database URL ${file} has a part after the path; write ? and # as %3F and %23.`);
  }
  const path = file.startsWith('file:') ? file.slice('file:'.length) : file;
  // SQLite would open a nameless temporary database, gone with the process.
  if (path === '') throw new Error('The database URL names no file.');
  return path;
}
