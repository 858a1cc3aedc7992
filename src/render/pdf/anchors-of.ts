import type { Block } from '../../core/report/document/blocks.ts';

/** Anchors that are labels as they are, which those of rules and questions are. */
const PLAIN = /^[\w.-]+$/u;

/**
 * Gives a label to each anchor of a paper: a word of letters, digits and joints, whatever the anchor holds. An anchor that is such a word
 * has the same label in every paper, so that what leads there is set once for all of them.
 *
 * @param prefix - of each label
 */
export function anchorsOf(blocks: readonly Block[], prefix: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const name = (anchor: string): void => {
    if (anchor === '' || labels.has(anchor)) return;
    labels.set(anchor, PLAIN.test(anchor) ? `${prefix}-${anchor}` : `${prefix}${labels.size + 1}`);
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
