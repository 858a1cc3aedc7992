import { rect, stroke, svgOf, text, WIDTH } from './svg.ts';
import { wrapText } from './wrap-text.ts';

/** Between what a score lies, in percent. */
export interface ScoreRow {
  readonly name: string;
  readonly words: string;
  readonly low: number;
  readonly high: number;
}

const LEFT = 20;
const LENGTH = WIDTH - 40;
const LINE = 15;
const MARKS = [0, 25, 50, 75, 100];

/** A bar from the low to the high end of each score, over a scale from nothing to everything. */
export function drawScores(rows: readonly ScoreRow[]): string {
  const parts: string[] = [];
  let y = 10;
  for (const { name, words, low, high } of rows) {
    const lines = wrapText(`${name} · ${words}`, 12, LENGTH);
    parts.push(...lines.map((line, index) => text(LEFT, y + 12 + index * LINE, line)));
    y += lines.length * LINE + 4;
    const [from, to] = [LEFT + (LENGTH * low) / 100, LEFT + (LENGTH * high) / 100];
    parts.push(
      rect(LEFT, y, LENGTH, 12, { fill: '#f2f2f2', stroke: '#8a8a8a' }),
      rect(from, y, Math.max(to - from, 2), 12, { fill: '#26415f', stroke: '#26415f' }),
      ...MARKS.map((mark) => tickAt(mark, y + 12)),
    );
    y += 26;
  }
  parts.push(
    ...MARKS.map((mark) => text(placeOf(mark), y + 4, String(mark), { anchor: 'middle', size: 10, fill: '#4d4d4d' })),
  );
  return svgOf({ parts, height: y + 14 });
}

function placeOf(percent: number): number {
  return LEFT + (LENGTH * percent) / 100;
}

function tickAt(percent: number, y: number): string {
  const x = placeOf(percent);
  return stroke(
    [
      [x, y],
      [x, y + 4],
    ],
    '#4d4d4d',
    1,
  );
}
