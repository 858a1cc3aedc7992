import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const EXTENSION = '.hbs';

/**
 * Reads the report templates.
 *
 * @returns their texts by path below the folder, without the extension: `report.html`, `partials/html-finding`
 * @throws Error with code `ENOENT` when the folder does not exist
 */
export async function loadTemplates(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION));
  const texts = files.map(async ({ parentPath, name }): Promise<readonly [string, string]> => {
    const file = join(parentPath, name);
    const path = relative(folder, file).split(sep).join('/').slice(0, -EXTENSION.length);
    return [path, await readFile(file, 'utf8')];
  });
  return new Map(await Promise.all(texts));
}
