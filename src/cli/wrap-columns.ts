import { WIDTH } from './wrap.ts';

/** Behind a wide character, where no mark follows that never begins a line. */
const BEHIND_WIDE = /(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])(?![，。、；：？！）》”’,.;:?!)])/u;

/**
 * Breaks a text into lines that fit the width, Chinese as well as English: between words, and between Chinese characters, which take
 * two columns each. No line for no words.
 */
export function wrapColumns(text: string, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const part of partsOf(text)) {
    if (!empty && columnsOf(line) + columnsOf(part.trimEnd()) > WIDTH) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += part;
    empty = false;
  }
  return empty ? lines : [...lines, line.trimEnd()];
}

/** How many columns a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character) ? 2 : 1;
  return columns;
}

/** Words with the space behind them, and wide characters one by one. */
function partsOf(text: string): readonly string[] {
  const words = text.trim().split(/(?<=\s)(?=\S)/u);
  return words
    .map((word) => word.replace(/\s+$/u, ' '))
    .filter((word) => word !== '')
    .flatMap((word) => word.split(BEHIND_WIDE));
}

function isWide(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return (
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe6f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0xffe0 && point <= 0xffe6) ||
    (point >= 0x20000 && point <= 0x3fffd)
  );
}
