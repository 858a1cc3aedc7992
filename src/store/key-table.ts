import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { KeyRecord, OrganizationRecord } from '../service/ports.ts';
import { parseKey, parseOrganization } from './key-row.ts';
import { apiKeys, organizations } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

/** @returns whether it was added; `false` when the id is taken */
export function insertOrganization(tx: Sqlite, { id, name, createdAt }: OrganizationRecord): boolean {
  const row = { id, name, createdAt: createdAt.toISOString() };
  return tx.insert(organizations).values(row).onConflictDoNothing({ target: organizations.id }).run().changes === 1;
}

export function selectOrganizations(db: Sqlite, id?: string): readonly OrganizationRecord[] {
  const wanted = id === undefined ? undefined : eq(organizations.id, id);
  return db.select().from(organizations).where(wanted).orderBy(asc(organizations.id)).all().map(parseOrganization);
}

export function selectKeyByPrefix(db: Sqlite, prefix: string): KeyRecord | undefined {
  return db.select().from(apiKeys).where(eq(apiKeys.prefix, prefix)).all().map(parseKey)[0];
}

export function selectKey(db: Sqlite, organization: string, id: string): KeyRecord | undefined {
  return db.select().from(apiKeys).where(oneKey(organization, id)).all().map(parseKey)[0];
}

export function selectKeys(
  db: Sqlite,
  organization: string,
  after: string | null,
  limit: number,
): readonly KeyRecord[] {
  const page = and(eq(apiKeys.organizationId, organization), after === null ? undefined : gt(apiKeys.id, after));
  return db.select().from(apiKeys).where(page).orderBy(asc(apiKeys.id)).limit(limit).all().map(parseKey);
}

/** @returns whether it had not ended before */
export function endKey(tx: Sqlite, organization: string, id: string, at: Date): boolean {
  const going = and(oneKey(organization, id), isNull(apiKeys.revokedAt));
  return tx.update(apiKeys).set({ revokedAt: at.toISOString() }).where(going).run().changes === 1;
}

export function updateLastUse(tx: Sqlite, organization: string, id: string, at: Date): void {
  tx.update(apiKeys).set({ lastUsedAt: at.toISOString() }).where(oneKey(organization, id)).run();
}

/** Times are text of one form, so that they compare as they happened. */
export function countKeys(db: Sqlite, at: Date): { readonly any: boolean; readonly usable: boolean } {
  const usable = and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at.toISOString())));
  const some = (condition: ReturnType<typeof and>): boolean =>
    db
      .select({ one: sql`1` })
      .from(apiKeys)
      .where(condition)
      .limit(1)
      .all().length > 0;
  return { any: some(undefined), usable: some(usable) };
}

function oneKey(organization: string, id: string): ReturnType<typeof and> {
  return and(eq(apiKeys.organizationId, organization), eq(apiKeys.id, id));
}
