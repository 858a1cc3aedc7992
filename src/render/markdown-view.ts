import type { Block, TableBlock } from '../core/report/document/blocks.ts';
import type { PaperDocument } from '../core/report/document/paper-document.ts';
import type { Rendition } from '../core/report/document/rendition.ts';

/** What stands below the cover and at the foot of a paper. */
export interface MarkdownPaper extends MarkdownMarks {
  readonly sides: readonly Pick<PaperDocument, 'state' | 'privilege' | 'footer'>[];
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

/**
 * The blocks of the cover or of the body, in their order, each made when it is asked for. Of two languages, each block is followed by
 * itself in the second.
 */
export function* markdownParts(
  rendition: Rendition,
  name: 'cover' | 'body',
): Generator<MarkdownPart, undefined, undefined> {
  const marks = marksOf(rendition);
  const below = name === 'cover' ? 0 : PART_LEVEL;
  const [first, second] = rendition.documents;
  for (const [index, block] of first[name].entries()) {
    yield { ...marks, blocks: [viewOf(block, below)] };
    const other = second?.[name][index];
    if (other !== undefined) yield { ...marks, blocks: [viewOf(other, below)] };
  }
}

/** What is said of the documents of a paper beside their blocks. */
export function markdownPaper(rendition: Rendition): MarkdownPaper {
  return { ...marksOf(rendition), sides: rendition.documents };
}

function marksOf({ documents: [{ words }] }: Rendition): MarkdownMarks {
  return { colon: words.colon, dot: '. ', quote: '> ', rule: '---', blank: '______________' };
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
