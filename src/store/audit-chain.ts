import { digestOf, type Digest } from '../service/digest.ts';
import type { AuditEntry, AuditFault, AuditLink } from '../service/ports.ts';

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

/** Whether a text is what a link recorded; `false` once the salt was erased. */
export function isContentOf({ salt, contentDigest }: AuditLink, content: string): boolean {
  return salt !== null && contentDigest === saltedDigest(salt, content);
}

/**
 * Verifies the whole chain of one organization, in the order of its sequence.
 *
 * @returns the first fault, or `null`. Links cut off at the end cannot show: compare the last hash with one noted elsewhere.
 */
export function verifyAuditChain(links: Iterable<AuditLink>): AuditFault | null {
  let previous: AuditLink | undefined;
  for (const link of links) {
    const fault = faultOfLink(previous, link);
    if (fault !== null) return fault;
    previous = link;
  }
  return null;
}

/** What is wrong with a link that comes after another; `null` when nothing is. */
export function faultOfLink(previous: AuditLink | undefined, link: AuditLink): AuditFault | null {
  const { sequence } = link;
  if (sequence !== (previous?.sequence ?? 0) + 1) return { sequence, fault: 'out_of_sequence' };
  if (link.previousHash !== (previous?.hash ?? null)) return { sequence, fault: 'not_linked' };
  return link.hash === hashOf(link) ? null : { sequence, fault: 'altered' };
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
