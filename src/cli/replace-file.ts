import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BadInput } from './bad-input.ts';
import type { Terminal } from './terminal.ts';

/** Whether there is something at a path. */
export async function fileExists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** Makes sure that a file can be written, before anybody works for it. @throws BadInput when its folder does not take one */
export async function mustBeWritable(path: string): Promise<void> {
  try {
    if ((await fileExists(path)) && !(await stat(path)).isFile()) throw new BadInput(`${path} is no file.`);
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw cannotBeWritten(path, error);
  }
}

/**
 * Writes a file as a whole or not at all: what was there stays until the new text is complete.
 *
 * @throws BadInput when it cannot be written; the text has been printed then, so that no work is lost
 */
export async function replaceFile(path: string, text: string, { stdout }: Terminal): Promise<void> {
  const draft = `${path}.draft`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    stdout.write(text);
    await rm(draft, { force: true });
    throw cannotBeWritten(path, error);
  }
}

function cannotBeWritten(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  return new BadInput(`${path} cannot be written: ${error.message}`, { cause: error });
}
