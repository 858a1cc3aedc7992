import type { Block, FigureBlock, GroupBlock, Run, Runs, TableBlock } from '../../core/report/document/blocks.ts';
import type { PaperDocument } from '../../core/report/document/paper-document.ts';
import { anchorsOf } from './anchors-of.ts';
import { breakablePieces } from './breakable-pieces.ts';
import { linesOf } from './lines-of.ts';

/** A text, whole or in pieces between which a line may end. */
type SetText = string | readonly string[];

/** A run as the template is given it. One that is whole and bears nothing is its text, which most are. */
type SetRun =
  | string
  | {
      readonly style: Run['style'];
      readonly tone: Run['tone'];
      readonly text: SetText;
      /** Whether it has room on one line, wherever it stands. */
      readonly short: boolean;
      readonly url: string;
      /** The label of a place of this paper, or empty. */
      readonly to: string;
    };

/** Runs, or the text of the only one. */
type SetRuns = string | readonly SetRun[];

/** Paragraphs, or the text of the only one. */
type SetParagraphs = string | readonly SetRuns[];

interface SetTable {
  readonly kind: 'table';
  readonly caption: SetText;
  /** Whether the headings are short enough to be said again on each page. */
  readonly repeat: boolean;
  readonly columns: readonly { readonly heading: SetText; readonly share: number; readonly align: string }[];
  /** `whole` when a row is short enough to be kept on one page. */
  readonly rows: readonly {
    readonly label: string;
    readonly tone: Run['tone'];
    readonly whole: boolean;
    readonly cells: readonly SetParagraphs[];
  }[];
}

/** A block as the template is given it. A label is where links lead to; empty when none does. */
type SetBlock =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly label: string;
      readonly number: string;
      readonly text: SetText;
    }
  | { readonly kind: 'paragraph'; readonly manner: string; readonly runs: SetRuns }
  | { readonly kind: 'list'; readonly marker: string; readonly items: readonly SetRuns[] }
  | {
      readonly kind: 'fields';
      readonly rows: readonly { readonly label: SetText; readonly value: SetParagraphs }[];
    }
  | SetTable
  | {
      readonly kind: 'group';
      readonly label: string;
      readonly tone: Run['tone'];
      readonly level: number;
      readonly whole: boolean;
      readonly title: SetRuns;
      readonly blocks: readonly SetBlock[];
    }
  | {
      readonly kind: 'figure';
      readonly label: string;
      readonly caption: SetText;
      readonly alternative: string;
      readonly svg: string;
    }
  | {
      readonly kind: 'signature';
      readonly title: SetText;
      readonly rows: readonly { readonly label: SetText; readonly value: SetText }[];
    }
  | {
      readonly kind: 'contents';
      readonly heading: string;
      readonly entries: readonly { readonly to: string; readonly number: string; readonly text: SetText }[];
    }
  | { readonly kind: 'page_break' };

/** A document as the template is given it: plain data, every text printable. */
interface SetDocument {
  readonly lang: string;
  readonly region: string | null;
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly keywords: readonly string[];
  readonly colon: string;
  readonly brand: string;
  readonly cover: readonly SetBlock[];
  readonly body: readonly SetBlock[];
}

/** What stands at the head of each page of a document. */
interface SetHead {
  readonly state: SetText;
  readonly privilege: SetText;
  readonly brand: SetText;
}

/** What stands at the foot of each page of a document. */
interface SetFoot {
  readonly brand: SetText;
  readonly lines: readonly SetText[];
  readonly page_of: string;
}

/** A document, and apart from it what runs through all pages. */
export interface SetPaper {
  readonly document: SetDocument;
  readonly head: SetHead;
  readonly foot: SetFoot;
}

/** Most lines of full width, roughly, that are kept together on one page: less than half of it. */
const LINES_KEPT = 20;

/** Letters that have room on one line of a narrow column. */
const LETTERS_OF_BADGE = 24;

/** In place of whatever the machine takes for a font without serifs. */
const PICTURE_FONTS = {
  en: "'Source Sans 3', 'Noto Sans SC'",
  'zh-CN': "'Noto Sans SC', 'Source Sans 3'",
} as const;

