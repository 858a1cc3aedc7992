import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { canonicalJson } from '../service/digest.ts';
import type { BrandingRecord } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { instant, jsonOf } from './columns.ts';
import { branding } from './schema.sqlite.ts';
import type { Sqlite } from './sqlite.ts';

const content = z.strictObject({
  brand: z.strictObject({
    name: z.string(),
    logo: z.array(
      z.strictObject({
        media_type: z.enum(['image/png', 'image/svg+xml']),
        base64: z.string(),
        width: z.number(),
        height: z.number(),
      }),
    ),
    accent: z.string(),
    footer: z.string(),
  }),
  preparedBy: z.string().nullable(),
  disclaimer: z.string(),
});

const row = z
  .object({ revision: z.int(), updatedAt: instant, content: jsonOf(content) })
  .transform(({ content: { brand, preparedBy, disclaimer }, ...rest }): BrandingRecord => ({
    ...rest,
    ...{ brand, preparedBy, disclaimer },
  }));

/** How the papers of an organization look, where it says so. */
export function selectBranding(db: Sqlite, organization: string): BrandingRecord | undefined {
  const found = db.select().from(branding).where(eq(branding.organizationId, organization)).get();
  return found === undefined ? undefined : row.parse(found);
}

/**
 * Keeps a branding in the place of the one there is; to be called within a transaction.
 *
 * @returns its revision
 * @throws ServiceError `precondition_failed` when it is not as expected; `null` is for none
 */
export function putBranding(
  tx: Sqlite,
  organization: string,
  { updatedAt, brand, preparedBy, disclaimer }: Omit<BrandingRecord, 'revision'>,
  expected: number | null,
): number {
  const before = selectBranding(tx, organization);
  if ((before?.revision ?? null) !== expected) throw new ServiceError('precondition_failed');
  const revision = (before?.revision ?? 0) + 1;
  const values = {
    revision,
    updatedAt: updatedAt.toISOString(),
    content: canonicalJson({ brand, preparedBy, disclaimer }),
  };
  tx.insert(branding)
    .values({ organizationId: organization, ...values })
    .onConflictDoUpdate({ target: branding.organizationId, set: values })
    .run();
  return revision;
}
