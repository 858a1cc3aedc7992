import type { Runs } from '../../core/report/document/blocks.ts';

/** Letters of the Latin script on a line of a full page, roughly. */
const LETTERS_ON_LINE = 100;

/** What takes the width of two letters: Chinese characters and their punctuation. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]/gu;

/**
 * Says about how many lines some paragraphs take. A guess on the safe side: it decides only what is kept on one page.
 *
 * @param share - of the width of a full page
 */
export function linesOf(paragraphs: readonly Runs[], share: number): number {
  const letters = Math.max(4, LETTERS_ON_LINE * share);
  return paragraphs.reduce((sum, runs) => {
    const text = runs.map((run) => run.text).join('');
    const wide = text.match(WIDE)?.length ?? 0;
    const breaks = text.split('\n').length - 1;
    return sum + Math.max(1, Math.ceil((text.length + wide) / letters)) + breaks;
  }, 0);
}
