import type { Block, TableBlock } from '../core/report/document/blocks.ts';
import type { PaperDocument } from '../core/report/document/paper-document.ts';
import type { Rendition } from '../core/report/document/rendition.ts';

/** A paper as the Markdown template prints it, its blocks written already. */
export interface MarkdownView extends MarkdownMarks {
  readonly sides: readonly Pick<PaperDocument, 'state' | 'privilege' | 'footer'>[];
  readonly cover: string;
  readonly body: string;
}

/** What is written at once: a block, with the marks that Markdown has for it. */
export interface MarkdownPart extends MarkdownMarks {
  readonly blocks: readonly [BlockView];
}

interface MarkdownMarks {
  readonly colon: string;
  readonly dot: '. ';
  readonly quote: '> ';
  readonly rule: '---';
  readonly blank: '______________';
}

type BlockView = Readonly<Record<string, unknown>> & { readonly kind: Block['kind'] };

/** The title is the only heading of the first level. */
const PART_LEVEL = 1;
const DEEPEST = 6;

/** The parts of a paper, in their order. Of two languages, each block is followed by itself in the second. */
export function markdownParts(rendition: Rendition): Readonly<Record<'cover' | 'body', readonly MarkdownPart[]>> {
  const { documents } = rendition;
  const marks = marksOf(rendition);
  const partsOf = (name: 'cover' | 'body', below: number): readonly MarkdownPart[] =>
    inTurn(documents.map((document) => document[name].map((block) => viewOf(block, below)))).map((block) => ({
      ...marks,
      blocks: [block],
    }));
  return { cover: partsOf('cover', 0), body: partsOf('body', PART_LEVEL) };
}

/** @param written - the parts */
export function markdownView(
  rendition: Rendition,
  written: { readonly cover: string; readonly body: string },
): MarkdownView {
  return { ...marksOf(rendition), sides: rendition.documents, ...written };
}

function marksOf({ documents: [{ words }] }: Rendition): MarkdownMarks {
  return { colon: words.colon, dot: '. ', quote: '> ', rule: '---', blank: '______________' };
}

/** The blocks of one language after those of the other, one by one. */
function inTurn([first = [], second = []]: readonly (readonly BlockView[])[]): readonly BlockView[] {
  return first.flatMap((block, index) => {
    const other = second[index];
    return other === undefined ? [block] : [block, other];
  });
}

function viewOf(block: Block, below: number): BlockView {
  switch (block.kind) {
    case 'heading':
      return { ...block, marks: hashes(block.level + below) };
    case 'list':
      return { ...block, items: block.items.map((runs) => ({ marker: block.marker, runs })) };
    case 'table':
      return tableView(block);
    case 'group':
      return {
        ...block,
        marks: block.level === 0 ? '' : hashes(block.level + below),
        blocks: block.blocks.map((inner) => viewOf(inner, below)),
      };
    case 'figure':
      return { ...block, table: tableView(block.table) };
    case 'signature':
      return { ...block, marks: hashes(2 + below) };
    case 'contents':
      return { ...block, marks: hashes(1 + below) };
    case 'fields':
    case 'paragraph':
    case 'page_break':
      return { ...block };
  }
}

function hashes(level: number): string {
  return '#'.repeat(Math.min(level, DEEPEST));
}

function tableView({ columns, rows, ...table }: TableBlock): BlockView {
  return {
    ...table,
    columns: columns.map(({ heading, align }) => ({ heading, align: align === 'end' ? '---:' : '---' })),
    rows,
  };
}