/** Characters at the head of each page, and of a line at its foot; what is usual is shorter. */
const LONGEST_AT_HEAD = 120;
const LONGEST_AT_FOOT = 1000;

/** Characters of a word that has room at the foot of half a page across; a digest is one. */
const ROOM_AT_FOOT = 72;

/** Most lines of a cell of a row that is kept on one page. */
const LINES_OF_ROW = 9;

/**
 * Turns a document into what the template sets. Every text is made printable, whatever it holds; a link to a place that the paper does
 * not have is set as text.
 *
 * @param printable - makes any text printable
 * @param prefix - of the labels, so that two documents on one page do not share any
 * @param columns - how many documents share the width of a page
 */
export function setPaper(
  document: PaperDocument,
  printable: (text: string) => string,
  prefix: string,
  columns: number,
): SetPaper {
  const labels = anchorsOf([...document.cover, ...document.body], prefix);
  const given = new Set<string>();
  const pieces = (text: string): SetText => wholeOr(breakablePieces(printable(text)));

  const atHead = (text: string): SetText => pieces(shorten(text, LONGEST_AT_HEAD));
  // Set on each page: in one piece, where each word has room on a line.
  const atFoot = (text: string): SetText => {
    const short = shorten(text, LONGEST_AT_FOOT);
    return short.split(' ').every((word) => word.length <= ROOM_AT_FOOT) ? printable(short) : pieces(short);
  };

  /** The label of the first block that bears the anchor; a label stands in one place. */
  const labelOf = (anchor: string): string => {
    const label = labels.get(anchor) ?? '';
    if (given.has(label)) return '';
    given.add(label);
    return label;
  };
  const setRun = ({ style, tone, text, url, anchor }: Run): SetRun => {
    const set = pieces(text);
    const address = url.startsWith('https://') ? url : '';
    const to = labels.get(anchor) ?? '';
    if (typeof set === 'string' && style === 'plain' && address === '' && to === '') return set;
    return { style, tone, text: set, short: text.length <= LETTERS_OF_BADGE, url: address, to };
  };
  const setRuns = (runs: Runs): SetRuns => wholeOr(runs.filter(({ text }) => text !== '').map(setRun));
  const setParagraphs = (paragraphs: readonly Runs[]): SetParagraphs => wholeOr(paragraphs.map(setRuns));

  /** What the last heading said: a caption that says the same again is not set. */
  let said = '';
  const captionOf = ({ caption }: TableBlock): SetText => (caption === said ? '' : pieces(caption));

  const setTable = (table: TableBlock): SetTable => {
    const shares = table.columns.reduce((sum, { share }) => sum + share, 0);
    return {
      kind: 'table',
      caption: captionOf(table),
      repeat: table.columns.every(({ heading }) => heading.length <= LONGEST_AT_HEAD),
      columns: table.columns.map(({ heading, share, align }) => ({ heading: pieces(heading), share, align })),
      rows: table.rows.map(({ anchor, tone, cells }) => ({
        label: labelOf(anchor),
        tone,
        whole: cells.every(
          (cell, index) => linesOf(cell, ((table.columns[index]?.share ?? 1) / shares) * (1 / columns)) <= LINES_OF_ROW,
        ),
        cells: cells.map(setParagraphs),
      })),
    };
  };
  /** Levels follow one another without a gap, which readers by ear rely on. */
  let depth = 0;
  const levelOf = (level: number): number => {
    depth = Math.min(level, depth + 1);
    return depth;
  };

  const setGroup = ({ anchor, tone, level, title, blocks }: GroupBlock): SetBlock => ({
    kind: 'group',
    label: labelOf(anchor),
    tone,
    level: level === 0 ? 0 : levelOf(level),
    whole: linesOfBlocks(blocks, 1 / columns) <= LINES_KEPT,
    title: setRuns(title),
    blocks: blocks.map(setBlock),
  });
  const setFigure = ({ anchor, caption, alternative, svg }: FigureBlock): SetBlock => ({
    kind: 'figure',
    label: labelOf(anchor),
    caption: pieces(caption),
    alternative: printable(alternative),
    svg: svg.replaceAll('font-family="sans-serif"', `font-family="${PICTURE_FONTS[document.locale]}"`),
  });
  const setBlock = (block: Block): SetBlock => {
    switch (block.kind) {
      case 'heading': {
        const { kind, level, anchor, number, text } = block;
        said = text;
        return { kind, level: levelOf(level), label: labelOf(anchor), number: printable(number), text: pieces(text) };
      }
      case 'paragraph':
        return { kind: block.kind, manner: block.manner, runs: setRuns(block.runs) };
      case 'list':
        return { kind: block.kind, marker: block.marker, items: block.items.map(setRuns) };
      case 'fields':
        return {
          kind: block.kind,
          rows: block.rows.map(({ label, value }) => ({ label: pieces(label), value: setParagraphs(value) })),
        };
      case 'table':
        return setTable(block);
      case 'group':
        return setGroup(block);
      case 'figure':
        return setFigure(block);
      case 'signature':
        return {
          kind: block.kind,
          title: pieces(block.title),
          rows: block.rows.map(({ label, value }) => ({ label: pieces(label), value: pieces(value) })),
        };
      case 'contents':
        return {
          kind: block.kind,
          heading: printable(block.heading),
          entries: block.entries.map(({ anchor, number, text }) => ({
            to: labels.get(anchor) ?? '',
            number: printable(number),
            text: pieces(text),
          })),
        };
      case 'page_break':
        return block;
    }
  };

  const [lang = '', region = ''] = document.locale.split('-');
  return {
    document: {
      lang,
      region: region === '' ? null : region.toLowerCase(),
      title: printable(document.title),
      subject: printable(document.subject),
      author: printable(document.author),
      keywords: [document.title, document.state, document.privilege].filter((word) => word !== '').map(printable),
      colon: printable(document.words.colon),
      brand: printable(document.brand.name),
      cover: document.cover.map(setBlock),
      body: document.body.map(setBlock),
    },
    head: {
      state: atHead(document.state),
      privilege: atHead(document.privilege),
      brand: atHead(document.brand.name),
    },
    foot: {
      brand: atFoot(document.brand.footer),
      lines: document.footer.map(atFoot),
      page_of: printable(document.words.page_of),
    },
  };
}

