import { writeFile } from 'node:fs/promises';
import { BadInput } from './bad-input.ts';
import type { Terminal } from './terminal.ts';

/**
 * Writes a paper to the file that was named, else to standard output.
 *
 * @throws BadInput when the file cannot be written
 */
export async function writeOutput(
  content: Uint8Array,
  file: string | undefined,
  { stdout, stderr }: Terminal,
): Promise<void> {
  if (file === undefined) {
    stdout.write(content);
    return;
  }
  try {
    await writeFile(file, content);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`${file} cannot be written: ${error.message}`, { cause: error });
  }
  stderr.write(`Written: ${file}\n`);
}
