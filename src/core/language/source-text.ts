/** Brackets, and quoted texts so that the brackets within them are passed over. */
const BRACKETS_AND_TEXTS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g;

/**
 * The text of a part of a condition, on one line. The parser's ranges leave out brackets around the first and the last thing in them:
 * those that the range needs to be whole are taken in again.
 *
 * @param start - of the range, in the text of the whole condition
 * @param end - just behind it
 */
export function sourceText(condition: string, start: number, end: number): string {
  let depth = 0;
  let lowest = 0;
  for (const [token] of condition.slice(start, end).matchAll(BRACKETS_AND_TEXTS)) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    lowest = Math.min(lowest, depth);
  }
  const from = reach(condition, start, -lowest, '(', -1);
  const to = reach(condition, end, depth - lowest, ')', 1);
  return condition.slice(from, to).replaceAll(/\s+/g, ' ').trim();
}

/** The place beyond so many brackets beside a place; nothing but blanks stands between them. */
function reach(text: string, place: number, brackets: number, bracket: string, step: 1 | -1): number {
  let at = place;
  for (let left = brackets; left > 0; at += step) {
    const character = text[step === 1 ? at : at - 1];
    if (character === bracket) left -= 1;
    else if (character === undefined || !/\s/.test(character)) return place;
  }
  return at;
}
