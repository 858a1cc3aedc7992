import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Digest } from '../service/digest.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Forces what was written to a file or a folder to the disk. */
export function forceToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Moves a file that is on the disk to another name in its folder, in one step that outlasts the power. */
export function moveInPlace(from: string, to: string): void {
  renameSync(from, to);
  forceToDisk(dirname(to));
}

/** The digest of the bytes of a file. */
export function digestOfFile(path: string): Digest {
  const hash = createHash('sha256');
  const handle = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return `sha256:${hash.digest('hex')}`;
}
