import type { JWTPayload } from 'jose';
import { SCOPES } from '../service/access.ts';
import type { VerifiedToken } from '../service/authenticate.ts';
import { digestOf } from '../service/digest.ts';

/** The names of the claims that say what a caller may do. */
export interface ClaimNames {
  /** The id of an organization of this service. */
  readonly organization: string;
  /** Scopes, as a list or with blanks between; words that are no scope of this service are left out. */
  readonly scopes: string;
  /** Clients that the caller is narrowed to, as a list; `null` where tokens say nothing of the kind. */
  readonly clients: string | null;
  /** The same of matters. */
  readonly matters: string | null;
}

/** What a token says for "all of them", so that a claim that is left out is never taken for it. */
const ALL = '*';

/** Reads what a token says; `undefined` when a claim that was named in the settings is missing or of another form. */
export function readClaims(payload: JWTPayload, names: ClaimNames): VerifiedToken | undefined {
  const organization = claimOf(payload, names.organization);
  const words = listOf(claimOf(payload, names.scopes), ' ');
  const clients = narrowingOf(payload, names.clients);
  const matters = narrowingOf(payload, names.matters);
  if (typeof organization !== 'string' || words === undefined || clients === undefined || matters === undefined)
    return undefined;
  return {
    actor: `oidc:${digestOf({ iss: payload.iss ?? null, sub: payload.sub ?? null })}`,
    organization,
    scopes: SCOPES.filter((scope) => words.includes(scope)),
    clients,
    matters,
  };
}

/** `null` for no narrowing, `undefined` for a claim that cannot be read. */
function narrowingOf(payload: JWTPayload, name: string | null): readonly string[] | null | undefined {
  if (name === null) return null;
  const list = listOf(claimOf(payload, name));
  if (list === undefined || list.length === 0) return undefined;
  return list.includes(ALL) ? null : list;
}

/** A list of texts; a text is a list of one, or of several where there is something between them. */
function listOf(claim: unknown, between?: string): readonly string[] | undefined {
  if (typeof claim === 'string')
    return between === undefined ? [claim] : claim.split(between).filter((word) => word !== '');
  const isList = Array.isArray(claim) && claim.every((entry): entry is string => typeof entry === 'string');
  return isList ? claim : undefined;
}

function claimOf(payload: JWTPayload, name: string): unknown {
  return Object.hasOwn(payload, name) ? payload[name] : undefined;
}
