import { digestOf, type Digest } from '../service/digest.ts';
import type { AuditEntry } from '../service/ports.ts';

/** One link of an organization's audit chain, as it is stored. */
export interface AuditLink {
  readonly organizationId: string;
  /** 1 for the first, then one more each: a link that was taken out leaves a gap. */
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** The digest of salt and content, so that equal contents do not show. */
  readonly contentDigest: Digest;
  /** `null` once it was erased with what it hides; the hash does not cover it, so the chain stays whole. */
  readonly salt: string | null;
  /** The hash of the link before it; `null` in the first. */
  readonly previousHash: Digest | null;
  /** The digest of all the rest but the salt. */
  readonly hash: Digest;
}

/** Where a chain is first seen to be broken. */
export interface AuditFault {
  readonly sequence: number;
  readonly fault: 'out_of_sequence' | 'not_linked' | 'altered';
}

/** Makes the link that records an entry after the one before it. */
export function linkEntry(
  organizationId: string,
  previous: Pick<AuditLink, 'sequence' | 'hash'> | undefined,
  entry: AuditEntry,
  salt: string,
): AuditLink {
  const unsealed = {
    organizationId,
    sequence: (previous?.sequence ?? 0) + 1,
    at: entry.at.toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    contentDigest: saltedDigest(salt, entry.content),
    salt,
    previousHash: previous?.hash ?? null,
  };
  return { ...unsealed, hash: hashOf(unsealed) };
}

/** What is kept of the content of an entry. Whoever still has the content can show with it that it is what was recorded. */
export function saltedDigest(salt: string, content: string): Digest {
  return digestOf({ salt, content });
}

/**
 * Verifies the whole chain of one organization, in the order of its sequence.
 *
 * @returns the first fault, or `null`. Links cut off at the end cannot show: compare the last hash with one noted elsewhere.
 */
export function verifyAuditChain(links: Iterable<AuditLink>): AuditFault | null {
  let previous: AuditLink | undefined;
  for (const link of links) {
    const { sequence } = link;
    if (sequence !== (previous?.sequence ?? 0) + 1) return { sequence, fault: 'out_of_sequence' };
    if (link.previousHash !== (previous?.hash ?? null)) return { sequence, fault: 'not_linked' };
    if (link.hash !== hashOf(link)) return { sequence, fault: 'altered' };
    previous = link;
  }
  return null;
}

/** Over the names of the columns, which outlast those in the code. */
function hashOf(link: Omit<AuditLink, 'hash' | 'salt'>): Digest {
  return digestOf({
    organization_id: link.organizationId,
    sequence: link.sequence,
    at: link.at,
    actor: link.actor,
    action: link.action,
    subject: link.subject,
    content_digest: link.contentDigest,
    previous_hash: link.previousHash,
  });
}
