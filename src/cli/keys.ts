import { keyOnWire } from '../http/on-wire.ts';
import { SCOPES, type Scope } from '../service/access.ts';
import { createKey, revokeKey } from '../service/create-key.ts';
import type { KeyRecord } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { BadInput } from './bad-input.ts';
import { explainIssues } from './explain-issues.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE, withDatabase } from './with-database.ts';

const KEYS_AT_ONCE = 200;

/** The options of `keys create`. */
export interface CreateOptions {
  readonly organization: string;
  readonly name: string;
  readonly scopes: string;
  readonly client?: readonly string[];
  readonly matter?: readonly string[];
  readonly expires?: string;
}

/** Makes a key and prints it, once: alone on standard output, so that it can be led where it belongs. */
export async function createKeyCommand(options: CreateOptions, terminal: Terminal): Promise<void> {
  const request = {
    name: options.name,
    scopes: scopesOf(options.scopes),
    clients: options.client ?? null,
    matters: options.matter ?? null,
    expiresAt: options.expires === undefined ? null : timeOf(options.expires),
  };
  const { key, text } = await withDatabase(terminal, false, (needs) =>
    createKey(needs, options.organization, COMMAND_LINE, request).catch(explainIssues),
  );
  terminal.stderr.write(`Key ${key.id} of ${key.organizationId}. It is shown now and never again:\n`);
  terminal.stdout.write(`${text}\n`);
}

/** Prints the keys of an organization, one a line. */
export async function listKeysCommand(
  { organization, format }: { readonly organization: string; readonly format: 'text' | 'json' },
  terminal: Terminal,
): Promise<void> {
  const keys = await withDatabase(terminal, true, async ({ store }) => {
    if ((await store.findOrganization(organization)) === undefined) throw new ServiceError('organization_not_found');
    const all: KeyRecord[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof store.listKeys>> = await store.listKeys(organization, after, KEYS_AT_ONCE);
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  });
  const lines = keys.length === 0 ? ['no keys'] : keys.map((key) => lineOf(key, terminal.now()));
  const text = format === 'json' ? JSON.stringify(keys.map(keyOnWire), undefined, 2) : lines.join('\n');
  terminal.stdout.write(`${text}\n`);
}

/** Ends a key. */
export async function revokeKeyCommand(
  id: string,
  { organization }: { readonly organization: string },
  terminal: Terminal,
): Promise<void> {
  const key = await withDatabase(terminal, true, (needs) => revokeKey(needs, organization, COMMAND_LINE, id));
  terminal.stdout.write(`revoked ${key.id} (${JSON.stringify(key.name)})\n`);
}

function scopesOf(text: string): readonly Scope[] {
  const words = text.split(',').map((word) => word.trim());
  const known = SCOPES.filter((scope) => words.includes(scope));
  const unknown = words.filter((word) => !known.some((scope) => scope === word));
  if (unknown.length > 0)
    throw new BadInput(
      `--scopes: ${unknown.map((word) => `"${word}"`).join(', ')} is no scope. Known: ${SCOPES.join(', ')}.`,
    );
  return known;
}

/** A day means its beginning in UTC. */
function timeOf(text: string): Date {
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  const isWritten = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/.test(text);
  if (!isWritten || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text.slice(0, 10)))
    throw new BadInput(`--expires: "${text}" is no day or time in UTC, such as 2027-01-01 or 2027-01-01T12:00:00Z.`);
  return time;
}

function lineOf(key: KeyRecord, now: Date): string {
  const isExpired = key.expiresAt !== null && key.expiresAt <= now;
  const state = key.revokedAt !== null ? 'revoked' : isExpired ? 'expired' : 'usable';
  const walls = [
    ...(key.clients ?? []).map((name) => `client ${name}`),
    ...(key.matters ?? []).map((name) => `matter ${name}`),
  ];
  const parts = [key.id, `pck_${key.prefix}_…`, state, key.scopes.join(','), JSON.stringify(key.name)];
  return [
    ...parts,
    ...(walls.length === 0 ? [] : [`only ${walls.map((wall) => JSON.stringify(wall)).join(', ')}`]),
  ].join('  ');
}
