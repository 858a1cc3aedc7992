import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { isNarrowed, type Reach } from '../service/access.ts';
import { products } from './schema.sqlite.ts';

/** The columns of a row that says which product it is of. */
interface OfProduct {
  readonly organizationId: SQLiteColumn;
  readonly productId: SQLiteColumn;
}

/** Holds for products within reach. */
export function productWithin({ organization, clients, matters }: Reach): SQL | undefined {
  return and(
    eq(products.organizationId, organization),
    clients === null ? undefined : inArray(products.client, [...clients]),
    matters === null ? undefined : inArray(products.matter, [...matters]),
  );
}

/** Holds for rows of products within reach. */
export function rowWithin(reach: Reach, row: OfProduct): SQL | undefined {
  const ofOrganization = eq(row.organizationId, reach.organization);
  if (!isNarrowed(reach)) return ofOrganization;
  const itsProduct = and(productWithin(reach), eq(products.id, row.productId));
  return and(ofOrganization, sql`EXISTS (SELECT 1 FROM ${products} WHERE ${itsProduct})`);
}
