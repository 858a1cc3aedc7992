import { z } from 'zod';
import { SCOPES } from '../../service/access.ts';
import { id, instant } from './common.ts';
import { name } from './submission.ts';

const MAX_NAMES = 100;
const TIME = 'a time in UTC such as 2027-01-01T00:00:00Z';

const scopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .describe('What the key is for; none contains another.');
const clients = z
  .array(name)
  .min(1)
  .max(MAX_NAMES)
  .describe('Only products of these clients, named exactly as the products name them; null for all.');
const matters = z
  .array(name)
  .min(1)
  .max(MAX_NAMES)
  .describe('Only products of these matters; null for all. Where clients are named too, a product must be of both.');

/** The body of a new key. */
export const keyBody = z
  .strictObject({
    name: name.describe('What people know it by.'),
    scopes,
    clients: clients.nullish(),
    matters: matters.nullish(),
    expires_at: z.iso.datetime({ error: TIME }).nullish().describe('When it ends by itself; null for never.'),
  })
  .meta({
    id: 'NewKey',
    examples: [{ name: 'Build server', scopes: ['submit', 'read'], clients: ['Example Ltd'], expires_at: null }],
  });

/** A key as it goes out. */
export const key = z
  .object({
    id,
    name: z.string(),
    prefix: z.string().describe('How the key begins after `pck_`, by which it is recognized.'),
    scopes: z.array(z.enum(SCOPES)),
    clients: z.array(z.string()).nullable(),
    matters: z.array(z.string()).nullable(),
    created_at: instant,
    expires_at: instant.nullable(),
    revoked_at: instant.nullable(),
    last_used_at: instant.nullable().describe('To the minute.'),
  })
  .meta({ id: 'Key', description: 'Who may come in, and for what; never its secret.' });

/** A key that was just made. */
export const createdKey = z
  .object({ key, secret: z.string().describe('The key as it is to be sent. It is shown now and never again.') })
  .meta({ id: 'CreatedKey', description: 'A new key, with its secret.' });

/** The organization of the caller as it goes out. */
export const organization = z
  .object({ id: z.string(), name: z.string(), created_at: instant })
  .meta({ id: 'Organization', description: 'A tenant.' });
