import { drawLegend, type LegendEntry } from './draw-legend.ts';
import { MARK_SIZE, statusMark, type MarkedStatus } from './status-mark.ts';
import { svgOf, text, WIDTH } from './svg.ts';
import { textWidth } from './wrap-text.ts';

/** One article or commitment with a cell for each of its provisions. */
export interface ProvisionGroup {
  readonly label: string;
  readonly cells: readonly { readonly status: MarkedStatus; readonly letter: string }[];
}

const CELL = MARK_SIZE + 2;
const ROW = MARK_SIZE + 8;
const LEFT = 10;

/** Every provision of an instrument as one cell, by article or commitment. */
export function drawProvisions(groups: readonly ProvisionGroup[], legend: readonly LegendEntry[]): string {
  const parts: string[] = [];
  let [x, y] = [LEFT, 10];
  const newRow = (): void => {
    x = LEFT;
    y += ROW;
  };
  for (const { label, cells } of groups) {
    const head = textWidth(label, 11) + 5;
    // A group that fits into one row is not broken over two.
    const whole = head + cells.length * CELL;
    if (x > LEFT && x + Math.min(whole, head + CELL * 4) > WIDTH - 10) newRow();
    if (x > LEFT && whole <= WIDTH - 20 && x + whole > WIDTH - 10) newRow();
    parts.push(text(x, y + 14, label, { size: 11, fill: '#4d4d4d', weight: 'bold' }));
    x += head;
    for (const { status, letter } of cells) {
      if (x + CELL > WIDTH - 10) newRow();
      parts.push(...statusMark(x, y, status, letter));
      x += CELL;
    }
    x += 10;
  }
  const key = drawLegend(legend, y + ROW + 8);
  return svgOf({ parts: [...parts, ...key.parts], height: y + ROW + 8 + key.height + 6 });
}
