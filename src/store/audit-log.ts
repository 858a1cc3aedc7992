import { and, asc, desc, eq, gt, lte } from 'drizzle-orm';
import { union } from 'drizzle-orm/sqlite-core';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AuditAction, AuditEntry, AuditLink } from '../service/ports.ts';
import { linkEntry } from './audit-chain.ts';
import { digest } from './columns.ts';
import { auditEntries, organizations } from './schema.sqlite.ts';
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
  if (entries.length === 0) return;
  let last = lastLink(db, organization);
  for (const entry of entries) {
    last = linkEntry(organization, last, entry, randomBytes(SALT_BYTES).toString('hex'));
    db.insert(auditEntries).values(last).run();
  }
}

/** The last link of a chain; of one action when it is given. */
export function lastLink(db: Sqlite, organization: string, action?: AuditAction): AuditLink | undefined {
  const ofAction = action === undefined ? undefined : eq(auditEntries.action, action);
  const row = db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.organizationId, organization), ofAction))
    .orderBy(desc(auditEntries.sequence))
    .limit(1)
    .get();
  return row === undefined ? undefined : parseAuditLink(row);
}

/** Rows of a chain in the order of their sequence, as they are: what was written past this code may have any form. */
export function auditRows(
  db: Sqlite,
  organization: string,
  { after, until, limit }: { readonly after?: number; readonly until?: number; readonly limit: number },
): readonly (typeof auditEntries.$inferSelect)[] {
  const part = and(
    eq(auditEntries.organizationId, organization),
    after === undefined ? undefined : gt(auditEntries.sequence, after),
    until === undefined ? undefined : lte(auditEntries.sequence, until),
  );
  return db.select().from(auditEntries).where(part).orderBy(asc(auditEntries.sequence)).limit(limit).all();
}

/** Every organization that has links or should have some, by id. */
export function auditedOrganizations(db: Sqlite): readonly string[] {
  const all = union(
    db.select({ id: organizations.id }).from(organizations),
    db.selectDistinct({ id: auditEntries.organizationId }).from(auditEntries),
  ).all();
  return all.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1));
}

export function parseAuditLink(row: unknown): AuditLink {
  return auditRow.parse(row);
}

/** A row as a link, or `undefined` when it has not even the form of one. */
export function readAuditLink(row: unknown): AuditLink | undefined {
  return auditRow.safeParse(row).data;
}
