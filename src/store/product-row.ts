import { z } from 'zod';
import type { ProductRecord } from '../service/ports.ts';
import { instant } from './columns.ts';
import type { products } from './schema.sqlite.ts';

const productRow = z.object({
  id: z.string(),
  name: z.string(),
  client: z.string().nullable(),
  matter: z.string().nullable(),
  createdAt: instant,
});

export function parseProduct(row: unknown): ProductRecord {
  return productRow.parse(row);
}

export function productValues(organizationId: string, product: ProductRecord): typeof products.$inferInsert {
  const { id, name, client, matter, createdAt } = product;
  return { organizationId, id, name, client, matter, createdAt: createdAt.toISOString() };
}
