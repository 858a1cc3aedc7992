import type { UnitStatus } from '../../evaluation/evaluation.ts';
import { polygon, rect, text, type ShapeStyle } from './svg.ts';

/** What a provision can come to: a status, or that it is a definition. */
export type MarkedStatus = UnitStatus | 'definition';

/** All of them, the graver first. */
export const MARKED_STATUSES = [
  'not_met',
  'needs_attestation',
  'undetermined',
  'met',
  'not_applicable',
  'definition',
  'no_rule',
] as const satisfies readonly MarkedStatus[];

/** The side of a mark. */
export const MARK_SIZE = 20;

const DARK = '#1a1a1a';

/** Fills differ in brightness as well as in hue; what is not known has a broken edge. */
const STYLES: Readonly<Record<MarkedStatus, ShapeStyle & { readonly ink: string }>> = {
  not_met: { fill: '#8f1d14', stroke: '#8f1d14', ink: '#ffffff' },
  needs_attestation: { fill: '#f2b134', stroke: DARK, ink: DARK },
  undetermined: { fill: '#ffffff', stroke: DARK, dash: '3 2', ink: DARK },
  met: { fill: '#bfe3d9', stroke: '#0b3d33', ink: '#0b3d33' },
  not_applicable: { fill: '#e6e6e6', stroke: '#8a8a8a', ink: '#4d4d4d' },
  definition: { fill: '#dfe7f2', stroke: '#26415f', ink: '#26415f' },
  no_rule: { fill: '#ffffff', stroke: '#c4c4c4', ink: '#5c5c5c' },
};

/** A square with a letter that stands for a status: colour alone says nothing. */
export function statusMark(x: number, y: number, status: MarkedStatus, letter: string): readonly string[] {
  const { ink, ...style } = STYLES[status];
  const corner = MARK_SIZE / 4;
  const right = x + MARK_SIZE;
  return [
    rect(x, y, MARK_SIZE, MARK_SIZE, style),
    ...(status === 'needs_attestation'
      ? [
          polygon(
            [
              [right - corner, y],
              [right, y],
              [right, y + corner],
            ],
            { fill: DARK, stroke: DARK },
          ),
        ]
      : []),
    ...(status === 'met' ? [rect(x, y + MARK_SIZE - 3, MARK_SIZE, 3, { fill: ink, stroke: ink })] : []),
    text(x + MARK_SIZE / 2, y + 14, letter, { anchor: 'middle', fill: ink, weight: 'bold', size: 11 }),
  ];
}
