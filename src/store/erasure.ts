import { and, asc, count, eq, inArray, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Extent } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { forgetHolds, selectHoldsOn } from './hold-table.ts';
import { eraseReviewsOf } from './review-table.ts';
import { emptyReceipts } from './receipt-table.ts';
import {
  apiKeys,
  auditEntries,
  drafts,
  evaluations,
  legalHolds,
  products,
  submissionPayloads,
  submissions,
} from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

/** What stands in the place of a name that was erased. */
const TOMBSTONE = '[erased]';

/** Most ids in one statement. */
const IDS_AT_ONCE = 500;

/** What was taken away: the products, each with the ids of its submissions that still had answers. */
export type ErasedProducts = readonly { readonly id: string; readonly submissions: readonly string[] }[];

/**
 * Replaces names, answers and drafts of the products of an extent by tombstones, takes the salts of their audit entries away, and empties
 * the receipts of the organization; to be called within a transaction.
 *
 * @throws ServiceError `product_not_found` or `nothing_to_erase` when the extent has no product, `legal_hold` when one of them is held
 */
export function eraseProducts(tx: Sqlite, organization: string, extent: Extent, at: Date): ErasedProducts {
  const found = tx
    .select({ id: products.id, client: products.client, matter: products.matter })
    .from(products)
    .where(and(eq(products.organizationId, organization), ofExtent(extent)))
    .orderBy(asc(products.id))
    .all();
  if (found.length === 0) throw new ServiceError(extent.kind === 'product' ? 'product_not_found' : 'nothing_to_erase');
  insistOnNoHold(tx, organization, found);
  const erased = found.map(({ id }) => ({ id, submissions: eraseSubmissionsOf(tx, organization, id, at) }));
  for (const { id } of found) eraseReviewsOf(tx, organization, id);
  const ids = found.map(({ id }) => id);
  inSteps(ids, (some) => {
    tx.update(products)
      .set({ name: TOMBSTONE, client: null, matter: null, erasedAt: at.toISOString() })
      .where(and(eq(products.organizationId, organization), inArray(products.id, some), isNull(products.erasedAt)))
      .run();
    tx.update(drafts)
      .set({ content: null, updatedAt: at.toISOString() })
      .where(and(eq(drafts.organizationId, organization), inArray(drafts.productId, some), isNotNull(drafts.content)))
      .run();
  });
  const names = new Set(found.flatMap(({ client, matter }) => [client, matter]).filter((name) => name !== null));
  const holds = forgetHolds(tx, organization, [...ids, ...names], TOMBSTONE);
  eraseSalts(tx, organization, [...ids, ...holds, ...eraseNamesOfKeys(tx, organization, extent, at)]);
  emptyReceipts(tx, organization);
  return erased;
}

/**
 * Takes the answers of some submissions that were made before a time away, the oldest first, but not of what is held; to be called
 * within a transaction.
 *
 * @returns their ids; fewer than the limit when none is left
 */
export function eraseOlder(tx: Sqlite, organization: string, before: Date, limit: number, at: Date): readonly string[] {
  const due = tx
    .select({ id: submissions.id })
    .from(submissions)
    .innerJoin(submissionPayloads, itsPayload())
    .innerJoin(products, itsProduct())
    .where(and(olderWithAnswers(organization, before), sql`NOT ${isHeld(organization)}`))
    .orderBy(asc(submissions.id))
    .limit(limit)
    .all()
    .map(({ id }) => id);
  if (due.length === 0) return due;
  erasePayloads(tx, organization, due, at);
  emptyReceipts(tx, organization);
  return due;
}

/** How many submissions made before a time still have answers, and how many of those are held. */
export function countOlder(
  db: Sqlite,
  organization: string,
  before: Date,
): { readonly due: number; readonly held: number } {
  const rows = db
    .select({ held: sql<number>`${isHeld(organization)}`, submissions: count() })
    .from(submissions)
    .innerJoin(submissionPayloads, itsPayload())
    .innerJoin(products, itsProduct())
    .where(olderWithAnswers(organization, before))
    .groupBy(sql`1`)
    .all();
  const countOf = (held: number): number => rows.find((row) => row.held === held)?.submissions ?? 0;
  return { due: countOf(0), held: countOf(1) };
}

function ofExtent({ kind, subject }: Extent): SQL {
  switch (kind) {
    case 'client':
      return eq(products.client, subject);
    case 'matter':
      return eq(products.matter, subject);
    case 'product':
      return eq(products.id, subject);
  }
}

