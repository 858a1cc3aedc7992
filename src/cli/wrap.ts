/** Columns of everything that is printed for people. */
export const WIDTH = 96;

/** Characters that take two columns: Chinese characters and full-width marks. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** No line begins with one of these, and none ends with one of the others. */
const CLOSING = /^[，。；：？！、）》”’…％,.;:?!)\]%]$/u;
const OPENING = /^[（《“‘([]$/u;

/** How many columns a text takes in a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

/** A text with blanks after it up to a number of columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/**
 * Breaks a text into lines that begin with an indent and fit the width: between words, and between Chinese characters; a word that is
 * longer stands alone. No line for no words.
 */
export function wrap(text: string, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let columns = columnsOf(first);
  let empty = true;
  for (const { piece, glue } of piecesOf(text)) {
    const width = columnsOf(piece);
    const gap = empty ? '' : glue;
    if (!empty && columns + gap.length + width > WIDTH) {
      lines.push(line);
      [line, columns] = [`${rest}${piece}`, columnsOf(rest) + width];
    } else {
      [line, columns] = [`${line}${gap}${piece}`, columns + gap.length + width];
    }
    empty = false;
  }
  return empty ? lines : [...lines, line];
}

/** What a line may break between, each with what stands before it on the same line. */
function piecesOf(text: string): { readonly piece: string; readonly glue: string }[] {
  const words = text.split(/\s+/).filter((part) => part !== '');
  return words.flatMap((word) => breakable(word).map((piece, index) => ({ piece, glue: index === 0 ? ' ' : '' })));
}

/** The parts of a word between which a line may break: each wide character, with the marks that belong to it. */
function breakable(word: string): readonly string[] {
  if (!WIDE.test(word)) return [word];
  const pieces: string[] = [];
  let before = '';
  for (const character of word) {
    const last = pieces.at(-1);
    if (last !== undefined && staysWith(before, character)) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
    before = character;
  }
  return pieces;
}

/** Whether a line may not end between two characters: marks keep to what they mark, words stay whole, and 23 stays with 日. */
function staysWith(before: string, character: string): boolean {
  if (OPENING.test(before) || CLOSING.test(character) || /\d/.test(before)) return true;
  return !WIDE.test(before) && !WIDE.test(character);
}

/** The sentences of a text, each with its final mark. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})|(?<=[。？！][”）》]?)(?![”）》]|$)/u);
}
