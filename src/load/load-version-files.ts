import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionFiles } from '../core/proof/check-versions.ts';

/** The file in a rules folder that lists what each version was released with. */
export const VERSION_LOCK = 'versions.json';

const CHANGELOG = 'CHANGELOG.md';

/** Reads what a rules folder says of its versions. */
export async function loadVersionFiles(folder: string): Promise<VersionFiles> {
  const [lock, changelog] = await Promise.all([VERSION_LOCK, CHANGELOG].map((name) => readIfThere(join(folder, name))));
  return { lock: { file: VERSION_LOCK, text: lock }, changelog: { file: CHANGELOG, text: changelog } };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
