import { organizationOnWire } from '../http/on-wire.ts';
import { createOrganization } from '../service/create-organization.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE, withDatabase } from './with-database.ts';

/** Adds a tenant. */
export async function createOrganizationCommand(id: string, name: string, terminal: Terminal): Promise<void> {
  const made = await withDatabase(terminal, false, (needs) => createOrganization(needs, COMMAND_LINE, id, name));
  terminal.stdout.write(`created ${made.id}\n`);
}

/** Prints the tenants, one a line. */
export async function listOrganizationsCommand(
  { format }: { readonly format: 'text' | 'json' },
  terminal: Terminal,
): Promise<void> {
  const all = await withDatabase(terminal, true, ({ store }) => store.listOrganizations());
  if (format === 'json') terminal.stdout.write(`${JSON.stringify(all.map(organizationOnWire), undefined, 2)}\n`);
  else terminal.stdout.write(all.map(({ id, name }) => `${id}  ${JSON.stringify(name)}\n`).join(''));
}
