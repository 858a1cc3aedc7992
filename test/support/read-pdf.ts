import { getDocument, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF. */
export interface ReadPdf {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly language: string;
  readonly created: string;
  /** Whether it says that its content is tagged. */
  readonly tagged: boolean;
  /** The bookmarks in the order of the text, with how deep they are. */
  readonly bookmarks: readonly (readonly [depth: number, title: string])[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  /** The text of each page, line by line, in the order of its content. */
  readonly pages: readonly string[];
  /** How often each structure role is used. */
  readonly roles: ReadonlyMap<string, number>;
  /** The alternative texts of pictures. */
  readonly alternatives: readonly string[];
  /** Addresses and places that links lead to. */
  readonly links: { readonly addresses: readonly string[]; readonly places: number };
  /** Whatever lies outside of its page. */
  readonly outside: readonly string[];
}

/** Reads a PDF with the reader of a browser. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
  });
  const document = await loading.promise;
  try {
    return await read(document);
  } finally {
    await loading.destroy();
  }
}

async function read(document: PDFDocumentProxy): Promise<ReadPdf> {
  const { info } = await document.getMetadata();
  const entries = new Map(Object.entries(info).map(([name, value]) => [name, String(value)]));
  const marks: unknown = await document.getMarkInfo();
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  const roles = new Map<string, number>();
  const alternatives: string[] = [];
  const addresses: string[] = [];
  let places = 0;
  for (const page of pages) {
    countRoles(await page.getStructTree(), roles, alternatives);
    const annotations: readonly { readonly url?: string; readonly dest?: unknown }[] = await page.getAnnotations();
    for (const { url, dest } of annotations) {
      if (url !== undefined) addresses.push(url);
      else if (dest !== undefined) places += 1;
    }
  }
  const texts = await Promise.all(pages.map(textOf));
  return {
    title: entries.get('Title') ?? '',
    author: entries.get('Author') ?? '',
    subject: entries.get('Subject') ?? '',
    keywords: entries.get('Keywords') ?? '',
    language: entries.get('Language') ?? '',
    created: entries.get('CreationDate') ?? '',
    tagged: JSON.stringify(marks).includes('"Marked":true'),
    bookmarks: bookmarksOf(await document.getOutline(), 1),
    fonts: await fontsOf(pages),
    pages: texts.map(({ text }) => text),
    roles,
    alternatives,
    links: { addresses, places },
    outside: texts.flatMap(({ outside }) => outside),
  };
}

interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

function bookmarksOf(items: readonly Bookmark[] | null, depth: number): ReadPdf['bookmarks'] {
  return (items ?? []).flatMap((item) => [[depth, item.title] as const, ...bookmarksOf(item.items, depth + 1)]);
}

function countRoles(node: unknown, roles: Map<string, number>, alternatives: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  if ('role' in node && typeof node.role === 'string') roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
  if ('alt' in node && typeof node.alt === 'string') alternatives.push(node.alt);
  if ('children' in node && Array.isArray(node.children)) {
    for (const child of node.children) countRoles(child, roles, alternatives);
  }
}

async function textOf(page: PDFPageProxy): Promise<{ readonly text: string; readonly outside: readonly string[] }> {
  const { items } = await page.getTextContent();
  const [, , pageWidth = 0, pageHeight = 0] = page.view;
  const outside: string[] = [];
  let text = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    text += item.str + (item.hasEOL ? '\n' : '');
    const [, , , , x = 0, y = 0] = item.transform as readonly number[];
    if (x < 0 || y < 0 || x + item.width > pageWidth || y > pageHeight) outside.push(item.str);
  }
  return { text, outside };
}

/** Fonts are known once the pages that use them were read for drawing. */
async function fontsOf(pages: readonly PDFPageProxy[]): Promise<ReadPdf['fonts']> {
  const fonts = new Map<string, boolean>();
  for (const page of pages) {
    await page.getOperatorList();
    const { items } = await page.getTextContent();
    const names = new Set(items.flatMap((item) => ('fontName' in item ? [item.fontName] : [])));
    for (const id of names) {
      const font: unknown = page.commonObjs.get(id);
      if (typeof font !== 'object' || font === null || !('name' in font) || !('missingFile' in font)) continue;
      fonts.set(String(font.name), font.missingFile !== true);
    }
  }
  return [...fonts].map(([name, embedded]) => ({ name, embedded }));
}