function insistOnNoHold(
  tx: Sqlite,
  organization: string,
  found: readonly { readonly id: string; readonly client: string | null; readonly matter: string | null }[],
): void {
  const holds = selectHoldsOn(tx, organization, found);
  if (holds.length === 0) return;
  const ids = holds.map(({ id }) => id).join(', ');
  throw new ServiceError('legal_hold', `Nothing was erased: part of it is under a legal hold (${ids}).`);
}

/**
 * Takes the name of a client or matter out of keys that were narrowed to it and have ended. One that can still be used keeps it: it says
 * how far the key reaches.
 *
 * @returns the ids of those keys
 */
function eraseNamesOfKeys(tx: Sqlite, organization: string, { kind, subject }: Extent, at: Date): readonly string[] {
  if (kind === 'product') return [];
  const column = kind === 'client' ? apiKeys.clients : apiKeys.matters;
  const hasEnded = or(isNotNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, at.toISOString()));
  const names = sql`EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${subject})`;
  const ended = and(eq(apiKeys.organizationId, organization), hasEnded, names);
  const ids = tx.select({ id: apiKeys.id }).from(apiKeys).where(ended).all();
  const tombstone = JSON.stringify([TOMBSTONE]);
  tx.update(apiKeys)
    .set(kind === 'client' ? { clients: tombstone } : { matters: tombstone })
    .where(ended)
    .run();
  return ids.map(({ id }) => id);
}

/** @returns the ids of those that still had answers */
function eraseSubmissionsOf(tx: Sqlite, organization: string, productId: string, at: Date): readonly string[] {
  const withAnswers = tx
    .select({ id: submissions.id })
    .from(submissions)
    .innerJoin(submissionPayloads, itsPayload())
    .where(
      and(
        eq(submissions.organizationId, organization),
        eq(submissions.productId, productId),
        isNotNull(submissionPayloads.content),
      ),
    )
    .orderBy(asc(submissions.id))
    .all()
    .map(({ id }) => id);
  erasePayloads(tx, organization, withAnswers, at);
  return withAnswers;
}

function erasePayloads(tx: Sqlite, organization: string, ids: readonly string[], at: Date): void {
  inSteps(ids, (some) => {
    tx.update(submissionPayloads)
      .set({ content: null, erasedAt: at.toISOString() })
      .where(and(eq(submissionPayloads.organizationId, organization), inArray(submissionPayloads.submissionId, some)))
      .run();
    const judged = tx
      .select({ id: evaluations.id })
      .from(evaluations)
      .where(and(eq(evaluations.organizationId, organization), inArray(evaluations.submissionId, some)))
      .all();
    eraseSalts(tx, organization, [...some, ...judged.map(({ id }) => id)]);
  });
}

/** Without its salt nobody can try out what the digest of an entry is of; the chain stays whole. */
function eraseSalts(tx: Sqlite, organization: string, subjects: readonly string[]): void {
  inSteps(subjects, (some) => {
    tx.update(auditEntries)
      .set({ salt: null })
      .where(and(eq(auditEntries.organizationId, organization), inArray(auditEntries.subject, some)))
      .run();
  });
}

function olderWithAnswers(organization: string, before: Date): SQL | undefined {
  return and(
    eq(submissions.organizationId, organization),
    lt(submissions.createdAt, before.toISOString()),
    isNotNull(submissionPayloads.content),
  );
}

function isHeld(organization: string): SQL {
  const onIt = or(
    and(eq(legalHolds.kind, 'product'), eq(legalHolds.subject, products.id)),
    and(eq(legalHolds.kind, 'client'), eq(legalHolds.subject, products.client)),
    and(eq(legalHolds.kind, 'matter'), eq(legalHolds.subject, products.matter)),
  );
  const hold = and(eq(legalHolds.organizationId, organization), isNull(legalHolds.releasedAt), onIt);
  return sql`EXISTS (SELECT 1 FROM ${legalHolds} WHERE ${hold})`;
}

function itsPayload(): SQL | undefined {
  return and(
    eq(submissionPayloads.organizationId, submissions.organizationId),
    eq(submissionPayloads.submissionId, submissions.id),
  );
}

function itsProduct(): SQL | undefined {
  return and(eq(products.organizationId, submissions.organizationId), eq(products.id, submissions.productId));
}

function inSteps(ids: readonly string[], step: (some: string[]) => void): void {
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) step(ids.slice(from, from + IDS_AT_ONCE));
}
