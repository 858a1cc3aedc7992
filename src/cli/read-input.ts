import { readFile } from 'node:fs/promises';
import { BadInput } from './bad-input.ts';
import type { Terminal } from './terminal.ts';

/** The text of a file; `-` reads standard input. @throws BadInput when it cannot be read, or is no UTF-8 text */
export function readInput(path: string, terminal: Terminal): Promise<string> {
  return path === '-' ? readStandardInput(terminal) : readText(path);
}

/** The text of a file. @throws BadInput when it cannot be read, or is no UTF-8 text */
export async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`${path} cannot be read: ${error.message}`, { cause: error });
  }
  return decode(path, bytes);
}

async function readStandardInput({ stdin }: Terminal): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stdin) parts.push(part instanceof Uint8Array ? part : Buffer.from(String(part)));
  return decode('<stdin>', Buffer.concat(parts));
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BadInput(`${name} is not UTF-8 text.`, { cause: error });
  }
}
