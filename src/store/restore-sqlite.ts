import SqliteClient from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LOCAL } from '../service/access.ts';
import { canonicalJson } from '../service/digest.ts';
import type { Backup } from '../service/ports.ts';
import { appendAudit } from './audit-log.ts';
import { checkFile, type BackupNote } from './back-up-sqlite.ts';
import { digestOfFile, forceToDisk, moveInPlace } from './durable-file.ts';
import { databaseFileOf, openSqlite } from './open-sqlite.ts';

/** What is restored, and over what. */
export interface RestoreOptions extends BackupNote {
  readonly migrationsFolder: string;
  /** Whether a database that is there may be replaced. */
  readonly force: boolean;
  /** The digest that the backup must have; `null` for any. */
  readonly digest: string | null;
}

/**
 * Puts a backup in the place of a database. The backup is read through first; then a copy of it is brought up to date, read through and
 * forced to the disk beside the database, and takes its name in one step. The service must have ended.
 *
 * @param file - as in DATABASE_URL
 * @throws Error when the backup is not sound or not the one that is meant, or the database is there, or in use
 */
export function restoreSqlite(file: string, source: string, options: RestoreOptions): Backup {
  const target = databaseFileOf(file);
  if (!existsSync(source)) throw new Error(`There is no backup ${source}.`);
  if (resolve(source) === resolve(target)) throw new Error('The backup is the database itself.');
  if (existsSync(target) && !options.force)
    throw new Error(`There is a database ${target} already; --force replaces it, and what is in it is gone.`);
  const digest = digestOfFile(source);
  if (options.digest !== null && options.digest !== digest)
    throw new Error(`The backup ${source} is not the one that is meant: its digest is ${digest}.`);
  insistOnSound(source, 'The backup');
  mkdirSync(dirname(target), { recursive: true });
  const copy = `${target}.restoring`;
  try {
    removeWithLogs(copy);
    copyFileSync(source, copy);
    bringUpToDate(copy, digest, options);
    insistOnSound(copy, 'The restored database');
    keepOwner(target, copy);
    forceToDisk(copy);
    makeRoom(target);
    moveInPlace(copy, target);
  } finally {
    removeWithLogs(copy);
  }
  return { ...insistOnSound(target, 'The restored database'), digest, bytes: statSync(target).size };
}

function insistOnSound(path: string, what: string): ReturnType<typeof checkFile> {
  const check = checkFile(path);
  if (check.faults.length > 0) throw new Error([`${what} is not sound:`, ...check.faults].join('\n'));
  return check;
}

/** Leaves the file whole by itself, without a log beside it. */
function bringUpToDate(path: string, digest: string, { migrationsFolder, actor, at }: RestoreOptions): void {
  const client = openSqlite({ file: path, migrationsFolder, mustExist: true });
  try {
    const entry = {
      at,
      actor,
      action: 'database.restore',
      subject: digest,
      content: canonicalJson({ digest }),
    } as const;
    client.transaction(() => {
      appendAudit(drizzle({ client }), LOCAL, [entry]);
    })();
    client.pragma('journal_mode = DELETE');
  } finally {
    client.close();
  }
}

/** Who may read the database stays as it was. */
function keepOwner(target: string, copy: string): void {
  if (!existsSync(target)) {
    chmodSync(copy, 0o600);
    return;
  }
  const { mode, uid, gid } = statSync(target);
  chmodSync(copy, mode);
  const own = statSync(copy);
  if (own.uid !== uid || own.gid !== gid) chownSync(copy, uid, gid);
}

/**
 * Takes the log of the database that is replaced away, which SQLite would otherwise play into the one that takes its name. What is in
 * the log goes into the old database first, so that it is whole until the moment in which it is replaced.
 */
function makeRoom(target: string): void {
  if (existsSync(target)) foldLog(target);
  for (const end of ['-wal', '-shm', '-journal']) rmSync(target + end, { force: true });
  forceToDisk(dirname(target));
}

/** @throws Error while another process has the database open. One that SQLite cannot read has nothing that could be folded in. */
function foldLog(target: string): void {
  let client: SqliteClient.Database | undefined;
  try {
    client = new SqliteClient(target, { timeout: 0 });
    client.pragma('locking_mode = EXCLUSIVE');
    client.pragma('journal_mode = DELETE');
  } catch (error) {
    if (error instanceof SqliteClient.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code))
      throw new Error(`The database ${target} is in use; end the service first.`, { cause: error });
  } finally {
    client?.close();
  }
}

function removeWithLogs(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}
