import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

const CORE = 'docProps/core.xml';
const STAMP = /(<dcterms:(created|modified)[^>]*>)[^<]*(<\/dcterms:\2>)/g;
const RELATIONSHIPS = /^word\/_rels\/(.*)\.rels$/;
const RELATIONSHIP_ID = /\bId="([^"]+)"/g;
const RELATIONSHIP_USE = /\b(r:(?:id|embed|link)=")([^"]+)"/g;
const BOOKMARK_ID = /(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")(\d+)"/g;
/** The earliest time that a zip archive can hold; read as local time, so that it is the same bytes in every time zone. */
const EARLIEST = new Date(1980, 0, 1);

/**
 * The same document in the same bytes, whenever and wherever it was written: its properties tell the day of the paper, the files in it
 * no time at all, and what the writer numbers by chance or across documents is numbered from one.
 *
 * @param dated - `YYYY-MM-DD`
 */
export function steadyDocx(docx: Uint8Array, dated: string): Uint8Array {
  const files = new Map(Object.entries(unzipSync(docx)));
  edit(files, CORE, (text) => text.replace(STAMP, `$1${dated}T00:00:00Z$3`));
  for (const path of [...files.keys()]) {
    const part = RELATIONSHIPS.exec(path)?.[1];
    if (part === undefined) continue;
    const ids = new Map<string, string>();
    edit(files, path, (text) => text.replace(RELATIONSHIP_ID, (_, id: string) => `Id="${inOrder(ids, id, 'rel')}"`));
    edit(files, `word/${part}`, (text) =>
      text.replace(RELATIONSHIP_USE, (_, use: string, id: string) => `${use}${ids.get(id) ?? id}"`),
    );
  }
  const bookmarks = new Map<string, string>();
  edit(files, 'word/document.xml', (text) =>
    text.replace(BOOKMARK_ID, (_, start: string, id: string) => `${start}${inOrder(bookmarks, id, '')}"`),
  );
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const zippable: Zippable = Object.fromEntries(sorted);
  return zipSync(zippable, { mtime: EARLIEST, level: 6 });
}

function edit(files: Map<string, Uint8Array>, path: string, change: (text: string) => string): void {
  const file = files.get(path);
  if (file !== undefined) files.set(path, strToU8(change(strFromU8(file))));
}

/** The number of an id by when it was first met. */
function inOrder(ids: Map<string, string>, id: string, prefix: string): string {
  const known = ids.get(id);
  if (known !== undefined) return known;
  const made = `${prefix}${ids.size + 1}`;
  ids.set(id, made);
  return made;
}
