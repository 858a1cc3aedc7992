import type { Backup, DatabaseCheck } from '../service/ports.ts';
import { BadInput } from './bad-input.ts';
import { counted } from './counted.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE } from './with-database.ts';

/** The options of `restore`. */
export interface RestoreCommandOptions {
  readonly force?: true;
  readonly digest?: string;
}

/** Copies the database into a new file. */
export async function backUpCommand(file: string, terminal: Terminal): Promise<void> {
  const { backUp, StartError } = await import('../main.ts');
  const made = orBadInput(StartError, () => backUp(terminal.databaseUrl(), file, COMMAND_LINE));
  terminal.stdout.write(`backed up to ${file}\n${textOf(made)}`);
}

/** Puts a backup in the place of the database. */
export async function restoreCommand(file: string, options: RestoreCommandOptions, terminal: Terminal): Promise<void> {
  const { restore, StartError } = await import('../main.ts');
  const { force = false, digest = null } = options;
  const restored = orBadInput(StartError, () =>
    restore(terminal.databaseUrl(), file, { actor: COMMAND_LINE, force, digest }),
  );
  terminal.stdout.write(`restored from ${file}\n${textOf(restored)}`);
}

/** Reads the database through. @returns 0 when nothing is wrong with it */
export async function checkCommand(terminal: Terminal): Promise<number> {
  const { checkDatabase, StartError } = await import('../main.ts');
  const check = orBadInput(StartError, () => checkDatabase(terminal.databaseUrl()));
  const isSound = check.faults.length === 0;
  terminal.stdout.write(isSound ? summaryOf(check) : `${check.faults.join('\n')}\n`);
  return isSound ? EXIT.ok : EXIT.badInput;
}

function orBadInput<T>(expected: abstract new () => Error, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof expected ? new BadInput(error.message, { cause: error }) : error;
  }
}

function textOf({ digest, bytes, ...check }: Backup): string {
  return `${bytes} bytes, ${digest}\n${summaryOf(check)}`;
}

function summaryOf({ chains, rows }: DatabaseCheck): string {
  const tables = Object.entries(rows).map(([table, count]) => `  ${table} ${count}\n`);
  const audit = counted(chains.length, 'audit chain', 'audit chains');
  return `pages, references and ${audit}: no fault found\n${tables.join('')}`;
}
