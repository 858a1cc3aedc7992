import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Block, Runs } from '../../src/core/report/document/blocks.ts';
import type { Rendition } from '../../src/core/report/document/rendition.ts';
import { breakablePieces } from '../../src/render/pdf/breakable-pieces.ts';
import { readPdf, type ReadPdf } from '../support/read-pdf.ts';
import { COVERAGE, printable, writePdf } from '../support/pdf-writer.ts';
import { hostileRendition, LONG_WORD, sampleRendition } from '../support/sample-document.ts';

const read = (rendition: Rendition): Promise<ReadPdf> => readPdf(writePdf(rendition));

/** Text as it is compared: where lines end is a matter of layout. */
const solid = (text: string): string => text.replaceAll(/\s/g, '');

/** Every text of some blocks that a PDF prints, in order. */
function textsOf(blocks: readonly Block[]): readonly string[] {
  const ofRuns = (runs: Runs): readonly string[] => runs.map(({ text }) => text);
  return blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'heading':
        return [block.number, block.text];
      case 'paragraph':
        return ofRuns(block.runs);
      case 'list':
        return block.items.flatMap(ofRuns);
      case 'fields':
        return block.rows.flatMap(({ label, value }) => [label, ...value.flatMap(ofRuns)]);
      case 'table':
        return [
          block.caption,
          ...block.columns.map(({ heading }) => heading),
          ...block.rows.flatMap(({ cells }) => cells.flat().flatMap(ofRuns)),
        ];
      case 'group':
        return [...ofRuns(block.title), ...textsOf(block.blocks)];
      case 'figure':
        return [block.caption];
      case 'signature':
        return [block.title, ...block.rows.flatMap(({ label, value }) => [label, value])];
      case 'contents':
        return [block.heading, ...block.entries.flatMap(({ number, text }) => [number, text])];
      case 'page_break':
        return [];
    }
  });
}

/** The first text that is not found after the one before it; none when all are there, in order. */
function firstMissing(pdf: ReadPdf, texts: readonly string[]): string | undefined {
  const all = solid(pdf.pages.join(''));
  let from = 0;
  return texts.find((text) => {
    const found = all.indexOf(solid(printable(text)), from);
    from = found + solid(printable(text)).length;
    return found === -1;
  });
}

describe.each(['en', 'zh-CN'] as const)('a paper in %s', (locale) => {
  const rendition = sampleRendition(locale);
  const [document] = rendition.documents;
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = await read(rendition);
  });

  test('says what it is, in which language, by whom and of which day', () => {
    const { title, author, subject, keywords, language, created } = pdf;
    expect({ title, author, subject, keywords, language, created }).toEqual({
      title: `${document.title}${document.words.colon}${document.subject}`,
      author: document.author,
      subject: document.subject,
      keywords: [document.title, document.state, document.privilege].join(', '),
      language: locale,
      created: 'D:20261123000000Z',
    });
  });

  test('has the headings as bookmarks', () => {
    const headings = [...document.cover, ...document.body].flatMap((block): ReadPdf['bookmarks'] => {
      if (block.kind === 'heading') return [[block.level, [block.number, block.text].join(' ').trim()]];
      return block.kind === 'group' && block.level > 0 ? [[block.level, block.title[0]?.text ?? '']] : [];
    });
    expect(pdf.bookmarks).toEqual(headings);
  });

  test('brings all its fonts along', () => {
    expect(pdf.fonts.length).toBeGreaterThan(1);
    expect(pdf.fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  });

  test('gives its text in the order of reading', () => {
    expect(firstMissing(pdf, textsOf([...document.cover, ...document.body]))).toBeUndefined();
  });

  test('is tagged: each kind of block by its role', () => {
    expect(pdf.tagged).toBe(true);
    const counted = ['H1', 'H2', 'H3', 'H4', 'TOCI', 'L', 'LI', 'Figure', 'Link'].map((role) => [
      role,
      pdf.roles.get(role),
    ]);
    expect(counted).toEqual([
      ['H1', 2],
      ['H2', 1],
      ['H3', 1],
      ['H4', 2],
      ['TOCI', 1],
      ['L', 3],
      ['LI', 6],
      ['Figure', 1],
      ['Link', 9],
    ]);
    expect(pdf.roles.get('TH')).toBe(4);
    expect(pdf.roles.has('Caption')).toBe(true);
    expect(pdf.alternatives).toEqual([
      locale === 'en' ? 'The what it shows' : expect.stringContaining('what it shows'),
    ]);
  });

  test('links outside and inside', () => {
    expect(pdf.links).toEqual({ addresses: Array(4).fill('https://example.com/?a=1&b=%22'), places: 5 });
  });

  test('says on each page what state it is in, which evaluation it is of and which page it is', () => {
    pdf.pages.forEach((page, index) => {
      const words = document.words.page_of
        .replace('{page}', String(index + 1))
        .replace('{pages}', String(pdf.pages.length));
      for (const text of [document.state, document.privilege, ...document.footer, document.brand.footer, words]) {
        expect(solid(page)).toContain(solid(text));
      }
    });
  });
});

