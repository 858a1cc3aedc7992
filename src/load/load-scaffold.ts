import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * Reads the files that a new instrument begins with.
 *
 * @returns their texts by path below the folder: `questions.yaml`, `binding/ruleset.yaml`
 * @throws Error with code `ENOENT` when the folder does not exist
 */
export async function loadScaffold(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'));
  const texts = files.map(async ({ parentPath, name }): Promise<readonly [string, string]> => {
    const file = join(parentPath, name);
    return [relative(folder, file).split(sep).join('/'), await readFile(file, 'utf8')];
  });
  return new Map(await Promise.all(texts));
}
