import { z } from 'zod';
import { EXTENT_KINDS } from '../../service/ports.ts';
import { count, id, instant } from './common.ts';
import { name } from './submission.ts';

const extent = {
  kind: z.enum(EXTENT_KINDS).describe('Whether it is all of a client, all of a matter, or one product.'),
  subject: name.describe('The client or matter, named exactly as its products name it, or the id of the product.'),
};

/** What is to be erased. */
export const erasureBody = z
  .strictObject(extent)
  .meta({ id: 'NewErasure', examples: [{ kind: 'client', subject: 'Example Ltd' }] });

/** What was erased. */
export const erasure = z
  .object({
    products: count,
    submissions: count.describe('Those that still had answers.'),
    at: instant,
  })
  .meta({ id: 'Erasure', description: 'How much was erased.' });

/** What is to be held. */
export const holdBody = z.strictObject({ ...extent, reason: name.describe('Why, for whoever may release it.') }).meta({
  id: 'NewHold',
  examples: [{ kind: 'client', subject: 'Example Pty', reason: 'Document request of 2026-11-20' }],
});

/** A legal hold as it goes out. */
export const hold = z
  .object({
    id,
    kind: z.enum(EXTENT_KINDS),
    subject: z.string(),
    reason: z.string(),
    created_at: instant,
    released_at: instant.nullable().describe('null while it is in force.'),
  })
  .meta({ id: 'Hold', description: 'What must not be erased, and why.' });
