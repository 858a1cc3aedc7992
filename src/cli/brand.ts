import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { brandingOnWire } from '../http/on-wire.ts';
import { brandingBody } from '../http/schemas/branding.ts';
import { checkLogo } from '../images/check-logo.ts';
import { saveBranding } from '../service/branding.ts';
import { ServiceError } from '../service/service-error.ts';
import { BadInput } from './bad-input.ts';
import { explainIssues } from './explain-issues.ts';
import { readBody } from './read-body.ts';
import { callerOf } from './review.ts';
import type { Terminal } from './terminal.ts';
import { withDatabase } from './with-database.ts';

/** The options of `orgs brand`. */
export interface BrandOptions {
  readonly name?: string;
  readonly logo?: string;
  readonly accent?: string;
  readonly footer?: string;
  readonly preparedBy?: string;
  readonly disclaimer?: string;
}

const TYPES: Readonly<Record<string, string>> = { '.png': 'image/png', '.svg': 'image/svg+xml' };

/** Keeps how the papers of an organization look from now on, or prints it when nothing is named. */
export async function brandCommand(id: string, options: BrandOptions, terminal: Terminal): Promise<void> {
  if (Object.keys(options).length === 0) {
    await printBranding(id, terminal);
    return;
  }
  const { name, accent, footer, preparedBy, disclaimer } = options;
  if (name === undefined) throw new BadInput('--name: the branding is kept as a whole, and it needs a name.');
  const logo = options.logo === undefined ? undefined : await readLogo(options.logo);
  const body = readBody(
    brandingBody,
    { name, logo, accent, footer, prepared_by: preparedBy, disclaimer },
    {
      'logo.base64': 'logo',
    },
  );
  const kept = await withDatabase(terminal, true, async (needs) => {
    if ((await needs.store.findOrganization(id)) === undefined) throw new ServiceError('organization_not_found');
    const before = await needs.store.findBranding(id);
    const expected = before?.revision ?? null;
    return saveBranding({ ...needs, checkLogo }, callerOf(id), body, expected).catch(explainIssues);
  });
  terminal.stdout.write(`branded ${id} as ${JSON.stringify(kept.brand.name)}\n`);
}

async function printBranding(id: string, terminal: Terminal): Promise<void> {
  const found = await withDatabase(terminal, true, async ({ store }) => {
    if ((await store.findOrganization(id)) === undefined) throw new ServiceError('organization_not_found');
    return store.findBranding(id);
  });
  if (found === undefined) throw new ServiceError('branding_not_found');
  terminal.stdout.write(`${JSON.stringify(brandingOnWire(found), undefined, 2)}\n`);
}

async function readLogo(path: string): Promise<{ readonly media_type: string; readonly base64: string }> {
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) throw new BadInput(`--logo: ${path} is no file that ends with .png or .svg.`);
  try {
    return { media_type: type, base64: (await readFile(path)).toString('base64') };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`--logo: ${path} cannot be read: ${error.message}`, { cause: error });
  }
}
