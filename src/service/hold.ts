import { canonicalJson } from './digest.ts';
import type { AuditEntry, Clock, Extent, HoldRecord, Ids, Store } from './ports.ts';
import { ServiceError } from './service-error.ts';

/** What holding needs. */
export interface HoldNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Keeps what belongs to a client, a matter or a product from being erased, whatever comes later to it too, until it is released.
 *
 * @throws ServiceError `organization_not_found`, or `product_not_found` when it names a product that is not there; clients and matters need not have one yet
 */
export async function addHold(
  { store, clock, ids }: HoldNeeds,
  organization: string,
  actor: string,
  { kind, subject }: Extent,
  reason: string,
): Promise<HoldRecord> {
  if ((await store.findOrganization(organization)) === undefined) throw new ServiceError('organization_not_found');
  const createdAt = clock.now();
  const hold: HoldRecord = { id: ids.next(), kind, subject, reason, createdAt, releasedAt: null };
  const content = canonicalJson({ kind, subject, reason });
  const entry: AuditEntry = { at: createdAt, actor, action: 'hold.create', subject: hold.id, content };
  await store.addHold(organization, hold, [entry]);
  return hold;
}

/** Ends a hold. One that was released stays as it is. @throws ServiceError `hold_not_found` */
export async function releaseHold(
  { store, clock }: Pick<HoldNeeds, 'store' | 'clock'>,
  organization: string,
  actor: string,
  id: string,
): Promise<HoldRecord> {
  const at = clock.now();
  const entry: AuditEntry = { at, actor, action: 'hold.release', subject: id, content: canonicalJson({ id }) };
  const released = await store.releaseHold(organization, id, at, [entry]);
  if (released === undefined) throw new ServiceError('hold_not_found');
  return released;
}
