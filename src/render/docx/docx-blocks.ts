import {
  Bookmark,
  BorderStyle,
  ExternalHyperlink,
  HeadingLevel,
  InternalHyperlink,
  PageBreak,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
  AlignmentType,
  type FileChild,
  type ParagraphChild,
} from 'docx';
import type {
  Block,
  ContentsBlock,
  FieldsBlock,
  GroupBlock,
  ListBlock,
  Run,
  Runs,
  SignatureBlock,
  TableBlock,
} from '../../core/report/document/blocks.ts';
import { breakable } from './breakable.ts';
import { STYLES, type languageOf } from './docx-styles.ts';
import { DOCX_TONES } from './docx-tones.ts';

/** Where blocks are set: the width there is, and what tells two languages apart. */
export interface Setting {
  /** What a run has to say of its language: nothing in the one of the styles. */
  readonly language: { readonly language?: ReturnType<typeof languageOf> };
  /** In twentieths of a point. */
  readonly width: number;
  readonly prefix: string;
}

/** What a paragraph is beside its text. */
type ParagraphManner = Omit<ConstructorParameters<typeof Paragraph>[0] & object, 'children' | 'text'>;

const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C9CED6' } as const;
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const LABEL_SHARE = 28;
const WHOLE = 100;
const CELL_MARGINS = { top: 60, bottom: 60, left: 80, right: 80 };
const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

/** Sets blocks for Word: real headings, lists and tables, in styles that a lawyer can change in one place. */
export function docxBlocks(blocks: readonly Block[], setting: Setting): readonly FileChild[] {
  return blocks.flatMap((block) => docxBlock(block, setting));
}

/** Sets one block. */
export function docxBlock(block: Block, setting: Setting): readonly FileChild[] {
  switch (block.kind) {
    case 'heading': {
      const text = block.number === '' ? block.text : `${block.number}  ${block.text}`;
      const children = anchored(textRuns([plain(text)], setting), block.anchor, setting);
      return [new Paragraph({ heading: HEADINGS[block.level], children, keepNext: true })];
    }
    case 'paragraph':
      return [paragraphOf(block.runs, setting, { style: STYLES[block.manner] })];
    case 'list':
      return listOf(block, setting);
    case 'fields':
      return [fieldsTable(block, setting), spacer()];
    case 'table':
      return tableBlock(block, setting);
    case 'group':
      return groupOf(block, setting);
    case 'figure':
      return [
        new Paragraph({
          style: STYLES.caption,
          keepNext: true,
          children: anchored(textRuns([plain(block.caption)], setting), block.anchor, setting),
        }),
        paragraphOf([plain(block.alternative)], setting, { style: STYLES.note, keepNext: true }),
        ...tableBlock(block.table, setting),
      ];
    case 'signature':
      return signatureOf(block, setting);
    case 'contents':
      return contentsOf(block, setting);
    case 'page_break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

/** A table of contents that is filled already. Beside another language, which Word has no table for, it is a list of links. */
function contentsOf({ heading, entries }: ContentsBlock, setting: Setting): readonly FileChild[] {
  const title = new Paragraph({
    style: STYLES.contents,
    children: textRuns([plain(heading)], setting),
    keepNext: true,
  });
  if (setting.prefix !== '')
    return [
      title,
      ...entries.map(({ number, text, anchor }) =>
        paragraphOf([{ ...plain(`${number}  ${text}`), anchor }], setting, { style: STYLES.list }),
      ),
    ];
  const cachedEntries = entries.map(({ number, text, anchor }) => ({
    title: breakable(`${number}  ${text}`),
    level: 1,
    href: bookmarkOf(anchor, setting),
  }));
  return [
    title,
    new TableOfContents(undefined, { hyperlink: true, headingStyleRange: '1-1', beginDirty: false, cachedEntries }),
  ];
}

function plain(text: string): Run {
  return { style: 'plain', tone: 'none', text, url: '', anchor: '' };
}

function paragraphOf(runs: Runs, setting: Setting, manner: ParagraphManner = {}): Paragraph {
  return new Paragraph({ ...manner, children: textRuns(runs, setting) });
}

function textRuns(runs: Runs, setting: Setting): ParagraphChild[] {
  return runs.map((run) => textRun(run, setting));
}

function textRun(run: Run, setting: Setting): ParagraphChild {
  const text = breakable(run.style === 'badge' ? `${DOCX_TONES[run.tone].sign}${run.text}` : run.text);
  const style = styleOf(run);
  const child = new TextRun({ text, ...setting.language, ...(style === undefined ? {} : { style }) });
  if (run.anchor !== '') return new InternalHyperlink({ anchor: bookmarkOf(run.anchor, setting), children: [child] });
  if (run.url !== '') return new ExternalHyperlink({ link: run.url, children: [child] });
  return child;
}

/** The one style of a run: that it leads elsewhere comes before its tone, and a tone before the manner in which it is said. */
function styleOf({ style, tone, url, anchor }: Run): string | undefined {
  if (anchor !== '' || url !== '') return STYLES.link;
  if (style === 'badge') return DOCX_TONES[tone].style;
  if (style === 'plain') return undefined;
  return STYLES[style];
}

/** Word takes names of 40 letters at most, so that the end of a longer one, which tells it apart, is kept. */
const LONGEST_BOOKMARK = 40;

function bookmarkOf(anchor: string, { prefix }: Setting): string {
  const name = `_${prefix}${anchor.replace(/\W/g, '_')}`;
  if (name.length <= LONGEST_BOOKMARK) return name;
  let hash = 7;
  for (let index = 0; index < name.length; index += 1) hash = (hash * 31 + name.charCodeAt(index)) % 0xffffffff;
  const mark = hash.toString(36);
  return `${name.slice(0, LONGEST_BOOKMARK - mark.length - 1)}_${mark}`;
}

function anchored(children: ParagraphChild[], anchor: string, setting: Setting): ParagraphChild[] {
  return anchor === '' ? children : [new Bookmark({ id: bookmarkOf(anchor, setting), children })];
}

function listOf({ marker, items }: ListBlock, setting: Setting): readonly FileChild[] {
  const reference = { bullets: 'bullets', numbers: 'numbers', checks: 'checks' }[marker];
  return items.map((runs) => paragraphOf(runs, setting, { style: STYLES.list, numbering: { reference, level: 0 } }));
}

function fieldsTable({ rows }: FieldsBlock, setting: Setting): Table {
  const label = Math.round((setting.width * LABEL_SHARE) / WHOLE);
  return new Table({
    ...asWideAs(setting),
    columnWidths: [label, setting.width - label],
    borders: { ...bare(), insideHorizontal: LINE },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: row.value.length < 3,
          children: [
            cell([[{ ...plain(row.label), style: 'quiet' }]], label, setting),
            cell(row.value, setting.width - label, setting),
          ],
        }),
    ),
  });
}

