import type { Block, Runs, TableBlock } from '../core/report/document/blocks.ts';
import type { PaperDocument } from '../core/report/document/paper-document.ts';
import type { Rendition } from '../core/report/document/rendition.ts';
import type { HtmlTableBody } from './html-runs.ts';

/** What the head and the foot of a page have: nothing in it is left to be computed or asked. */
export interface HtmlPage {
  readonly lang: string;
  readonly layout: 'single' | 'bilingual';
  readonly title: string;
  readonly author: string;
  readonly skip: string;
  readonly accent: string;
  readonly sides: readonly SideView[];
}

/** What is written at once: some blocks, or the same blocks in two languages. */
export interface HtmlPart {
  /** The blocks of one language; none where two stand side by side. */
  readonly blocks: readonly BlockView[];
  /** The blocks of two languages, two by two. */
  readonly pairs: readonly (readonly { readonly lang: string; readonly block: BlockView }[])[];
}

/** Blocks of a part. */
const BLOCKS = 16;

/** What stands at the head and the foot of a side. */
interface SideView extends Pick<PaperDocument, 'state' | 'privilege' | 'footer'> {
  readonly lang: string;
  readonly logo: readonly {
    readonly alternative: string;
    readonly source: string;
    readonly width: string;
    readonly height: string;
  }[];
}

type BlockView = Readonly<Record<string, unknown>> & { readonly kind: Block['kind'] };

/** The heading of the page is that of the paper; parts come below it. */
const PART_LEVEL = 1;

/** What the head and the foot of a page say of its documents. */
export function htmlPage({ documents }: Rendition): HtmlPage {
  const [first, second] = documents;
  return {
    lang: first.locale,
    layout: second === undefined ? 'single' : 'bilingual',
    title: `${first.title}${first.words.colon}${first.subject}`,
    author: first.author,
    skip: first.words.skip_to_content,
    accent: first.brand.accent,
    sides: documents.map(sideOf),
  };
}

/** The parts of a paper, in their order, each made when it is asked for. */
export function* htmlParts({ documents }: Rendition): Generator<HtmlPart, undefined, undefined> {
  const [first, second] = documents;
  const placed = placedBlocks(first);
  const others = second === undefined ? [] : placedBlocks(second);
  for (let from = 0; from < placed.length; from += BLOCKS) {
    const blocks = placed.slice(from, from + BLOCKS).map(({ block, below }) => viewOf(block, '', below));
    if (second === undefined) {
      yield { blocks, pairs: [] };
      continue;
    }
    const pairs = blocks.map((block, index) => {
      const other = others[from + index];
      const own = { lang: first.locale, block };
      if (other === undefined) return [own];
      return [own, { lang: second.locale, block: viewOf(other.block, 'b-', other.below) }];
    });
    yield { blocks: [], pairs };
  }
}

/** The blocks of a document, and how far below their own level their headings stand. */
function placedBlocks({ cover, body }: PaperDocument): readonly { readonly block: Block; readonly below: number }[] {
  return [...cover.map((block) => ({ block, below: 0 })), ...body.map((block) => ({ block, below: PART_LEVEL }))];
}

function sideOf({ locale, brand, state, privilege, footer }: PaperDocument): SideView {
  const logo = brand.logo.map(({ media_type: type, base64, width, height }) => ({
    alternative: brand.name,
    source: `data:${type};base64,${base64}`,
    width: String(width),
    height: String(height),
  }));
  return { lang: locale, logo, state, privilege, footer };
}

/** @param prefix - of anchors, so that those of two languages are told apart */
function viewOf(block: Block, prefix: string, below: number): BlockView {
  const anchorOf = (anchor: string): string => anchorIn(anchor, prefix);
  switch (block.kind) {
    case 'heading':
      return { ...block, anchor: anchorOf(block.anchor), tag: String(block.level + below) };
    case 'paragraph':
      return { ...block, runs: runsIn(block.runs, prefix) };
    case 'list':
      return { ...block, tag: block.marker === 'numbers' ? 'ol' : 'ul', items: linesIn(block.items, prefix) };
    case 'fields':
      return { ...block, rows: block.rows.map(({ label, value }) => ({ label, value: linesIn(value, prefix) })) };
    case 'table':
      return tableView(block, prefix);
    case 'group':
      return {
        ...block,
        anchor: anchorOf(block.anchor),
        tag: block.level === 0 ? '' : String(Math.min(block.level + below, 6)),
        title: runsIn(block.title, prefix),
        blocks: block.blocks.map((inner) => viewOf(inner, prefix, below)),
      };
    case 'figure':
      return { ...block, anchor: anchorOf(block.anchor), table: tableView(block.table, prefix) };
    case 'signature':
      return { ...block, tag: String(2 + below) };
    case 'contents':
      return {
        ...block,
        tag: String(1 + below),
        entries: block.entries.map((entry) => ({ ...entry, anchor: anchorOf(entry.anchor) })),
      };
    case 'page_break':
      return { ...block };
  }
}

function tableView({ caption, columns, rows }: TableBlock, prefix: string): BlockView {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ heading, share, align }) => ({
      heading,
      align,
      width: String(Math.round((1000 * share) / whole) / 10),
    })),
    body: {
      aligns: columns.map(({ align }) => align),
      rows:
        prefix === ''
          ? rows
          : rows.map(({ anchor, tone, cells }) => ({
              anchor: anchorIn(anchor, prefix),
              tone,
              cells: cells.map((lines) => linesIn(lines, prefix)),
            })),
    } satisfies HtmlTableBody,
  };
}

function anchorIn(anchor: string, prefix: string): string {
  return anchor === '' ? '' : `${prefix}${anchor}`;
}

function runsIn(line: Runs, prefix: string): Runs {
  // Few lines lead anywhere; the others are passed on as they are.
  if (prefix === '' || line.every(({ anchor }) => anchor === '')) return line;
  return line.map((run) => ({ ...run, anchor: anchorIn(run.anchor, prefix) }));
}

function linesIn(lines: readonly Runs[], prefix: string): readonly Runs[] {
  return prefix === '' ? lines : lines.map((line) => runsIn(line, prefix));
}
