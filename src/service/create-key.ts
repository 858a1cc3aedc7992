import type { InputIssue } from '../core/base/input-issue.ts';
import { isNarrowed, type Scope } from './access.ts';
import { drawKey } from './api-key.ts';
import { canonicalJson } from './digest.ts';
import type { AuditEntry, Clock, Ids, KeyRecord, Store } from './ports.ts';
import { ServiceError } from './service-error.ts';

const MAX_NAME = 500;
const NAME_ALLOWED = `a text that is not blank, of at most ${MAX_NAME} characters`;

/** What a key is asked for with. Lists are of one entry at least; `null` narrows nothing and never expires. */
export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly clients: readonly string[] | null;
  readonly matters: readonly string[] | null;
  readonly expiresAt: Date | null;
}

/** What making and ending keys needs. */
export interface KeyNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** A key that was made, with the text to be handed out now or never. */
export interface CreatedKey {
  readonly key: KeyRecord;
  readonly text: string;
}

/**
 * Makes a key of an organization.
 *
 * @throws ServiceError `organization_not_found`, or `invalid_input` when it would be expired from the start, or would be an
 *   administrator's with a wall around: keys and audit trail are of the whole organization
 */
export async function createKey(
  { store, clock, ids }: KeyNeeds,
  organization: string,
  actor: string,
  request: KeyRequest,
): Promise<CreatedKey> {
  const now = clock.now();
  const issues = issuesOf(request, now);
  if (issues.length > 0) throw new ServiceError('invalid_input', undefined, issues);
  if ((await store.findOrganization(organization)) === undefined) throw new ServiceError('organization_not_found');
  const { text, prefix, hash } = drawKey();
  const key: KeyRecord = {
    ...request,
    id: ids.next(),
    organizationId: organization,
    prefix,
    hash,
    createdAt: now,
    revokedAt: null,
    lastUsedAt: null,
  };
  await store.addKey(key, [auditOfNewKey(actor, now, key)]);
  return { key, text };
}

/** Ends a key of an organization, at once and for good. One that has ended stays as it is. @throws ServiceError `key_not_found` */
export async function revokeKey(
  { store, clock }: Pick<KeyNeeds, 'store' | 'clock'>,
  organization: string,
  actor: string,
  id: string,
): Promise<KeyRecord> {
  const now = clock.now();
  const entry: AuditEntry = { at: now, actor, action: 'key.revoke', subject: id, content: canonicalJson({ id }) };
  const revoked = await store.revokeKey(organization, id, now, [entry]);
  if (revoked === undefined) throw new ServiceError('key_not_found');
  return revoked;
}

function issuesOf(request: KeyRequest, now: Date): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  const report = (pointer: string, message: string, expected: string): void => {
    issues.push({ pointer, code: 'out_of_bounds', message, expected, suggestion: null });
  };
  if (!isName(request.name)) report('/name', 'that is no name', NAME_ALLOWED);
  for (const field of ['scopes', 'clients', 'matters'] as const) {
    const list: readonly string[] = request[field] ?? [];
    if (!list.every(isName)) report(`/${field}`, 'an entry is no name', NAME_ALLOWED);
    if (new Set(list).size < list.length) report(`/${field}`, 'an entry stands twice', 'each entry once');
  }
  if (request.scopes.includes('admin') && isNarrowed(request))
    report(
      '/scopes',
      'a key that is narrowed cannot have the scope "admin"',
      'clients and matters left out, or no admin',
    );
  if (request.expiresAt !== null && request.expiresAt <= now)
    report('/expires_at', 'the key would be expired from the start', 'a time to come');
  return issues;
}

function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_NAME;
}

function auditOfNewKey(actor: string, at: Date, key: KeyRecord): AuditEntry {
  const { id, name, prefix, scopes, clients, matters, expiresAt } = key;
  const content = canonicalJson({
    name,
    prefix,
    scopes,
    clients,
    matters,
    expires_at: expiresAt?.toISOString() ?? null,
  });
  return { at, actor, action: 'key.create', subject: id, content };
}
