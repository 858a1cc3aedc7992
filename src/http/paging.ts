import { z } from 'zod';
import type { Page } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { isUuid } from './uuid.ts';

/** Most entries of a list in one answer. */
const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** Digits in a query become a number; anything else is left as it is and refused. */
export function wholeNumber(least: number, most: number): z.ZodType<number> {
  const allowed = `a whole number from ${least} to ${most}`;
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value),
    z.number(allowed).int(allowed).min(least, allowed).max(most, allowed),
  );
}

/** How a list is asked for, page by page. */
export const pageQuery = z.strictObject({
  limit: wholeNumber(1, MAX_LIMIT).default(DEFAULT_LIMIT).describe('How many entries at most.'),
  cursor: z.string().optional().describe('The `next_cursor` of the page before; the first page when left out.'),
});

type PageSchema<T extends z.ZodType> = z.ZodObject<{
  items: z.ZodArray<T>;
  next_cursor: z.ZodNullable<z.ZodString>;
}>;

/** One page of a list as it goes out. */
export function pageOf<T extends z.ZodType>(item: T): PageSchema<T> {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().describe('The `cursor` of the next page; null when this is the last.'),
  });
}

/** The id after which a page begins. @throws ServiceError `invalid_cursor` */
export function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!isUuid(id) || writeCursor(id) !== cursor) throw new ServiceError('invalid_cursor');
  return id;
}

/** A page of records as it goes out. */
export function pageOnWire<R, W>(
  page: Page<R>,
  onWire: (record: R) => W,
): { readonly items: readonly W[]; readonly next_cursor: string | null } {
  return { items: page.items.map(onWire), next_cursor: page.next === null ? null : writeCursor(page.next) };
}

function writeCursor(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}