test('no line of Chinese begins with what closes, nor ends with what opens', async () => {
  const sentence = '提供者应当（自收到通知之日起）依法处理；未按“规定”办理的，责令改正。';
  const [document] = sampleRendition('zh-CN').documents;
  const text = Array.from({ length: 12 }, (_, index) => sentence.slice(index) + sentence).join('');
  const run = { style: 'plain', tone: 'none', text, url: '', anchor: '' } as const;
  const pdf = await read({
    documents: [{ ...document, body: [{ kind: 'paragraph', manner: 'plain', runs: [run] }] }],
    models: [],
  });
  const lines = pdf.pages.flatMap((page) => page.split('\n')).filter((line) => line.length > 30);
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.filter((line) => /^[，。、；：！？）》”]|[（《“]$/.test(line))).toEqual([]);
});

describe('two languages side by side', () => {
  const rendition = sampleRendition('bilingual');
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = await read(rendition);
  });

  test('are both there, each in its own order', () => {
    for (const { cover, body } of rendition.documents) {
      // Pairs that break across pages give each page of the one language before that of the other.
      const headings = [...cover, ...body].flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
      expect(firstMissing(pdf, headings)).toBeUndefined();
      const all = solid(pdf.pages.join(''));
      expect(textsOf([...cover, ...body]).filter((text) => !all.includes(solid(text)))).toEqual([]);
    }
  });

  test('are called by the language that prevails, and have bookmarks in both', async () => {
    const [one, other] = await Promise.all(
      rendition.documents.map((document) => read({ documents: [document], models: [] })),
    );
    expect([pdf.title, pdf.language]).toEqual([one?.title, 'en']);
    expect(pdf.bookmarks).toEqual(one?.bookmarks.flatMap((bookmark, index) => [bookmark, other?.bookmarks[index]]));
  });
});

describe('what people write', () => {
  test('is printed as it is, never as markup, in one language and in two', async () => {
    for (const layout of ['single', 'bilingual'] as const) {
      const pdf = await read(hostileRendition(layout));
      const [document] = hostileRendition(layout).documents;
      const texts = textsOf([...document.cover, ...document.body]).map((text) => solid(printable(text)));
      const all = solid(pdf.pages.join(''));
      const lost = layout === 'single' ? texts.filter((text) => text !== '' && !all.includes(text)) : [];
      // A text that breaks across pages has the foot of one and the head of the next in its midst.
      expect(lost.length).toBeLessThanOrEqual(pdf.pages.length);
      expect(all).toContain(solid('#set page(fill: red) #import "x" $x^2$ @ref <label> \\ #sys.inputs'));
      expect(pdf.outside).toEqual([]);
      expect(new Set(pdf.links.addresses)).toEqual(new Set(['https://example.com/?a=1&b=%22']));
    }
  });

  test('is shown by its code point where no font has it, where it controls, and where it turns the direction', () => {
    expect(printable('a\u0007b \u202Eevil\u202C 😀 שלום \ud800')).toBe(
      'a[U+0007]b [U+202E]evil[U+202C] [U+1F600] [U+05E9][U+05DC][U+05D5][U+05DD] [U+D800]',
    );
    expect(printable('e\u0301 👩\u200d⚖\ufe0f soft\u00adhyphen\ttab\r\nline')).toBe(
      'é [U+1F469][U+2696] softhyphen tab\nline',
    );
  });

  test('has a glyph for each character in the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const missing = Array.from(printable(text)).filter(
          (character) => COVERAGE[character.codePointAt(0) ?? 0] !== 1,
        );
        expect(missing.filter((character) => character !== '\n')).toEqual([]);
      }),
    );
  });

  test('is refused by the typesetter rather than lost, were there no glyph for it', () => {
    const [document] = sampleRendition('en').documents;
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><not-closed></svg>';
    const figure = document.body.find((block) => block.kind === 'figure');
    if (figure === undefined) throw new Error('the sample has a figure');
    expect(() => writePdf({ documents: [{ ...document, body: [{ ...figure, svg }] }], models: [] })).toThrow(
      'The paper cannot be set',
    );
  });

  test('breaks where no line has room for a word', async () => {
    const [document] = sampleRendition('en').documents;
    const run = { style: 'plain', tone: 'none', text: LONG_WORD, url: '', anchor: '' } as const;
    const body = document.body.map((block): Block => {
      if (block.kind === 'paragraph') return { ...block, runs: [run] };
      if (block.kind !== 'table') return block;
      return { ...block, rows: block.rows.slice(0, 1).map((row) => ({ ...row, cells: [[[run]], [[run]]] })) };
    });
    const pdf = await read({ documents: [{ ...document, privilege: LONG_WORD, body }], models: [] });
    expect(pdf.outside).toEqual([]);
    const letters = (pdf.pages.join('').match(/x/g) ?? []).length;
    expect(letters).toBeGreaterThanOrEqual(6 * LONG_WORD.length);
  });

  test('is cut without losing anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(breakablePieces(text).join('')).toBe(text);
      }),
    );
    expect(breakablePieces('see filing.security_assessment')).toEqual(['see filing.', 'security_', 'assessment']);
  });
});

