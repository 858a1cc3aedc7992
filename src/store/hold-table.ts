import { and, asc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { EXTENT_KINDS, type HoldRecord } from '../service/ports.ts';
import { instant } from './columns.ts';
import { legalHolds } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

const holdRow = z.object({
  id: z.string(),
  kind: z.enum(EXTENT_KINDS),
  subject: z.string(),
  reason: z.string(),
  createdAt: instant,
  releasedAt: instant.nullable(),
});

export function insertHold(tx: Sqlite, organizationId: string, { createdAt, releasedAt, ...hold }: HoldRecord): void {
  const times = { createdAt: createdAt.toISOString(), releasedAt: releasedAt?.toISOString() ?? null };
  tx.insert(legalHolds)
    .values({ organizationId, ...hold, ...times })
    .run();
}

export function selectHold(db: Sqlite, organization: string, id: string): HoldRecord | undefined {
  return db.select().from(legalHolds).where(oneHold(organization, id)).all().map(parseHold)[0];
}

export function selectHolds(
  db: Sqlite,
  organization: string,
  after: string | null,
  limit: number,
): readonly HoldRecord[] {
  const page = and(eq(legalHolds.organizationId, organization), after === null ? undefined : gt(legalHolds.id, after));
  return db.select().from(legalHolds).where(page).orderBy(asc(legalHolds.id)).limit(limit).all().map(parseHold);
}

/** @returns whether it had not been released before */
export function endHold(tx: Sqlite, organization: string, id: string, at: Date): boolean {
  const going = and(oneHold(organization, id), isNull(legalHolds.releasedAt));
  return tx.update(legalHolds).set({ releasedAt: at.toISOString() }).where(going).run().changes === 1;
}

/** The holds in force on any of some products, by id. */
export function selectHoldsOn(
  db: Sqlite,
  organization: string,
  products: readonly { readonly id: string; readonly client: string | null; readonly matter: string | null }[],
): readonly HoldRecord[] {
  const inForce = and(eq(legalHolds.organizationId, organization), isNull(legalHolds.releasedAt));
  const all = db.select().from(legalHolds).where(inForce).orderBy(asc(legalHolds.id)).all().map(parseHold);
  const held = {
    product: new Set(products.map(({ id }) => id)),
    client: new Set(products.map(({ client }) => client)),
    matter: new Set(products.map(({ matter }) => matter)),
  };
  return all.filter(({ kind, subject }) => held[kind].has(subject));
}

/** Takes names and reasons out of released holds on what was erased. @returns the ids of those holds */
export function forgetHolds(
  tx: Sqlite,
  organization: string,
  subjects: readonly string[],
  tombstone: string,
): readonly string[] {
  const gone = new Set(subjects);
  const released = and(eq(legalHolds.organizationId, organization), isNotNull(legalHolds.releasedAt));
  const all = tx.select({ id: legalHolds.id, subject: legalHolds.subject }).from(legalHolds).where(released).all();
  const ids = all.filter(({ subject }) => gone.has(subject)).map(({ id }) => id);
  if (ids.length > 0)
    tx.update(legalHolds)
      .set({ subject: tombstone, reason: tombstone })
      .where(and(released, inArray(legalHolds.id, ids)))
      .run();
  return ids;
}

function parseHold(row: unknown): HoldRecord {
  return holdRow.parse(row);
}

function oneHold(organization: string, id: string) {
  return and(eq(legalHolds.organizationId, organization), eq(legalHolds.id, id));
}
