import { z } from 'zod';
import { SCOPES } from '../service/access.ts';
import { canonicalJson } from '../service/digest.ts';
import type { KeyRecord, OrganizationRecord } from '../service/ports.ts';
import { digest, instant, jsonOf } from './columns.ts';
import type { apiKeys } from './schema.sqlite.ts';

const organizationRow = z.object({ id: z.string(), name: z.string(), createdAt: instant });

const names = jsonOf(z.array(z.string()).min(1));

const keyRow = z.object({
  id: z.string(),
  organizationId: z.string(),
  name: z.string(),
  prefix: z.string(),
  hash: digest,
  scopes: jsonOf(z.array(z.enum(SCOPES))),
  clients: names.nullable(),
  matters: names.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

export function parseOrganization(row: unknown): OrganizationRecord {
  return organizationRow.parse(row);
}

/** @throws ZodError for a narrowing that names nobody, too: it is never taken for none */
export function parseKey(row: unknown): KeyRecord {
  return keyRow.parse(row);
}

export function keyValues(key: KeyRecord): typeof apiKeys.$inferInsert {
  const json = (list: readonly string[] | null): string | null => (list === null ? null : canonicalJson(list));
  return {
    ...key,
    scopes: canonicalJson(key.scopes),
    clients: json(key.clients),
    matters: json(key.matters),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
