/** Longest stretch without a place to break that a cell of a table has room for. */
const LONGEST = 28;
const STRETCH = new RegExp(String.raw`[^\s\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u200B-]{${LONGEST}}(?=[^\s])`, 'gu');

/** A text in which a line can break within words that are longer than any line: a break of no width is put there. */
export function breakable(text: string): string {
  return text.replace(STRETCH, '$&\u200B');
}