/** A table that takes the width there is, with room in its cells; each cell of its own saying so would be a third of a document. */
function asWideAs({ width }: Setting) {
  return {
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: CELL_MARGINS,
  };
}

function bare() {
  return {
    top: NO_LINE,
    bottom: NO_LINE,
    left: NO_LINE,
    right: NO_LINE,
    insideHorizontal: NO_LINE,
    insideVertical: NO_LINE,
  };
}

function cell(
  lines: readonly Runs[],
  width: number,
  setting: Setting,
  more: { readonly fill?: string; readonly end?: boolean; readonly anchor?: string } = {},
): TableCell {
  const alignment = more.end === true ? { alignment: AlignmentType.END } : {};
  // A cell of Word ends in a paragraph, be it empty.
  const shown: readonly Runs[] = lines.length === 0 ? [[]] : lines;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(more.fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill: more.fill } }),
    children: shown.map(
      (runs, index) =>
        new Paragraph({
          ...alignment,
          children:
            index === 0 ? anchored(textRuns(runs, setting), more.anchor ?? '', setting) : textRuns(runs, setting),
        }),
    ),
  });
}

function tableBlock({ columns, rows }: TableBlock, setting: Setting): readonly FileChild[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((setting.width * share) / whole));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ heading, align }, index) =>
      cell([[{ ...plain(heading), style: 'strong' }]], widths[index] ?? 0, setting, {
        fill: 'F0F1F3',
        end: align === 'end',
      }),
    ),
  });
  const body = rows.map(
    ({ anchor, tone, cells }) =>
      new TableRow({
        cantSplit: cells.every((lines) => lines.length < 6),
        children: cells.map((lines, index) =>
          cell(lines, widths[index] ?? 0, setting, {
            end: columns[index]?.align === 'end',
            ...(index === 0 ? { anchor } : {}),
            ...(index === 0 && tone !== 'none' ? { fill: DOCX_TONES[tone].fill } : {}),
          }),
        ),
      }),
  );
  return [
    new Table({
      ...asWideAs(setting),
      columnWidths: widths,
      borders: { ...bare(), top: LINE, bottom: LINE, insideHorizontal: LINE },
      rows: [head, ...body],
    }),
    spacer(),
  ];
}

function spacer(): Paragraph {
  return new Paragraph({ style: STYLES.space, children: [] });
}

function groupOf({ anchor, tone, level, title, blocks }: GroupBlock, setting: Setting): readonly FileChild[] {
  const heads: readonly FileChild[] =
    level === 0
      ? []
      : [
          new Paragraph({
            heading: HEADINGS[level === 5 ? 4 : level],
            keepNext: true,
            border: { left: { style: BorderStyle.SINGLE, size: 24, space: 6, color: DOCX_TONES[tone].color } },
            children: anchored(textRuns(title, setting), anchor, setting),
          }),
        ];
  return [...heads, ...docxBlocks(blocks, setting)];
}

function signatureOf({ title, rows }: SignatureBlock, setting: Setting): readonly FileChild[] {
  const label = Math.round((setting.width * LABEL_SHARE) / WHOLE);
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: textRuns([plain(title)], setting), keepNext: true }),
    new Table({
      ...asWideAs(setting),
      columnWidths: [label, setting.width - label],
      borders: { ...bare(), insideHorizontal: LINE, bottom: LINE },
      rows: rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            height: { value: 480, rule: 'atLeast' },
            children: [
              cell([[{ ...plain(row.label), style: 'quiet' }]], label, setting),
              cell([[plain(row.value)]], setting.width - label, setting),
            ],
          }),
      ),
    }),
    spacer(),
  ];
}
