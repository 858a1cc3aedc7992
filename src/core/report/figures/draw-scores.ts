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
const BAR = 12;
/** Between the lines over what is open. */
const RULING = 6;
const MARKS = [0, 25, 50, 75, 100];
const DARK = '#26415f';

/**
 * A bar for each score over a scale from nothing to everything: filled up to the low end, ruled from there to the high end, which only
 * missing answers keep open, and empty beyond it.
 */
export function drawScores(rows: readonly ScoreRow[]): string {
  const parts: string[] = [];
  let y = 10;
  for (const row of rows) {
    const lines = wrapText(`${row.name} · ${row.words}`, 12, LENGTH);
    parts.push(...lines.map((line, index) => text(LEFT, y + 12 + index * LINE, line)));
    y += lines.length * LINE + 4;
    parts.push(...barOf(row, y), ...MARKS.map((mark) => tickAt(mark, y + BAR)));
    y += 26;
  }
  parts.push(
    ...MARKS.map((mark) => text(placeOf(mark), y + 4, String(mark), { anchor: 'middle', size: 10, fill: '#4d4d4d' })),
  );
  return svgOf({ parts, height: y + 14 });
}

function barOf({ low, high }: ScoreRow, y: number): readonly string[] {
  const [from, to] = [placeOf(low), placeOf(high)];
  const lines = Math.max(0, Math.ceil((to - from) / RULING) - 1);
  return [
    rect(LEFT, y, LENGTH, BAR, { fill: '#ffffff', stroke: '#8a8a8a' }),
    rect(from, y, to - from, BAR, { fill: '#dfe7f2', stroke: DARK }),
    ...Array.from({ length: lines }, (_, index) => uprightAt(from + (index + 1) * RULING, y, BAR, DARK)),
    rect(LEFT, y, from - LEFT, BAR, { fill: DARK, stroke: DARK }),
  ];
}

function placeOf(percent: number): number {
  return LEFT + (LENGTH * percent) / 100;
}

function tickAt(percent: number, y: number): string {
  return uprightAt(placeOf(percent), y, 4, '#4d4d4d');
}

function uprightAt(x: number, y: number, height: number, colour: string): string {
  return stroke(
    [
      [x, y],
      [x, y + height],
    ],
    colour,
    1,
  );
}
