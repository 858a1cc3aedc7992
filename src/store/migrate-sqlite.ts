import type { Database } from 'better-sqlite3';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import { z } from 'zod';

const lastApplied = z.object({ at: z.number().nullable() });

/**
 * Applies the migrations that a database does not have yet: all of them or none. Its table of applied ones is drizzle's own.
 *
 * Drizzle's `migrate` is not used: it reads what was applied before it takes the lock, so that of two processes that start at once
 * the second fails or applies a migration again, and it commits before anybody can look at the foreign keys.
 *
 * @throws Error when a row would be left without the row it refers to, or when a newer version of Preclear wrote the database
 */
export function migrateSqlite(client: Database, migrationsFolder: string): void {
  const migrations = readMigrationFiles({ migrationsFolder });
  // Here, and not in the migrations: SQLite ignores this pragma within a transaction, and a table that is dropped to be built anew
  // would take or block the rows that refer to it (drizzle-team/drizzle-orm#5782).
  client.pragma('foreign_keys = OFF');
  client.transaction(applyMissing).immediate(client, migrations);
  client.pragma('foreign_keys = ON');
}

function applyMissing(client: Database, migrations: readonly MigrationMeta[]): void {
  client.exec(
    'CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
  );
  const last =
    lastApplied.parse(client.prepare('SELECT max(created_at) AS at FROM "__drizzle_migrations"').get()).at ?? 0;
  if (last > Math.max(0, ...migrations.map(({ folderMillis }) => folderMillis)))
    throw new Error('The database was written by a newer version of Preclear than this one.');
  const missing = migrations.filter(({ folderMillis }) => folderMillis > last);
  if (missing.length === 0) return;
  const applied = client.prepare('INSERT INTO "__drizzle_migrations" (hash, created_at) VALUES (?, ?)');
  for (const { sql, hash, folderMillis } of missing) {
    for (const statement of sql) client.exec(statement);
    applied.run(hash, folderMillis);
  }
  const orphans = client.prepare('PRAGMA foreign_key_check').all();
  if (orphans.length === 0) return;
  throw new Error(`A migration would leave rows without those they refer to: ${JSON.stringify(orphans.slice(0, 10))}`);
}
