import type { LegendEntry } from './draw-legend.ts';
import { MARK_SIZE, statusMark } from './status-mark.ts';
import { rect, svgOf, text, WIDTH } from './svg.ts';
import { wrapText } from './wrap-text.ts';

/** How many findings of one severity have each status. */
export interface SeverityRow {
  readonly words: string;
  /** In the order of the columns. */
  readonly counts: readonly number[];
}

const LEFT = 140;
const ROW = 34;
const LINE = 13;

/** Severity by status: the number of findings in each cell, and a cell without any left empty. */
export function drawSeverities(columns: readonly LegendEntry[], rows: readonly SeverityRow[]): string {
  const width = (WIDTH - LEFT - 10) / Math.max(columns.length, 1);
  const heads = columns.map(({ words }) => wrapText(words, 11, width - 8));
  const head = MARK_SIZE + 10 + Math.max(1, ...heads.map((lines) => lines.length)) * LINE;
  const parts = columns.flatMap(({ status, letter }, column) => {
    const middle = LEFT + width * (column + 0.5);
    const lines = heads[column] ?? [];
    return [
      ...statusMark(middle - MARK_SIZE / 2, 8, status, letter),
      ...lines.map((line, index) => text(middle, MARK_SIZE + 22 + index * LINE, line, { anchor: 'middle', size: 11 })),
    ];
  });
  const top = head + 12;
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  const body = rows.flatMap(({ words, counts }, row) => {
    const y = top + row * ROW;
    return [
      ...wrapText(words, 12, LEFT - 20).map((line, index) => text(10, y + 20 + index * LINE, line)),
      ...counts.flatMap((count, column) => cellOf(LEFT + width * column, y, width, count, most)),
    ];
  });
  return svgOf({ parts: [...parts, ...body], height: top + rows.length * ROW + 10 });
}

/** The more there are, the longer the bar at the foot of the cell. */
function cellOf(x: number, y: number, width: number, count: number, most: number): readonly string[] {
  const frame = rect(x, y, width, ROW, { fill: '#ffffff', stroke: '#c4c4c4' });
  if (count === 0) return [frame];
  const bar = rect(x + 4, y + ROW - 8, ((width - 8) * count) / most, 4, { fill: '#26415f', stroke: '#26415f' });
  return [frame, text(x + width / 2, y + 18, String(count), { anchor: 'middle', weight: 'bold', size: 14 }), bar];
}
