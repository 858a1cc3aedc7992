import type { Administration } from '../main.ts';
import { BadInput } from './bad-input.ts';
import type { Terminal } from './terminal.ts';

/** What the audit trail calls whoever works at the machine itself. */
export const COMMAND_LINE = 'command-line';

/**
 * Lets a command work on the database that DATABASE_URL names, beside a service that may be using it.
 *
 * @param mustExist - whether it must be there already, so that a mistaken name is not taken for an empty database
 */
export async function withDatabase<T>(
  terminal: Terminal,
  mustExist: boolean,
  work: (administration: Administration) => Promise<T>,
): Promise<T> {
  const { administrate, StartError } = await import('../main.ts');
  const administration = await administrate(terminal.databaseUrl(), mustExist).catch((error: unknown) => {
    throw error instanceof StartError ? new BadInput(error.message, { cause: error }) : error;
  });
  try {
    return await work(administration);
  } finally {
    await administration.store.close();
  }
}
