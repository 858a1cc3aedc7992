import SqliteClient from 'better-sqlite3';
import { StorageError } from '../service/storage-error.ts';

/** Beginnings of SQLite's codes for what lies with the disk, its folder or whoever else holds the file, not with what was written. */
const UNAVAILABLE = [
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_PROTOCOL',
];

/** An error of SQLite as one of the store when that is what it comes to; any other as it is. */
export function storageErrorOf(error: unknown): unknown {
  if (!(error instanceof SqliteClient.SqliteError)) return error;
  if (error.code === 'SQLITE_FULL') return new StorageError('storage_full', { cause: error });
  const isUnavailable = UNAVAILABLE.some((code) => error.code.startsWith(code));
  return isUnavailable ? new StorageError('storage_unavailable', { cause: error }) : error;
}
