import { CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { ServiceError } from '../service/service-error.ts';
import { BadInput } from './bad-input.ts';
import { EXIT } from './exit-codes.ts';
import { guardedStream } from './guarded-stream.ts';
import { buildProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Carries out one command line. Never throws. @returns the exit code */
export async function run(args: readonly string[], given: Terminal): Promise<number> {
  const terminal = { ...given, stdout: guardedStream(given.stdout), stderr: guardedStream(given.stderr) };
  let exitCode: number = EXIT.ok;
  const program = buildProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or printed the help that was asked for; its own exit code for the former is 1.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
    if (error instanceof BadInput || error instanceof ServiceError || error instanceof ConfigError) {
      terminal.stderr.write(`${error.message}\n`);
      return EXIT.badInput;
    }
    terminal.stderr.write(
      `Unexpected error, a fault of Preclear: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return EXIT.unexpected;
  }
}
