import type { Command } from 'commander';
import { command, formatOption, organizationOption, type Format, type OfOrganization } from './command.ts';
import type { ExtentOptions } from './erase.ts';
import type { Terminal } from './terminal.ts';

/** Adds the commands that take data away for good, and those that keep it from being taken away. */
export function addErasureCommands(program: Command, terminal: Terminal): void {
  withExtent(command(program, 'erase', 'erase the data of a client, a matter or a product, for good'))
    .addHelpText(
      'after',
      '\nDigests, results and the audit trail stay. Nothing is erased while part of it is under a legal hold.',
    )
    .action(async (options: ExtentOptions) => {
      const { eraseCommand } = await import('./erase.ts');
      await eraseCommand(options, terminal);
    });
  command(program, 'retention', 'erase the answers of old submissions, but not those under a legal hold')
    .requiredOption('--older-than <days>', 'how old, in days')
    .option('--dry-run', 'count them alone')
    .addOption(organizationOption())
    .action(async (options: OfOrganization & { readonly olderThan: string; readonly dryRun?: true }) => {
      const { retentionCommand } = await import('./erase.ts');
      await retentionCommand(options, terminal);
    });
  const holds = command(program, 'hold', 'add, release and list legal holds, which nothing is erased under');
  withExtent(command(holds, 'add', 'hold what belongs to a client, a matter or a product'))
    .requiredOption('--reason <reason>', 'why, for whoever may release it')
    .action(async (options: ExtentOptions & { readonly reason: string }) => {
      const { addHoldCommand } = await import('./erase.ts');
      await addHoldCommand(options, terminal);
    });
  command(holds, 'release', 'end a hold')
    .argument('<id>', 'the id of the hold')
    .addOption(organizationOption())
    .action(async (id: string, options: OfOrganization) => {
      const { releaseHoldCommand } = await import('./erase.ts');
      await releaseHoldCommand(id, options, terminal);
    });
  command(holds, 'list', 'list the holds of an organization')
    .addOption(organizationOption())
    .addOption(formatOption())
    .action(async (options: OfOrganization & Format) => {
      const { listHoldsCommand } = await import('./erase.ts');
      await listHoldsCommand(options, terminal);
    });
}

function withExtent(to: Command): Command {
  return to
    .option('--client <name>', 'all products of a client, named exactly as they name it')
    .option('--matter <reference>', 'all products of a matter')
    .option('--product <id>', 'one product')
    .addOption(organizationOption());
}
