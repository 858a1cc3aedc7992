import { canonicalJson } from './digest.ts';
import type { AuditEntry, Clock, Extent, Store } from './ports.ts';
import { ServiceError } from './service-error.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Most submissions whose answers are erased in one transaction. */
const ERASED_AT_ONCE = 500;

/** What erasing needs. */
export interface ErasureNeeds {
  readonly store: Store;
  readonly clock: Clock;
}

/** How much was erased. */
export interface Erasure {
  readonly products: number;
  /** How many submissions still had answers. */
  readonly submissions: number;
  readonly at: Date;
}

/**
 * Takes names, answers, evidence and drafts of all products of a client, of a matter, or of one product away for good, all or nothing.
 * Digests, results and the audit trail stay, and the trail stays verifiable.
 *
 * @throws ServiceError `legal_hold` when part of it is held, `product_not_found` or `nothing_to_erase` when there is nothing
 */
export async function erase(
  { store, clock }: ErasureNeeds,
  organization: string,
  actor: string,
  extent: Extent,
): Promise<Erasure> {
  const at = clock.now();
  const erased = await store.erase(organization, extent, at, (all) =>
    all.map(({ id, submissions }): AuditEntry => ({
      ...{ at, actor, action: 'product.erase', subject: id },
      content: canonicalJson({ submissions }),
    })),
  );
  const submissions = erased.reduce((sum, one) => sum + one.submissions.length, 0);
  return { products: erased.length, submissions, at };
}

/** What retention came to. */
export interface Retention {
  /** How many submissions lost their answers, or would. */
  readonly erased: number;
  /** How many are as old and kept, because they are under a legal hold. */
  readonly held: number;
}

/**
 * Takes the answers of submissions that are older than some days away, but not of what is under a legal hold; in steps, so that others
 * can write in between. A trial counts alone.
 *
 * @throws ServiceError `organization_not_found`
 */
export async function retain(
  { store, clock }: ErasureNeeds,
  organization: string,
  actor: string,
  days: number,
  isTrial: boolean,
): Promise<Retention> {
  if ((await store.findOrganization(organization)) === undefined) throw new ServiceError('organization_not_found');
  const at = clock.now();
  const before = new Date(at.getTime() - days * DAY_MS);
  const { due, held } = await store.countOlder(organization, before);
  if (isTrial) return { erased: due, held };
  const audit = (ids: readonly string[]): readonly AuditEntry[] =>
    ids.map((subject) => ({
      ...{ at, actor, action: 'submission.erase', subject },
      content: canonicalJson({ older_than_days: days }),
    }));
  let erased = 0;
  for (;;) {
    const step = await store.eraseOlder(organization, before, ERASED_AT_ONCE, at, audit);
    erased += step.length;
    if (step.length < ERASED_AT_ONCE) return { erased, held };
  }
}
