import type { Caller } from './access.ts';
import type { AuditEntry, Clock, Ids, ProductRecord, Store } from './ports.ts';
import { canonicalJson } from './digest.ts';

/** What a caller says of a new product. Names are kept as written and never matched. */
export interface NewProduct {
  readonly name: string;
  readonly client?: string | undefined;
  readonly matter?: string | undefined;
}

/** Adds a product. @throws ServiceError `outside_reach` */
export async function createProduct(
  needs: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  { reach, actor }: Caller,
  product: NewProduct,
): Promise<ProductRecord> {
  const record = productRecord(needs, product);
  await needs.store.addProduct(reach, record, [auditOfProduct(record, actor)]);
  return record;
}

/** A product as it is stored. */
export function productRecord(needs: { readonly clock: Clock; readonly ids: Ids }, product: NewProduct): ProductRecord {
  const { name, client = null, matter = null } = product;
  return { id: needs.ids.next(), name, client, matter, createdAt: needs.clock.now() };
}

/** The audit entry of a new product. */
export function auditOfProduct(product: ProductRecord, actor: string): AuditEntry {
  const { id, createdAt, ...content } = product;
  return { at: createdAt, actor, action: 'product.create', subject: id, content: canonicalJson(content) };
}
