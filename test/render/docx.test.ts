import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Rendition } from '../../src/core/report/document/rendition.ts';
import { plainText } from '../../src/core/report/plain-text.ts';
import { writeDocx } from '../../src/render/docx/write-docx.ts';
import { HOSTILE, hostileRendition, LONG_WORD, sampleRendition } from '../support/sample-document.ts';

/** The files of a Word document as text. */
async function filesOf(rendition: Rendition): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await writeDocx(rendition));
  return Object.fromEntries(Object.entries(files).map(([path, data]) => [path, strFromU8(data)]));
}

async function bodyOf(rendition: Rendition): Promise<string> {
  return (await filesOf(rendition))['word/document.xml'] ?? '';
}

/** What is read, without the breaks of no width that long words are given. */
function textOf(xml: string): string {
  const text = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, inner]) => inner).join('\u0001');
  return text
    .replaceAll('\u200B', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

describe('a Word document', () => {
  test('has real headings, lists, tables with a head on each page, contents, and fields for page numbers', async () => {
    const files = await filesOf(sampleRendition('en'));
    const body = files['word/document.xml'] ?? '';
    expect(
      ['Title', 'Heading1', 'Heading2', 'Heading3', 'Heading4'].map((style) =>
        body.includes(`<w:pStyle w:val="${style}"/>`),
      ),
    ).toEqual(Array(5).fill(true));
    expect(count(body, /<w:numPr>/g)).toBe(6);
    // Three tables with a head: the table, the one in the group, and that of the figure.
    expect(count(body, /<w:tblHeader\/>/g)).toBe(3);
    expect(body).toContain('TOC \\h \\o &quot;1-1&quot;');
    expect(textOf(body)).toContain('1  The entry');
    const footer = Object.entries(files).find(([path]) => /footer\d*\.xml$/.test(path))?.[1] ?? '';
    expect(['PAGE', 'NUMPAGES', 'sha256:0123456789abcdef'].filter((field) => !footer.includes(field))).toEqual([]);
    const header = Object.entries(files).find(([path]) => /header\d*\.xml$/.test(path))?.[1] ?? '';
    expect(textOf(header)).toContain('The state · The privilege');
  });

  test('tells its title, language and day, and links within and without', async () => {
    const files = await filesOf(sampleRendition('zh-CN'));
    const core = files['docProps/core.xml'] ?? '';
    expect(core).toContain(
      '<dc:title>这是“title”，换行须合乎中文排版规范。：这是“subject”，换行须合乎中文排版规范。</dc:title>',
    );
    expect(count(core, />2026-11-23T00:00:00Z</g)).toBe(2);
    const body = files['word/document.xml'] ?? '';
    // The language of the whole document stands once, with its styles.
    expect(count(body, /<w:lang /g)).toBe(0);
    expect(count(files['word/styles.xml'] ?? '', /<w:rPrDefault>.*?<w:lang w:val="zh-CN" w:eastAsia="zh-CN"\/>/g)).toBe(
      1,
    );
    const anchors = [...body.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, anchor]) => anchor);
    const bookmarks = new Set([...body.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name));
    expect(anchors.length).toBeGreaterThan(0);
    expect(anchors.filter((anchor) => !bookmarks.has(anchor))).toEqual([]);
    expect(files['word/_rels/document.xml.rels']).toContain('Target="https://example.com/?a=1&amp;b=%22"');
  });

  test('is the same bytes each time', async () => {
    const [first, second] = [
      await writeDocx(sampleRendition('bilingual')),
      await writeDocx(sampleRendition('bilingual')),
    ];
    expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
  });

  test('sets two languages in two columns on a broad page, each in its language', async () => {
    const files = await filesOf(sampleRendition('bilingual'));
    const body = files['word/document.xml'] ?? '';
    expect(body).toContain('w:orient="landscape"');
    // The first language is that of the styles; each run of the other one says its own.
    expect(files['word/styles.xml']).toMatch(/<w:rPrDefault>.*?<w:lang w:val="en-GB" w:eastAsia="zh-CN"\/>/);
    const runs = [...body.matchAll(/<w:r>(.*?)<\/w:r>/g)]
      .map(([, run = '']) => run)
      .filter((run) => run.includes('<w:t '));
    const chinese = runs.filter((run) => run.includes('<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'));
    expect(chinese).toHaveLength(runs.length / 2);
    expect(runs.filter((run) => /\p{Script=Han}/u.test(run) && !chinese.includes(run))).toEqual([]);
    // Word refuses a cell that does not end in a paragraph.
    expect(count(body, /<\/w:tbl><\/w:tc>|<w:tcPr>(?:(?!<w:p[ >]).)*?<\/w:tc>/g)).toBe(0);
  });
});

describe('a hostile text', () => {
  test.each(['single', 'bilingual'] as const)('is text: %s', async (layout) => {
    const body = await bodyOf(hostileRendition(layout, plainText(HOSTILE)));
    expect(textOf(body)).toContain(plainText(HOSTILE));
    // XML 1.0 has no place for other control characters, escaped or not.
    // eslint-disable-next-line no-control-regex
    expect(body.match(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]|&#/g)).toBe(null);
    expect(count(body, /<w:instrText[^>]*>(?!TOC|PAGE|NUMPAGES| ?TOC| ?PAGEREF)/g)).toBe(0);
  });

  test('of ten thousand letters without a blank breaks, and keeps every letter', async () => {
    const body = await bodyOf(hostileRendition('single', LONG_WORD));
    expect(textOf(body)).toContain(LONG_WORD);
    expect(/x{30}/.exec(body)).toBe(null);
  });
});