test('levels of headings have no gap, whatever the paper asks for', async () => {
  const [document] = sampleRendition('en').documents;
  const heading = (level: 1 | 4, text: string): Block => ({ kind: 'heading', level, anchor: '', number: '', text });
  const body = [heading(4, 'First'), heading(4, 'Second'), heading(1, 'Third'), heading(4, 'Fourth')];
  const { bookmarks } = await read({ documents: [{ ...document, cover: [], body }], models: [] });
  expect(bookmarks).toEqual([
    [1, 'First'],
    [2, 'Second'],
    [1, 'Third'],
    [2, 'Fourth'],
  ]);
});

test('a table that breaks says its headings again on each page', async () => {
  const [document] = sampleRendition('en').documents;
  const table = document.body.find((block) => block.kind === 'table');
  if (table === undefined) throw new Error('the sample has a table');
  const rows = Array.from({ length: 20 }, () => table.rows.slice(1)).flat();
  const pdf = await read({ documents: [{ ...document, cover: [], body: [{ ...table, rows }] }], models: [] });
  expect(pdf.pages.length).toBeGreaterThan(2);
  expect(pdf.pages.filter((page) => !page.includes('The column one The column two'))).toEqual([]);
});

test.each(['en', 'bilingual'] as const)('a heading and a note stay with what follows, in %s', async (layout) => {
  const said = (text: string): Runs => [{ style: 'plain', tone: 'none', text, url: '', anchor: '' }];
  const paragraph = (manner: 'plain' | 'note', text: string): Block => ({
    kind: 'paragraph',
    manner,
    runs: said(text),
  });
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const body = numbers.flatMap((number): readonly Block[] => [
    { kind: 'heading', level: 2, anchor: '', number: '', text: `Heading ${number}.` },
    paragraph('note', `Note ${number}.`),
    ...Array.from({ length: 1 + (number % 5) }, () => paragraph('plain', `Following ${number}.`)),
  ]);
  const [first, second] = sampleRendition(layout).documents;
  const filled = { ...first, cover: [], body };
  const { pages } = await read({
    documents: second === undefined ? [filled] : [filled, { ...second, cover: [], body }],
    models: [],
  });
  const pageOf = (text: string): number => pages.findIndex((page) => page.includes(text));
  expect(pages.length).toBeGreaterThan(5);
  for (const number of numbers) {
    const page = pageOf(`Heading ${number}.`);
    expect(page).toBeGreaterThanOrEqual(0);
    expect([pageOf(`Note ${number}.`), pageOf(`Following ${number}.`)]).toEqual([page, page]);
  }
});

test.each([
  ['short', 1],
  ['long', 100],
])('the lines of a cell stand apart, in a row that is %s', async (_, times) => {
  const [document] = sampleRendition('en').documents;
  const table = document.body.find((block) => block.kind === 'table');
  const [row] = table?.rows ?? [];
  const plain = row?.cells[0]?.[0]?.[0];
  if (table === undefined || row === undefined || plain === undefined) throw new Error('the sample has a table');
  const lines = [`${'word '.repeat(times)}before`, 'after'].map((text) => [{ ...plain, text }]);
  const cells = row.cells.map(() => lines);
  const pdf = await read({
    documents: [{ ...document, cover: [], body: [{ ...table, rows: [{ ...row, cells }] }] }],
    models: [],
  });
  expect(pdf.pages.join(' ').match(/before\s+after/g)).toHaveLength(cells.length);
});

test('the logo of the organization stands on the first page', async () => {
  const [document] = sampleRendition('en').documents;
  const logo = {
    media_type: 'image/png',
    base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    width: 1,
    height: 1,
  } as const;
  const pdf = await read({ documents: [{ ...document, brand: { ...document.brand, logo: [logo] } }], models: [] });
  expect(pdf.alternatives[0]).toBe('The brand');
});

test('the same paper gives the same bytes, in one process and in two', () => {
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const once = digest(writePdf(sampleRendition('bilingual')));
  writePdf(sampleRendition('en'));
  expect(digest(writePdf(sampleRendition('bilingual')))).toBe(once);
  const script = fileURLToPath(new URL('../support/sample-pdf-digest.ts', import.meta.url));
  const other = execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), script], { encoding: 'utf8' });
  expect(other).toBe(once);
});
