import type { Block } from '../../core/report/document/blocks.ts';

/**
 * Gives a label to each anchor of a paper, in the order in which they stand. Labels are our own words, whatever the anchors hold.
 *
 * @param prefix - of each label
 */
export function anchorsOf(blocks: readonly Block[], prefix: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const name = (anchor: string): void => {
    if (anchor !== '' && !labels.has(anchor)) labels.set(anchor, `${prefix}${labels.size + 1}`);
  };
  const visit = (block: Block): void => {
    switch (block.kind) {
      case 'heading':
      case 'figure':
        name(block.anchor);
        return;
      case 'table':
        for (const { anchor } of block.rows) name(anchor);
        return;
      case 'group':
        name(block.anchor);
        block.blocks.forEach(visit);
        return;
      case 'paragraph':
      case 'list':
      case 'fields':
      case 'signature':
      case 'contents':
      case 'page_break':
        return;
    }
  };
  blocks.forEach(visit);
  return labels;
}
