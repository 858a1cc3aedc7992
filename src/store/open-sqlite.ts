import SqliteClient, { type Database } from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateSqlite } from './migrate-sqlite.ts';

const BUSY_TIMEOUT_MS = 5000;
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
  const path = pathOf(file);
  if (mustExist && path !== MEMORY && !existsSync(path)) throw new Error(`There is no database file ${path}.`);
  const client = connect(path, mustExist);
  try {
    client.pragma('journal_mode = WAL');
    // NORMAL would lose the last commits with the power; and on macOS alone, a plain fsync leaves them in the drive's cache.
    client.pragma('synchronous = FULL');
    client.pragma('fullfsync = ON');
    migrateSqlite(client, migrationsFolder);
    client.pragma('foreign_keys = ON');
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

function connect(path: string, mustExist: boolean): Database {
  try {
    if (path !== MEMORY && !mustExist) mkdirSync(dirname(path), { recursive: true });
    return new SqliteClient(path, { timeout: BUSY_TIMEOUT_MS, fileMustExist: mustExist });
  } catch (cause) {
    throw new Error(`The database file ${path} cannot be opened.`, { cause });
  }
}

/** Not `new URL` for all: it would make `file:data/preclear.db` the file `/data/preclear.db`. */
function pathOf(file: string): string {
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
