import type { Tone } from '../document/blocks.ts';
import { circle, polygon, rect, stroke, svgOf, text, WIDTH, type Drawing, type ShapeStyle } from './svg.ts';
import { wrapText } from './wrap-text.ts';

/** The result of one instrument. */
export interface VerdictRow {
  readonly name: string;
  readonly words: string;
  readonly tone: Tone;
}

const BADGE = 36;
const LEFT = BADGE + 20;
const LINE = 16;
const GAP = 14;

/** A badge for each instrument, with its name and its result. */
export function drawVerdicts(rows: readonly VerdictRow[]): string {
  let y = GAP;
  const parts = rows.flatMap((row) => {
    const drawn = drawRow(row, y);
    y += drawn.height + GAP;
    return drawn.parts;
  });
  return svgOf({ parts, height: y });
}

function drawRow({ name, words, tone }: VerdictRow, y: number): Drawing {
  const room = WIDTH - LEFT - 10;
  const names = wrapText(name, 12, room);
  const results = wrapText(words, 13, room);
  return {
    parts: [
      ...badgeOf(tone, 10 + BADGE / 2, y + BADGE / 2),
      ...names.map((line, index) => text(LEFT, y + 13 + index * LINE, line, { fill: '#4d4d4d' })),
      ...results.map((line, index) =>
        text(LEFT, y + 14 + (names.length + index) * LINE, line, { weight: 'bold', size: 13 }),
      ),
    ],
    height: Math.max(BADGE, (names.length + results.length) * LINE + 4),
  };
}

const DARK = '#1a1a1a';
const HALF = BADGE / 2;

/** A shape for each kind of result, so that the colour is not needed: a stop sign, a warning sign, a question, a tick, a dash. */
function badgeOf(tone: Tone, x: number, y: number): readonly string[] {
  switch (tone) {
    case 'stop':
      return [
        polygon(octagon(x, y), { fill: '#8f1d14', stroke: '#8f1d14' }),
        rect(x - 9, y - 3, 18, 6, { fill: '#ffffff', stroke: '#ffffff' }),
      ];
    case 'caution':
      return [
        polygon(
          [
            [x, y - HALF + 2],
            [x + HALF, y + HALF - 2],
            [x - HALF, y + HALF - 2],
          ],
          { fill: '#f2b134', stroke: DARK },
        ),
        text(x, y + 13, '!', { anchor: 'middle', weight: 'bold', size: 20 }),
      ];
    case 'wait':
      return [ring(x, y, { fill: '#ffffff', stroke: DARK, dash: '4 3' }), centred(x, y, '?')];
    case 'good':
      return [
        rect(x - HALF + 2, y - HALF + 2, BADGE - 4, BADGE - 4, { fill: '#bfe3d9', stroke: '#0b3d33' }),
        stroke(
          [
            [x - 9, y],
            [x - 2, y + 8],
            [x + 10, y - 8],
          ],
          '#0b3d33',
          4,
        ),
      ];
    case 'quiet':
    case 'none':
      return [ring(x, y, { fill: '#e6e6e6', stroke: '#8a8a8a' }), centred(x, y, '–')];
  }
}

function ring(x: number, y: number, style: ShapeStyle): string {
  return circle(x, y, HALF - 2, style);
}

function centred(x: number, y: number, sign: string): string {
  return text(x, y + 7, sign, { anchor: 'middle', weight: 'bold', size: 20 });
}

function octagon(x: number, y: number): readonly (readonly [number, number])[] {
  const [far, near] = [HALF, HALF * 0.41];
  return [
    [x - near, y - far],
    [x + near, y - far],
    [x + far, y - near],
    [x + far, y + near],
    [x + near, y + far],
    [x - near, y + far],
    [x - far, y + near],
    [x - far, y - near],
  ];
}
