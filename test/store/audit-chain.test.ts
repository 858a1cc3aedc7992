import { expect, test } from 'vitest';
import { digestOf, digestOfText } from '../../src/service/digest.ts';
import type { AuditLink } from '../../src/service/ports.ts';
import { linkEntry, saltedDigest, verifyAuditChain } from '../../src/store/audit-chain.ts';
import { auditOf, idOf } from './records.ts';

function chainOf(length: number): readonly AuditLink[] {
  const links: AuditLink[] = [];
  for (let number = 1; number <= length; number += 1)
    links.push(linkEntry('local', links.at(-1), auditOf('product.create', idOf(number)), `salt-${number}`));
  return links;
}

/** A chain in which one link was changed. */
function withLink(sequence: number, change: (link: AuditLink) => AuditLink): readonly AuditLink[] {
  return chainOf(4).map((link) => (link.sequence === sequence ? change(link) : link));
}

const OTHER = digestOfText('other');

test('the hash of a link is the SHA-256 of the canonical JSON of its other columns but the salt', () => {
  const [first, second] = chainOf(2);
  if (first === undefined || second === undefined) throw new Error('too short');
  expect(second).toEqual({
    organizationId: 'local',
    sequence: 2,
    at: '2026-11-23T12:00:00.500Z',
    actor: 'key-1',
    action: 'product.create',
    subject: idOf(2),
    contentDigest: digestOfText('{"content":"{\\"said\\":\\"the same\\"}","salt":"salt-2"}'),
    salt: 'salt-2',
    previousHash: first.hash,
    hash: digestOfText(
      `{"action":"product.create","actor":"key-1","at":"2026-11-23T12:00:00.500Z",` +
        `"content_digest":"${second.contentDigest}","organization_id":"local","previous_hash":"${first.hash}",` +
        `"sequence":2,"subject":"${idOf(2)}"}`,
    ),
  });
});

test('a chain that nobody touched has no fault, and neither has an empty one', () => {
  expect([verifyAuditChain(chainOf(4)), verifyAuditChain([])]).toEqual([null, null]);
});

test.each<[keyof AuditLink, Partial<AuditLink>]>([
  ['organizationId', { organizationId: 'other-firm' }],
  ['at', { at: '2026-11-23T12:00:00.501Z' }],
  ['actor', { actor: 'key-2' }],
  ['action', { action: 'submission.create' }],
  ['subject', { subject: idOf(9) }],
  ['contentDigest', { contentDigest: OTHER }],
  ['hash', { hash: OTHER }],
])('an edited %s shows', (_column, edit) => {
  expect(verifyAuditChain(withLink(3, (link) => ({ ...link, ...edit })))).toEqual({ sequence: 3, fault: 'altered' });
});

test('a chain stays whole when a salt is erased', () => {
  expect(verifyAuditChain(withLink(3, (link) => ({ ...link, salt: null })))).toBeNull();
});

test('an edited link that was sealed anew shows in the next', () => {
  const forged = withLink(3, (link) => {
    const entry = { ...auditOf('product.create', idOf(3)), actor: 'key-2' };
    const before = chainOf(2).at(-1);
    return { ...linkEntry('local', before, entry, link.salt ?? '') };
  });
  expect(verifyAuditChain(forged)).toEqual({ sequence: 4, fault: 'not_linked' });
});

test('a link that was taken out, doubled or swapped shows', () => {
  const [one, two, three, four] = chainOf(4);
  if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('too short');
  expect([
    verifyAuditChain([one, two, four]),
    verifyAuditChain([two, three, four]),
    verifyAuditChain([one, two, two, three]),
    verifyAuditChain([one, three, two, four]),
  ]).toEqual([
    { sequence: 4, fault: 'out_of_sequence' },
    { sequence: 2, fault: 'out_of_sequence' },
    { sequence: 2, fault: 'out_of_sequence' },
    { sequence: 3, fault: 'out_of_sequence' },
  ]);
});

test('whoever has the content can show that it is what was recorded', () => {
  const [link] = chainOf(1);
  expect(link?.contentDigest).toBe(saltedDigest('salt-1', '{"said":"the same"}'));
  expect(link?.contentDigest).not.toBe(digestOf({ said: 'the same' }));
});
