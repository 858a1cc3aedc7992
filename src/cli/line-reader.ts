import { createInterface } from 'node:readline';
import { WriteStream } from 'node:tty';
import { rawStream } from './guarded-stream.ts';
import type { Terminal } from './terminal.ts';

/** Reads what a person types, or what is piped in, a line at a time. */
export interface LineReader {
  /**
   * Prints a prompt and reads a line.
   *
   * @returns `undefined` at the end of the input
   * @throws Interrupted on a second Ctrl-C
   */
  ask(prompt: string): Promise<string | undefined>;
  close(): void;
}

/** Thrown when a person insists on leaving. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Opens a terminal for reading lines. What is piped in is printed behind its prompt, so that a log reads like the dialogue.
 *
 * @param warning - what is said on the first Ctrl-C at a prompt; the second one leaves
 */
export function readLines({ stdin, stdout }: Terminal, warning: string): LineReader {
  const isTyped = stdout instanceof WriteStream && 'isTTY' in stdin && stdin.isTTY === true;
  const lines = createInterface({ input: stdin, terminal: isTyped, ...(isTyped ? { output: rawStream(stdout) } : {}) });
  const iterator = lines[Symbol.asyncIterator]();
  let isWarned = false;
  const interrupted = new Promise<never>((_resolve, reject) => {
    lines.on('SIGINT', () => {
      if (isWarned) {
        reject(new Interrupted());
        return;
      }
      isWarned = true;
      stdout.write(`\n${warning}\n`);
      lines.prompt();
    });
  });
  // Nobody may be waiting for a line when it is rejected.
  interrupted.catch(() => undefined);
  return {
    ask: async (prompt) => {
      if (isTyped) {
        lines.setPrompt(prompt);
        lines.prompt();
      } else {
        stdout.write(prompt);
      }
      const next = await Promise.race([iterator.next(), interrupted]);
      isWarned = false;
      if (next.done !== true && !isTyped) stdout.write(`${next.value}\n`);
      if (next.done === true) stdout.write('\n');
      return next.done === true ? undefined : next.value;
    },
    close: () => {
      lines.close();
    },
  };
}
