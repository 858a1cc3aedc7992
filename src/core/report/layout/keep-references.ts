import type { Block, Runs, TableBlock } from '../document/blocks.ts';

/** The blocks without references to places that are not among them: what a short paper leaves out is not led to. */
export function keepReferences(blocks: readonly Block[]): readonly Block[] {
  const anchors = new Set(blocks.flatMap(anchorsIn));
  return blocks.map((block) => keptIn(block, anchors));
}

function anchorsIn(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.anchor];
    case 'table':
      return block.rows.map(({ anchor }) => anchor);
    case 'figure':
      return [block.anchor, ...anchorsIn(block.table)];
    case 'group':
      return [block.anchor, ...block.blocks.flatMap(anchorsIn)];
    case 'paragraph':
    case 'list':
    case 'fields':
    case 'signature':
    case 'contents':
    case 'page_break':
      return [];
  }
}

function keptIn(block: Block, anchors: ReadonlySet<string>): Block {
  const kept = (runs: Runs): Runs =>
    runs.map((run) => (run.anchor === '' || anchors.has(run.anchor) ? run : { ...run, anchor: '' }));
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: kept(block.runs) };
    case 'list':
      return { ...block, items: block.items.map(kept) };
    case 'fields':
      return { ...block, rows: block.rows.map(({ label, value }) => ({ label, value: value.map(kept) })) };
    case 'table':
      return keptInTable(block, kept);
    case 'group':
      return { ...block, title: kept(block.title), blocks: block.blocks.map((inner) => keptIn(inner, anchors)) };
    case 'figure':
      return { ...block, table: keptInTable(block.table, kept) };
    case 'contents':
      return { ...block, entries: block.entries.filter(({ anchor }) => anchors.has(anchor)) };
    case 'heading':
    case 'signature':
    case 'page_break':
      return block;
  }
}

function keptInTable(block: TableBlock, kept: (runs: Runs) => Runs): TableBlock {
  return { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell.map(kept)) })) };
}
