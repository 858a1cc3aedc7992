import { setImmediate } from 'node:timers/promises';

/** Letters that are written at once: a millisecond or two of work. */
const LETTERS_IN_TURN = 80_000;

/** Writes parts one after the other, and lets requests be answered in between. */
export async function writeInTurns<Part>(parts: Iterable<Part>, write: (part: Part) => string): Promise<string> {
  let text = '';
  let restedAt = 0;
  for (const part of parts) {
    text += write(part);
    if (text.length - restedAt < LETTERS_IN_TURN) continue;
    restedAt = text.length;
    await setImmediate();
  }
  return text;
}
