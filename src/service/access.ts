/** What a caller may be allowed to do. None contains another: who may do two things is given both. */
export const SCOPES = ['submit', 'read', 'review', 'admin'] as const;

/** One thing a caller may be allowed to do. */
export type Scope = (typeof SCOPES)[number];

/** The organization of whoever runs the service; it is always there. */
export const LOCAL = 'local';

/** The form of the id of an organization. */
export const ORGANIZATION_ID = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * How far a caller reaches: one organization, and in it everything or only some clients and matters. Every query of the store takes
 * one, so that nothing is ever looked for without saying how far.
 */
export interface Reach {
  readonly organization: string;
  /** Only products of these clients, named as the products name them; `null` for all. A product without a client is then beyond. */
  readonly clients: readonly string[] | null;
  /** Only products of these matters; `null` for all. Where clients are named too, a product must be of both. */
  readonly matters: readonly string[] | null;
}

/** Who calls: what the audit trail calls them, how far they reach and what they may do. */
export interface Caller {
  readonly actor: string;
  readonly reach: Reach;
  readonly scopes: readonly Scope[];
}

/** The whole of one organization. */
export function wholeOf(organization: string): Reach {
  return { organization, clients: null, matters: null };
}

/** Whether a wall inside the organization stands around the reach. */
export function isNarrowed({ clients, matters }: Pick<Reach, 'clients' | 'matters'>): boolean {
  return clients !== null || matters !== null;
}

/** Whether a product of the organization lies within reach. */
export function reaches(
  { clients, matters }: Reach,
  { client, matter }: { readonly client: string | null; readonly matter: string | null },
): boolean {
  return isAmong(client, clients) && isAmong(matter, matters);
}

function isAmong(name: string | null, allowed: readonly string[] | null): boolean {
  return allowed === null || (name !== null && allowed.includes(name));
}
