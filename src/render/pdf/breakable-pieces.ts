/** A run of characters between which no line breaks by itself, long enough to be a danger to a narrow column. */
const LONG_WORD = /[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]{17,}/gu;

/** Parts of identifiers, paths and addresses end with one of these. */
const PART = /[^._/:@?&=+,;|\\#-]*[._/:@?&=+,;|\\#-]*/gu;

/** Longest part that may be one word of a language; hyphenation is for those. */
const LONGEST_PLAIN = 24;

/** A few characters, each with the marks that combine with it. */
const FEW = /(?:\P{M}\p{M}*|\p{M}+){1,4}/gu;

/**
 * Cuts a text where a line may end although the rules of writing give no place for it: after the joints of an identifier or address,
 * and every few characters of what is too long to be a word. The pieces put together are the text.
 */
export function breakablePieces(text: string): readonly string[] {
  if (text.search(LONG_WORD) === -1) return [text];
  const pieces: string[] = [];
  let rest = 0;
  for (const { 0: word, index } of text.matchAll(LONG_WORD)) {
    const cut = cutWord(word);
    pieces.push(text.slice(rest, index) + (cut[0] ?? ''), ...cut.slice(1));
    rest = index + word.length;
  }
  const last = pieces.pop() ?? '';
  return [...pieces, last + text.slice(rest)];
}

function cutWord(word: string): readonly string[] {
  return (word.match(PART) ?? [])
    .filter((part) => part !== '')
    .flatMap((part) => (part.length > LONGEST_PLAIN ? (part.match(FEW) ?? []) : [part]));
}
