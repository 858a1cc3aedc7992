import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The extensions of templates, and what of each stays in its name. */
const EXTENSIONS = [
  ['.hbs', ''],
  ['.typ', '.typ'],
] as const;

/**
 * Reads the report templates.
 *
 * @returns their texts by path below the folder, without the extension `.hbs`: `report.html`, `partials/html-run`, `report.typ`
 * @throws Error with code `ENOENT` when the folder does not exist
 */
export async function loadTemplates(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries.flatMap((entry) => {
    const [extension, kept] = EXTENSIONS.find(([ending]) => entry.name.endsWith(ending)) ?? [];
    if (!entry.isFile() || extension === undefined) return [];
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/').slice(0, -extension.length) + kept;
    return [readFile(file, 'utf8').then((text) => [path, text] as const)];
  });
  return new Map(await Promise.all(texts));
}
