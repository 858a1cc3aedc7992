import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { canonicalJson } from '../service/digest.ts';
import type { Receipt, ReceiptOwner } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { digest, instant, jsonOf } from './columns.ts';
import { receipts } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

/** An answer is mostly texts that recur; it shrinks to a tenth at the lowest level, in less time than it takes to write the rest. */
const COMPRESSION = { level: 1 };

/** Most receipts whose time is over that one write deletes; it adds one, so that they never pile up. */
const SWEPT_AT_ONCE = 20;

const receiptRow = z.object({
  organizationId: z.string(),
  actor: z.string(),
  key: z.string(),
  fingerprint: digest,
  status: z.int(),
  headers: jsonOf(z.record(z.string(), z.string())),
  body: z.instanceof(Buffer).nullable(),
  createdAt: instant,
  expiresAt: instant,
});

/** The receipt of a request, while its time is not over. */
export function selectReceipt(db: Sqlite, owner: ReceiptOwner, key: string, at: Date): Receipt | undefined {
  const one = and(oneReceipt(owner, key), gt(receipts.expiresAt, at.toISOString()));
  const row = db.select().from(receipts).where(one).get();
  if (row === undefined) return undefined;
  const { organizationId: organization, body, ...rest } = receiptRow.parse(row);
  return { ...rest, organization, body: body === null ? null : inflateRawSync(body).toString('utf8') };
}

/**
 * Adds a receipt, and deletes some whose time is over; to be called within the transaction that writes what it is of.
 *
 * @throws ServiceError `idempotency_key_in_use` when another process has added one meanwhile
 */
export function insertReceipt(tx: Sqlite, { organization, body, ...receipt }: Receipt): void {
  const { createdAt, expiresAt, headers } = receipt;
  if (selectReceipt(tx, { organization, actor: receipt.actor }, receipt.key, createdAt) !== undefined)
    throw new ServiceError('idempotency_key_in_use');
  tx.delete(receipts)
    .where(oneReceipt({ organization, actor: receipt.actor }, receipt.key))
    .run();
  sweepReceipts(tx, createdAt);
  tx.insert(receipts)
    .values({
      ...receipt,
      organizationId: organization,
      headers: canonicalJson(headers),
      body: body === null ? null : deflateRawSync(body, COMPRESSION),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })
    .run();
}

/** Deletes receipts whose time is over, the oldest first, and no more than a few. */
function sweepReceipts(tx: Sqlite, at: Date): void {
  const { organizationId, actor, key, expiresAt } = receipts;
  const over = tx
    .select({ organizationId, actor, key })
    .from(receipts)
    .where(lte(expiresAt, at.toISOString()))
    .orderBy(asc(expiresAt))
    .limit(SWEPT_AT_ONCE)
    .all();
  for (const { organizationId: organization, ...one } of over)
    tx.delete(receipts)
      .where(oneReceipt({ organization, actor: one.actor }, one.key))
      .run();
}

/** Takes the answers out of the receipts of an organization; the requests stay known, so that none is carried out again. */
export function emptyReceipts(tx: Sqlite, organization: string): void {
  tx.update(receipts).set({ body: null, headers: '{}' }).where(eq(receipts.organizationId, organization)).run();
}

function oneReceipt({ organization, actor }: ReceiptOwner, key: string) {
  return and(eq(receipts.organizationId, organization), eq(receipts.actor, actor), eq(receipts.key, key));
}
