import { LOCAL, type Caller } from './access.ts';
import type { AuditLink, AuditVerification, Store } from './ports.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { ServiceError } from './service-error.ts';

/** Which part of a chain is asked for. */
export interface AuditPart {
  /** The sequence after which it begins; 0 for the first. */
  readonly after: number;
  /** The last sequence; where the chain ends now when left out. */
  readonly until?: number | undefined;
  readonly limit: number;
}

/** A part of a chain, and where the next begins. */
export interface AuditPage {
  readonly links: readonly AuditLink[];
  /** What to ask for next; `null` when this was the last. The end stays where it was when the first was asked for. */
  readonly next: { readonly after: number; readonly until: number } | null;
}

/** Reads the audit trail of the caller's organization, page by page; that it was read is noted in it first. */
export async function readAudit(
  needs: RecordNeeds & { readonly store: Store },
  caller: Caller,
  { after, until, limit }: AuditPart,
): Promise<AuditPage> {
  const { organization } = caller.reach;
  await recordAccess(needs, caller, 'audit.export', `after:${after}`, {});
  const end = until ?? (await needs.store.lastEntry(organization))?.sequence ?? 0;
  const links = await needs.store.listEntries(organization, after, end, limit);
  const last = links.at(-1)?.sequence ?? end;
  return { links, next: last < end ? { after: last, until: end } : null };
}

/** A link as it goes out: the names of the columns, without the salt, which stays where it can be erased. */
export function auditOnWire(link: AuditLink): Readonly<Record<string, string | number | null>> {
  return {
    organization_id: link.organizationId,
    sequence: link.sequence,
    at: link.at,
    actor: link.actor,
    action: link.action,
    subject: link.subject,
    content_digest: link.contentDigest,
    previous_hash: link.previousHash,
    hash: link.hash,
  };
}

/** What verifying several chains came to. */
export interface AuditVerdict {
  readonly chains: readonly AuditVerification[];
  /** The hashes noted elsewhere that are in none of them: something was cut off or written anew. */
  readonly missingAnchors: readonly string[];
  readonly sound: boolean;
}

/** What verifying needs. */
export interface VerifyNeeds {
  readonly store: Store;
}

/**
 * Verifies chains from their first links on. An organization other than `local` has had a link since it was made: an empty chain of one
 * is a fault, too.
 *
 * @param organization - the only one to be verified; all of them when left out
 * @param anchors - hashes noted outside at some time; each must be in a chain still
 * @throws ServiceError `organization_not_found`
 */
export async function verifyAudit(
  needs: VerifyNeeds,
  organization: string | undefined,
  anchors: readonly string[],
): Promise<AuditVerdict> {
  const known = await needs.store.listChains();
  if (organization !== undefined && !known.includes(organization)) throw new ServiceError('organization_not_found');
  const chains: AuditVerification[] = [];
  for (const one of organization === undefined ? known : [organization]) {
    const found = await needs.store.verifyChain(one, anchors);
    const isEmptied = found.entries === 0 && found.fault === null && one !== LOCAL;
    chains.push(isEmptied ? { ...found, fault: { sequence: 1, fault: 'missing' } } : found);
  }
  const missingAnchors = anchors.filter((anchor) => !chains.some(({ anchored }) => anchored.includes(anchor)));
  const sound = missingAnchors.length === 0 && chains.every(({ fault }) => fault === null);
  return { chains, missingAnchors, sound };
}
