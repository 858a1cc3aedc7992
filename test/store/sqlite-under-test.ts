import type { Database } from 'better-sqlite3';
import { asc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { AuditLink } from '../../src/service/ports.ts';
import { parseAuditLink } from '../../src/store/audit-log.ts';
import { auditEntries } from '../../src/store/schema.sqlite.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** What stands between two statements of a migration. */
export const BREAK = '--> statement-breakpoint';

/** The audit chain of an organization, read past the store. */
export function readAudit(client: Database, organization: string): readonly AuditLink[] {
  const mine = eq(auditEntries.organizationId, organization);
  return drizzle({ client })
    .select()
    .from(auditEntries)
    .where(mine)
    .orderBy(asc(auditEntries.sequence))
    .all()
    .map(parseAuditLink);
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-store-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** A migrations folder as drizzle-kit lays it out. */
export function migrationsOf(...migrations: readonly string[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'meta'));
  const entries = migrations.map((sql, idx) => {
    const tag = `000${idx}_step`;
    writeFileSync(join(folder, `${tag}.sql`), sql);
    return { idx, version: '6', when: 1000 + idx, tag, breakpoints: true };
  });
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }));
  return folder;
}
