import { ConfigError, readConfig } from '../config.ts';
import { BadInput } from './bad-input.ts';
import type { Terminal } from './terminal.ts';

/** Serves until the process is told to stop. */
export async function serveUntilStopped(terminal: Terminal): Promise<void> {
  const { serve, StartError } = await import('../main.ts');
  terminal.handOverErrors();
  try {
    await serve(readConfig());
  } catch (error) {
    if (error instanceof StartError || error instanceof ConfigError)
      throw new BadInput(error.message, { cause: error });
    throw error;
  }
}
