import SqliteClient, { type Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { LOCAL } from '../service/access.ts';
import { canonicalJson } from '../service/digest.ts';
import type { Backup } from '../service/ports.ts';
import { appendAudit } from './audit-log.ts';
import { checkSqlite } from './check-sqlite.ts';
import { digestOfFile, forceToDisk, moveInPlace } from './durable-file.ts';
import { connectSqlite, existingFileOf } from './open-sqlite.ts';

/** Who backs up, and when. */
export interface BackupNote {
  readonly actor: string;
  readonly at: Date;
}

/**
 * Copies a database into a new file while it is in use, as it was at one moment. The copy is on disk and was read through before it
 * gets its name; that it was made is noted in the audit trail of the database. Tables are left as they are, so that a database can be
 * backed up before a newer version updates it.
 *
 * @param file - as in DATABASE_URL
 * @throws Error when there is no database, the target is there already, or the copy is not sound
 */
export function backUpSqlite(file: string, target: string, { actor, at }: BackupNote): Backup {
  const source = existingFileOf(file);
  if (existsSync(target)) throw new Error(`${target} is there already; a backup replaces nothing.`);
  const partial = `${target}.partial`;
  const client = connectSqlite(source, true);
  try {
    rmSync(partial, { force: true });
    // SQLite writes into an empty file as well as into a new one: so nobody else can read it from the first byte on.
    closeSync(openSync(partial, 'wx', 0o600));
    client.prepare('VACUUM INTO ?').run(partial);
    forceToDisk(partial);
    const check = checkFile(partial);
    if (check.faults.length > 0) throw new Error(['The backup is not sound:', ...check.faults].join('\n'));
    const digest = digestOfFile(partial);
    note(client, digest, { actor, at });
    moveInPlace(partial, target);
    return { ...check, digest, bytes: statSync(target).size };
  } finally {
    client.close();
    rmSync(partial, { force: true });
  }
}

/** Reads a database file through that nobody else uses. */
export function checkFile(path: string): ReturnType<typeof checkSqlite> {
  const client = new SqliteClient(path, { readonly: true, fileMustExist: true });
  try {
    return checkSqlite(client);
  } finally {
    client.close();
  }
}

function note(client: Database, digest: string, { actor, at }: BackupNote): void {
  client
    .transaction(() => {
      const entry = {
        at,
        actor,
        action: 'database.backup',
        subject: digest,
        content: canonicalJson({ digest }),
      } as const;
      appendAudit(drizzle({ client }), LOCAL, [entry]);
    })
    .immediate();
}
