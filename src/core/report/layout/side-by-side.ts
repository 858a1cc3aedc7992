import type { PaperDocument } from '../document/paper-document.ts';
import { wordsFor } from '../words.ts';
import { paragraph } from './make-blocks.ts';

/** Two languages of one paper beside each other, each of which says that the first prevails. */
export function sideBySide(first: PaperDocument, second: PaperDocument): readonly [PaperDocument, PaperDocument] {
  const saying = (document: PaperDocument): PaperDocument => ({
    ...document,
    cover: [...document.cover, paragraph(wordsFor(document.locale).paper.prevails(first.locale), 'warning')],
  });
  return [saying(first), saying(second)];
}
