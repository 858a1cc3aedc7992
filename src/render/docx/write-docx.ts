import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
} from 'docx';
import type { Block } from '../../core/report/document/blocks.ts';
import type { PaperDocument } from '../../core/report/document/paper-document.ts';
import type { Rendition } from '../../core/report/document/rendition.ts';
import { breakable } from './breakable.ts';
import { docxBlock, docxBlocks, type Setting } from './docx-blocks.ts';
import { DOCX_NUMBERING, docxStyles, languageOf, STYLES } from './docx-styles.ts';
import { steadyDocx } from './steady-docx.ts';

/** A4 and its margins, in twentieths of a point. */
const SHORT_SIDE = 11_906;
const LONG_SIDE = 16_838;
const MARGIN = 1134;
const GAP = 340;
const LOGO_WIDTH = 180;
const LOGO_HEIGHT = 60;

/**
 * Writes a paper for Word (ECMA-376): headings, lists, tables and contents are real ones, so that it can be edited. Figures are their
 * tables: the numbers of a drawing could not be. A logo in SVG is left out, since Word before 2016 shows none; the name stands in its place.
 */
export async function writeDocx({ documents }: Rendition): Promise<Uint8Array> {
  const [first, second] = documents;
  const landscape = second !== undefined;
  const width = (landscape ? LONG_SIDE : SHORT_SIDE) - 2 * MARGIN;
  const document = new Document({
    title: `${first.title}${first.words.colon}${first.subject}`,
    subject: first.subject,
    creator: first.author,
    lastModifiedBy: first.author,
    keywords: first.footer.at(0) ?? '',
    styles: docxStyles(first.brand.accent, first.locale),
    numbering: DOCX_NUMBERING,
    sections: [
      {
        properties: {
          page: {
            // Word turns the sides of a page by itself.
            size: {
              width: SHORT_SIDE,
              height: LONG_SIDE,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        headers: { default: new Header({ children: headerOf(documents) }) },
        footers: { default: new Footer({ children: footerOf(documents) }) },
        children: second === undefined ? single(first, width) : sideBySide(first, second, width),
      },
    ],
  });
  return steadyDocx(new Uint8Array(await Packer.toBuffer(document)), first.dated);
}

function headerOf(documents: Rendition['documents']): readonly Paragraph[] {
  const text = documents.map(({ state, privilege }) => [state, privilege].filter((part) => part !== '').join(' · '));
  return [
    new Paragraph({
      style: STYLES.note,
      alignment: AlignmentType.END,
      children: [new TextRun(breakable(text.join('    ')))],
    }),
  ];
}

function footerOf(documents: Rendition['documents']): readonly Paragraph[] {
  return [
    // What is proven is the same in both languages.
    ...documents[0].footer.map(
      (text) => new Paragraph({ style: STYLES.foot, children: [new TextRun(breakable(text))] }),
    ),
    new Paragraph({
      style: STYLES.note,
      alignment: AlignmentType.END,
      children: documents.flatMap(({ words }, index) => [
        ...(index === 0 ? [] : [new TextRun('    ')]),
        ...pageOf(words.page_of),
      ]),
    }),
  ];
}

/** "Page {page} of {pages}" with the fields that Word fills in. */
function pageOf(words: string): readonly TextRun[] {
  return words.split(/(\{pages?\})/).map((part) => {
    switch (part) {
      case '{page}':
        return new TextRun({ children: [PageNumber.CURRENT] });
      case '{pages}':
        return new TextRun({ children: [PageNumber.TOTAL_PAGES] });
      default:
        return new TextRun(part);
    }
  });
}

function single(document: PaperDocument, width: number): readonly FileChild[] {
  const setting: Setting = { language: {}, width, prefix: '' };
  return [
    ...logoOf(document),
    ...coverBlocks(document).flatMap((block) => coverBlock(block, setting)),
    ...docxBlocks(document.body, setting),
  ];
}

/** The first block of a cover is the title of the paper. */
function coverBlock(block: Block, setting: Setting): readonly FileChild[] {
  if (block.kind !== 'heading') return docxBlock(block, setting);
  return [
    new Paragraph({ style: 'Title', children: [new TextRun({ text: breakable(block.text), ...setting.language })] }),
  ];
}

function coverBlocks({ cover }: PaperDocument): readonly Block[] {
  return cover;
}

function logoOf({ brand }: PaperDocument): readonly Paragraph[] {
  return brand.logo.flatMap(({ media_type: type, base64, width, height }) => {
    if (type !== 'image/png') return [new Paragraph({ style: STYLES.lead, children: [new TextRun(brand.name)] })];
    const scale = Math.min(LOGO_WIDTH / width, LOGO_HEIGHT / height, 1);
    return [
      new Paragraph({
        children: [
          new ImageRun({
            type: 'png',
            data: Buffer.from(base64, 'base64'),
            transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
            altText: { name: brand.name, title: brand.name, description: brand.name },
          }),
        ],
      }),
    ];
  });
}

/** Two languages in two columns: each pair of blocks is a row, so that they begin at one height. */
function sideBySide(first: PaperDocument, second: PaperDocument, width: number): readonly FileChild[] {
  const column = Math.floor((width - GAP) / 2);
  const left: Setting = { language: {}, width: column, prefix: 'a_' };
  const right: Setting = { language: { language: languageOf(second.locale) }, width: column, prefix: 'b_' };
  const pairs = [
    ...pair(first.cover, second.cover).map(
      ([one, other]) => [coverBlock(one, left), coverBlock(other, right)] as const,
    ),
    ...pair(first.body, second.body).map(([one, other]) => [docxBlock(one, left), docxBlock(other, right)] as const),
  ].filter(([one, other]) => one.length + other.length > 0);
  const rows = pairs.map(
    ([one, other]) =>
      new TableRow({
        children: [one, other].map(
          (children, index) =>
            new TableCell({
              width: { size: column, type: WidthType.DXA },
              verticalAlign: VerticalAlignTable.TOP,
              margins: index === 0 ? { right: GAP / 2 } : { left: GAP / 2 },
              children: endingInParagraph(children),
            }),
        ),
      }),
  );
  return [
    ...logoOf(first),
    new Table({
      width: { size: width, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      columnWidths: [column, width - column],
      borders: NO_BORDERS,
      rows,
    }),
    new Paragraph({ children: [] }),
  ];
}

const NONE = { style: 'none', size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };

function pair(first: readonly Block[], second: readonly Block[]): readonly (readonly [Block, Block])[] {
  return first.flatMap((block, index) => {
    const other = second[index];
    return other === undefined ? [] : [[block, other] as const];
  });
}

/** Word refuses a cell that ends in a table. */
function endingInParagraph(children: readonly FileChild[]): (Paragraph | Table)[] {
  const kept = children.filter((child) => child instanceof Paragraph || child instanceof Table);
  return kept.at(-1) instanceof Paragraph ? kept : [...kept, new Paragraph({ children: [] })];
}
