import { PassThrough } from 'node:stream';
import type { Terminal } from '../../src/cli/terminal.ts';
import { RULES_FOLDER } from './real-rules.ts';

/** A terminal on a day, over the shipped rules; what is written to it is gone. */
export function runIn(day: string): Terminal {
  return {
    stdout: new PassThrough().resume(),
    stderr: new PassThrough().resume(),
    stdin: new PassThrough(),
    now: () => new Date(`${day}T00:00:00.000Z`),
    rulesFolder: () => RULES_FOLDER,
    databaseUrl: () => {
      throw new Error('no database is needed');
    },
    handOverErrors: () => undefined,
  };
}
