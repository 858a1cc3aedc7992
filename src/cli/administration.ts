import { Option, type Command } from 'commander';
import { SCOPES } from '../service/access.ts';
import type { VerifyOptions } from './audit.ts';
import type { BrandOptions } from './brand.ts';
import { command, formatOption, organizationOption, type Format, type OfOrganization } from './command.ts';
import type { CreateOptions } from './keys.ts';
import { addDatabaseCommands } from './database-commands.ts';
import { addErasureCommands } from './erasure-commands.ts';
import { addReviewCommands } from './review-commands.ts';
import type { Terminal } from './terminal.ts';

/** Adds the commands for whoever runs the service; they work on the database that DATABASE_URL names. */
export function addAdministrationCommands(program: Command, terminal: Terminal, end: (code: number) => void): void {
  addKeyCommands(program, terminal);
  addOrganizationCommands(program, terminal);
  addAuditCommands(program, terminal, end);
  addReviewCommands(program, terminal);
  addErasureCommands(program, terminal);
  addDatabaseCommands(program, terminal, end);
}

function addKeyCommands(program: Command, terminal: Terminal): void {
  const keys = command(program, 'keys', 'make, list and revoke API keys');
  command(keys, 'create', 'make a key; it is printed once')
    .requiredOption('--name <name>', 'what people know it by')
    .requiredOption('--scopes <scopes>', `${SCOPES.join(', ')}: some of them, with commas between`)
    .addOption(organizationOption())
    .option('--client <names...>', 'only products of these clients')
    .option('--matter <references...>', 'only products of these matters')
    .option('--expires <time>', 'the day or time in UTC from which on it is of no use; never when left out')
    .action(async (options: CreateOptions) => {
      const { createKeyCommand } = await import('./keys.ts');
      await createKeyCommand(options, terminal);
    });
  command(keys, 'list', 'list the keys of an organization')
    .addOption(organizationOption())
    .addOption(formatOption())
    .action(async (options: OfOrganization & Format) => {
      const { listKeysCommand } = await import('./keys.ts');
      await listKeysCommand(options, terminal);
    });
  command(keys, 'revoke', 'end a key, at once and for good')
    .argument('<id>', 'the id of the key')
    .addOption(organizationOption())
    .action(async (id: string, options: OfOrganization) => {
      const { revokeKeyCommand } = await import('./keys.ts');
      await revokeKeyCommand(id, options, terminal);
    });
}

function addOrganizationCommands(program: Command, terminal: Terminal): void {
  const organizations = command(program, 'orgs', 'make and list organizations');
  command(organizations, 'create', 'add an organization')
    .argument('<id>', 'what keys and tokens call it: small letters, digits and hyphens')
    .requiredOption('--name <name>', 'what people call it')
    .action(async (id: string, { name }: { readonly name: string }) => {
      const { createOrganizationCommand } = await import('./organizations.ts');
      await createOrganizationCommand(id, name, terminal);
    });
  command(organizations, 'brand', 'keep how the papers of an organization look; with no option, print it')
    .argument('<id>', 'the id of the organization')
    .option('--name <name>', 'the name on its papers')
    .option('--logo <file>', 'a PNG or SVG file, of which only what draws is kept')
    .option('--accent <colour>', 'the colour of headings and links, such as #1f3b5c')
    .option('--footer <text>', 'a line at the foot of each page')
    .option('--prepared-by <name>', 'who prepares reports; the name when left out')
    .option('--disclaimer <text>', 'a text after our own disclaimer, which always stands')
    .addHelpText('after', '\nThe branding is kept as a whole: what is left out is none from then on.')
    .action(async (id: string, options: BrandOptions) => {
      const { brandCommand } = await import('./brand.ts');
      await brandCommand(id, options, terminal);
    });
  command(organizations, 'list', 'list the organizations')
    .addOption(formatOption())
    .action(async (options: Format) => {
      const { listOrganizationsCommand } = await import('./organizations.ts');
      await listOrganizationsCommand(options, terminal);
    });
}

function addAuditCommands(program: Command, terminal: Terminal, end: (code: number) => void): void {
  const audit = command(program, 'audit', 'verify and export the audit trail');
  command(audit, 'verify', 'find what was edited, deleted, moved or cut off')
    .addOption(new Option('--organization <id>', 'the only one to verify; all of them when left out'))
    .option('--anchor <hashes...>', 'hashes noted elsewhere, as audit head prints them; each must still be in a chain')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nEnds with 0 when no fault was found, else with 3. Without an anchor, entries cut off at the end do not show.',
    )
    .action(async (options: VerifyOptions) => {
      const { verifyAuditCommand } = await import('./audit.ts');
      end(await verifyAuditCommand(options, terminal));
    });
  command(audit, 'export', 'print the entries, one JSON object a line')
    .addOption(organizationOption())
    .action(async (options: OfOrganization) => {
      const { exportAuditCommand } = await import('./audit.ts');
      await exportAuditCommand(options, terminal);
    });
  command(audit, 'head', 'print the hash of the last entry, to be noted elsewhere')
    .addOption(organizationOption())
    .action(async (options: OfOrganization) => {
      const { auditHeadCommand } = await import('./audit.ts');
      await auditHeadCommand(options, terminal);
    });
}
