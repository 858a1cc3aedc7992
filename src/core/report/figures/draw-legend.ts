import { MARK_SIZE, statusMark, type MarkedStatus } from './status-mark.ts';
import { text, WIDTH, type Drawing } from './svg.ts';
import { textWidth } from './wrap-text.ts';

/** What a mark stands for. */
export interface LegendEntry {
  readonly status: MarkedStatus;
  readonly letter: string;
  readonly words: string;
}

const ROW = MARK_SIZE + 6;

/** What the marks of a picture stand for, as many in a line as there is room for. */
export function drawLegend(entries: readonly LegendEntry[], top: number): Drawing {
  const parts: string[] = [];
  let [x, y] = [10, top];
  for (const { status, letter, words } of entries) {
    const width = MARK_SIZE + 6 + textWidth(words, 12) + 14;
    if (x > 10 && x + width > WIDTH - 10) {
      x = 10;
      y += ROW;
    }
    parts.push(...statusMark(x, y, status, letter), text(x + MARK_SIZE + 6, y + 14, words));
    x += width;
  }
  return { parts, height: entries.length === 0 ? 0 : y + ROW - top };
}
