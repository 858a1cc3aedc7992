/** Widths in parts of the size of the type, a little more than most type needs: nothing here can measure it. */
const NARROW = 0.58;
const CAPITAL = 0.72;
const WIDE = 1;

/** Signs that no line begins with. */
const NOT_FIRST = /^[，。、；：？！）》”’%),.;:!?]/u;

/** Letters that are as wide as high, and the signs that go with them. */
const FULL_WIDTH =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{3fffd}]/u;

/** How wide a text is, at most, in units of a picture. */
export function textWidth(content: string, size: number): number {
  return Array.from(content, widthOf).reduce((sum, width) => sum + width, 0) * size;
}

function widthOf(character: string): number {
  if (FULL_WIDTH.test(character)) return WIDE;
  return /[A-Z@%—…MWmw]/u.test(character) ? CAPITAL : NARROW;
}

/** A text in lines that are no wider than there is room: broken at blanks, and anywhere in a script without them. */
export function wrapText(content: string, size: number, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(content)) {
    const longer = line + piece;
    if (textWidth(longer.trimEnd(), size) <= room || (line !== '' && NOT_FIRST.test(piece))) line = longer;
    else {
      if (line.trim() !== '') lines.push(line.trim());
      const rest = splitLong(piece, size, room);
      lines.push(...rest.slice(0, -1));
      line = rest.at(-1) ?? '';
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}

/** Words with the blank behind them; each letter of a script without blanks for itself. */
function piecesOf(content: string): readonly string[] {
  const pieces: string[] = [];
  let word = '';
  for (const character of content) {
    const full = FULL_WIDTH.test(character);
    if (full && word !== '') pieces.push(word);
    if (full) word = '';
    if (full) pieces.push(character);
    else word += character;
    if (/\s$/u.test(word)) {
      pieces.push(word);
      word = '';
    }
  }
  return word === '' ? pieces : [...pieces, word];
}

/** A word that is too long for a line, cut. */
function splitLong(word: string, size: number, room: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && textWidth(part + character, size) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