/** The only member, when it is text, in place of the list of it: most lists are that, and the template has less to read. */
function wholeOr<Item>(items: readonly (string | Item)[]): string | readonly (string | Item)[] {
  const [only = ''] = items;
  return items.length <= 1 && typeof only === 'string' ? only : items;
}

/** What stands on each page has little room; the whole of it stands on the first page or in the text. */
function shorten(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}…`;
}

/** About how many lines some blocks take in a column of that share of the width of a page. */
function linesOfBlocks(blocks: readonly Block[], share: number): number {
  return blocks.reduce((sum, block) => sum + linesOfBlock(block, share), 0);
}

function linesOfBlock(block: Block, share: number): number {
  switch (block.kind) {
    case 'heading':
      return 2.5;
    case 'paragraph':
      return linesOf([block.runs], share) + 0.7;
    case 'list':
      return block.items.reduce((sum, item) => sum + linesOf([item], share * 0.95) + 0.4, 0.7);
    case 'fields':
      return block.rows.reduce((sum, { value }) => sum + linesOf(value, share * 0.7) + 0.4, 0.7);
    case 'table':
      return block.rows.reduce((sum, { cells }) => sum + linesOfRow(block, cells, share), 3);
    case 'group':
      return linesOfBlocks(block.blocks, share) + 2;
    case 'signature':
      return block.rows.length * 2 + 2;
    case 'contents':
      return block.entries.length * 1.3 + 2;
    // No picture is taller, and what begins a page is never kept together.
    case 'figure':
    case 'page_break':
      return LINES_KEPT;
  }
}

function linesOfRow({ columns }: TableBlock, cells: readonly (readonly Runs[])[], share: number): number {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  return cells.reduce(
    (most, cell, index) => Math.max(most, linesOf(cell, (share * (columns[index]?.share ?? 1)) / shares) + 0.6),
    0,
  );
}
