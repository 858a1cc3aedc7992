import { desc, eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AuditEntry } from '../service/ports.ts';
import { linkEntry, type AuditLink } from './audit-chain.ts';
import { digest } from './columns.ts';
import { auditEntries } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

const SALT_BYTES = 16;

const auditRow = z.object({
  organizationId: z.string(),
  sequence: z.int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  contentDigest: digest,
  salt: z.string().nullable(),
  previousHash: digest.nullable(),
  hash: digest,
});

/** Adds entries to the end of an organization's chain; to be called within the transaction that writes what they record. */
export function appendAudit(db: Sqlite, organization: string, entries: readonly AuditEntry[]): void {
  let last = lastLink(db, organization);
  for (const entry of entries) {
    last = linkEntry(organization, last, entry, randomBytes(SALT_BYTES).toString('hex'));
    db.insert(auditEntries).values(last).run();
  }
}

function lastLink(db: Sqlite, organization: string): AuditLink | undefined {
  const row = db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.organizationId, organization))
    .orderBy(desc(auditEntries.sequence))
    .limit(1)
    .get();
  return row === undefined ? undefined : parseAuditLink(row);
}

export function parseAuditLink(row: unknown): AuditLink {
  return auditRow.parse(row);
}
