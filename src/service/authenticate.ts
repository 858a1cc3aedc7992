import { isNarrowed, type Caller, type Scope } from './access.ts';
import { isKey, prefixOf } from './api-key.ts';
import type { Clock, KeyRecord, Store } from './ports.ts';

/** What a token says, once it is known who issued it. */
export interface VerifiedToken {
  /** The digest of who it was issued to. */
  readonly actor: string;
  readonly organization: string;
  readonly scopes: readonly Scope[];
  readonly clients: readonly string[] | null;
  readonly matters: readonly string[] | null;
}

/** Thrown when the keys of the identity provider cannot be had: whether a token is good is then not known. */
export class IdentityUnavailable extends Error {
  override readonly name = 'IdentityUnavailable';
}

/** Verifies tokens of the identity provider. */
export interface TokenVerifier {
  /** @returns what it says, or the reason why it is not believed. @throws IdentityUnavailable */
  verify(token: string): Promise<VerifiedToken | TokenRefusal>;
}

/** Why a token is not believed; `expired` only when nothing else is wrong with it. */
type TokenRefusal = 'token_invalid' | 'token_expired' | 'token_lacks_claims';

/** Why a caller is not let in. */
export type RefusalReason =
  | TokenRefusal
  | 'no_credential'
  | 'not_bearer'
  | 'unknown_key'
  | 'key_revoked'
  | 'key_expired'
  | 'metrics_token'
  | 'unknown_organization';

/** Who was not let in, as far as that is known. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Whose key it would have been; `null` when that is not known. */
  readonly organization: string | null;
  /** The id of that key. */
  readonly key: string | null;
}

/** Either who calls, or why they are not let in. */
export type Authentication = { readonly caller: Caller } | { readonly refusal: Refusal };

/** What telling callers apart needs. */
export interface AuthenticationNeeds {
  readonly store: Store;
  readonly clock: Clock;
  /** `null` where no identity provider was set. */
  readonly tokens: TokenVerifier | null;
}

const MINUTE_MS = 60_000;
const BEARER = /^bearer +(\S+) *$/i;

/**
 * Tells who calls from the header `Authorization`: a key of this service, or a token of the identity provider.
 *
 * @throws IdentityUnavailable when a token cannot be verified now
 */
export async function authenticate(
  needs: AuthenticationNeeds,
  authorization: string | undefined,
): Promise<Authentication> {
  if (authorization === undefined) return refused('no_credential');
  const credential = BEARER.exec(authorization)?.[1];
  if (credential === undefined) return refused('not_bearer');
  if (credential.startsWith('pck_')) return authenticateKey(needs, credential);
  return needs.tokens === null ? refused('unknown_key') : authenticateToken(needs, needs.tokens, credential);
}

async function authenticateKey({ store, clock }: AuthenticationNeeds, text: string): Promise<Authentication> {
  const prefix = prefixOf(text);
  const key = prefix === undefined ? undefined : await store.findKey(prefix);
  const right = isKey(text, key?.hash);
  if (key === undefined) return refused('unknown_key');
  if (!right) return refused('unknown_key', key);
  const now = clock.now();
  if (key.revokedAt !== null) return refused('key_revoked', key);
  if (key.expiresAt !== null && key.expiresAt <= now) return refused('key_expired', key);
  await touch(store, key, now);
  const { id, organizationId: organization, clients, matters, scopes } = key;
  return { caller: { actor: `key:${id}`, reach: { organization, clients, matters }, scopes } };
}

/** Keeps the last use to the minute, so that a key in use costs one write a minute. */
async function touch(store: Store, { organizationId, id, lastUsedAt }: KeyRecord, now: Date): Promise<void> {
  const minute = new Date(now.getTime() - (now.getTime() % MINUTE_MS));
  if (lastUsedAt !== null && lastUsedAt >= minute) return;
  // A store that cannot be written to still answers what needs no writing.
  await store.touchKey(organizationId, id, minute).catch(() => undefined);
}

async function authenticateToken(
  { store }: AuthenticationNeeds,
  tokens: TokenVerifier,
  text: string,
): Promise<Authentication> {
  const token = await tokens.verify(text);
  if (typeof token === 'string') return refused(token);
  const { actor, organization, clients, matters, scopes } = token;
  // As with keys: who administers an organization has no wall around.
  if (scopes.includes('admin') && isNarrowed(token)) return refused('token_lacks_claims');
  if ((await store.findOrganization(organization)) === undefined) return refused('unknown_organization');
  return { caller: { actor, reach: { organization, clients, matters }, scopes } };
}

function refused(reason: RefusalReason, key?: KeyRecord): Authentication {
  return { refusal: { reason, organization: key?.organizationId ?? null, key: key?.id ?? null } };
}
