import type { Command } from 'commander';
import { command } from './command.ts';
import type { RestoreCommandOptions } from './database.ts';
import type { Terminal } from './terminal.ts';

/** Adds the commands that copy, put back and read through the whole database. */
export function addDatabaseCommands(program: Command, terminal: Terminal, end: (code: number) => void): void {
  command(program, 'backup', 'copy the database into a new file, while it is in use')
    .argument('<file>', 'the file to make')
    .addHelpText('after', '\nThe copy is read through before it gets its name. Note its digest where the copy is not.')
    .action(async (file: string) => {
      const { backUpCommand } = await import('./database.ts');
      await backUpCommand(file, terminal);
    });
  command(program, 'restore', 'put a backup in the place of the database; the service must have ended')
    .argument('<file>', 'the backup')
    .option('--force', 'replace a database that is there; what is in it is gone')
    .option('--digest <digest>', 'the digest that backup printed; another backup is refused')
    .action(async (file: string, options: RestoreCommandOptions) => {
      const { restoreCommand } = await import('./database.ts');
      await restoreCommand(file, options, terminal);
    });
  const db = command(program, 'db', 'read the whole database through');
  command(db, 'check', 'find damaged pages, rows without those they refer to, and audit chains that are broken')
    .addHelpText('after', '\nEnds with 0 when no fault was found, else with 3.')
    .action(async () => {
      const { checkCommand } = await import('./database.ts');
      end(await checkCommand(terminal));
    });
}
