import type { RunResult } from 'better-sqlite3';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/** A SQLite connection, in a transaction or not. */
export type Sqlite = BaseSQLiteDatabase<'sync', RunResult>;
