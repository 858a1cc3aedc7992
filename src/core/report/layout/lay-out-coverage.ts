import type { Block } from '../document/blocks.ts';
import type { ReportModel } from '../report-model.ts';
import { wordsFor } from '../words.ts';
import { provisionFigure } from './lay-out-pictures.ts';
import { badge, heading, line, paragraph, quiet, table } from './make-blocks.ts';
import { headOf } from './shared-lines.ts';
import { toneOfStatus } from './tones.ts';

/** Every provision with its treatment. */
export function layOutCoverage(model: ReportModel): readonly Block[] {
  const { locale, coverage } = model;
  const words = wordsFor(locale).paper.coverage;
  return [
    ...headOf(coverage),
    ...coverage.rulesets.flatMap(({ ruleset, heading: title, count, rows }) => [
      heading(2, title, `coverage-${ruleset}`),
      paragraph(count, 'note'),
      ...provisionFigure(model, ruleset),
      ...table(
        title,
        [
          [words.provision, 40],
          [words.treatment, 38],
          [words.result, 22],
        ],
        rows.map(({ citation, title: name, treatment, status, status_words: result }) => ({
          cells: [
            line(quiet(citation), name),
            treatment,
            status === 'definition' ? '' : [badge(result, toneOfStatus(status))],
          ],
        })),
      ),
    ]),
  ];
}
