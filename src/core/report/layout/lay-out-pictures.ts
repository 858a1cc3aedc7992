import type { Block, FigureBlock, TableBlock } from '../document/blocks.ts';
import { drawProvisions } from '../figures/draw-provisions.ts';
import { drawScores } from '../figures/draw-scores.ts';
import { drawSeverities } from '../figures/draw-severities.ts';
import { drawVerdicts } from '../figures/draw-verdicts.ts';
import type { ReportModel } from '../report-model.ts';
import { tableOf } from './make-blocks.ts';
import { toneOfResult } from './tones.ts';

/** The result of each instrument as a badge. */
export function verdictFigure({ pictures: { verdicts } }: ReportModel): readonly Block[] {
  const { columns, rows } = verdicts;
  if (rows.length === 0) return [];
  const drawn = rows.map(({ name, words, verdict }) => ({ name, words, tone: toneOfResult(verdict) }));
  const table = tableOf(
    verdicts.caption,
    [
      [columns[0], 40],
      [columns[1], 60],
    ],
    rows.map(({ name, words }) => ({ cells: [name, words] })),
  );
  return [figure('figure-verdicts', verdicts, drawVerdicts(drawn), table)];
}

/** Every provision of an instrument as one cell. */
export function provisionFigure({ pictures }: ReportModel, ruleset: string): readonly Block[] {
  return pictures.provisions
    .filter((one) => one.ruleset === ruleset)
    .map((picture) => {
      const { columns, marks, units } = picture;
      const cells = units.flatMap((unit) => unit.cells);
      const table = tableOf(
        picture.caption,
        [
          [columns[0], 24],
          [columns[1], 10, 'end'],
          [columns[2], 66],
        ],
        marks.map(({ status, letter, words }) => {
          const ofStatus = cells.filter((cell) => cell.status === status);
          const places = ofStatus.map(({ citation }) => citation).join(' · ');
          return { cells: [`${letter} ${words}`, String(ofStatus.length), places] };
        }),
      );
      return figure(`figure-provisions-${ruleset}`, picture, drawProvisions(units, marks), table);
    });
}

/** Between what each score lies; nothing where there is no score. */
export function scoreFigure({ pictures: { scores } }: ReportModel): readonly Block[] {
  const { columns, rows } = scores;
  if (rows.length === 0) return [];
  const drawn = rows.map(({ low, high, ...row }) => ({ ...row, low: Number(low), high: Number(high) }));
  const table = tableOf(
    scores.caption,
    [
      [columns[0], 60],
      [columns[1], 20, 'end'],
      [columns[2], 20, 'end'],
    ],
    rows.map(({ name, low, high }) => ({ cells: [name, low, high] })),
  );
  return [figure('figure-scores', scores, drawScores(drawn), table)];
}

/** How many findings of an instrument have each severity and status; nothing where none applies. */
export function severityFigure({ pictures }: ReportModel, ruleset: string): readonly Block[] {
  return pictures.severities
    .filter((one) => one.ruleset === ruleset)
    .map((picture) => {
      const { marks, rows, corner } = picture;
      const drawn = rows.map(({ words, counts }) => ({ words, counts: counts.map(Number) }));
      const table = tableOf(
        picture.caption,
        [[corner, 28], ...marks.map(({ words }) => [words, 18, 'end'] as const)],
        rows.map(({ words, counts }) => ({ cells: [words, ...counts] })),
      );
      return figure(`figure-severities-${ruleset}`, picture, drawSeverities(marks, drawn), table);
    });
}

function figure(
  anchor: string,
  { caption, alternative }: Pick<FigureBlock, 'caption' | 'alternative'>,
  svg: string,
  table: TableBlock,
): FigureBlock {
  return { kind: 'figure', anchor, caption, alternative, svg, table };
}
