import type { Block, Runs } from '../document/blocks.ts';
import type { CrosswalkLabels, CrosswalkRow, MappedPlace, ReportModel, RulesetCrosswalk } from '../report-model.ts';
import { badge, fields, heading, line, paragraph, paragraphs, quiet, table } from './make-blocks.ts';
import { cellOf, headOf } from './shared-lines.ts';
import { toneOfStatus } from './tones.ts';

/** How what the instruments ask compares. */
export function layOutCrosswalk({ crosswalk }: ReportModel): readonly Block[] {
  return [
    ...headOf(crosswalk),
    ...crosswalk.crosswalks.flatMap((one) => crosswalkBlocks(one, crosswalk.standing, crosswalk.labels)),
  ];
}

function crosswalkBlocks(one: RulesetCrosswalk, standing: string, labels: CrosswalkLabels): readonly Block[] {
  return [
    heading(2, one.heading, `crosswalk-${one.crosswalk}`),
    paragraph(standing, 'warning'),
    paragraph(one.nature),
    ...fields(one.about),
    ...one.groups.flatMap((group) => [
      heading(3, group.heading),
      ...(group.status_words === ''
        ? []
        : [paragraph([badge(group.status_words, toneOfStatus(group.status))], 'note')]),
      ...rowsTable(group.heading, group.rows, labels),
    ]),
    ...(one.unrelated.length === 0
      ? []
      : [
          heading(3, one.unrelated_heading),
          ...table(
            one.unrelated_heading,
            [
              [labels.source, 18],
              [labels.target, 30],
              [labels.rationale, 52],
            ],
            one.unrelated.map(({ source, targets, rationale }) => ({
              cells: [source.citation, cellOf(targets.map(({ citation }) => line(citation))), rationale],
            })),
          ),
        ]),
    ...(one.evidence.length === 0
      ? []
      : [
          heading(3, one.evidence_heading),
          ...table(
            one.evidence_heading,
            [
              [labels.evidence, 34],
              [labels.serves, 26],
              [labels.limit, 40],
            ],
            one.evidence.map(({ title, serves, limit }) => ({
              cells: [title, cellOf(serves.map((text) => line(text))), limit],
            })),
          ),
        ]),
    ...paragraphs(one.left_out, 'note'),
  ];
}

function rowsTable(title: string, rows: readonly CrosswalkRow[], labels: CrosswalkLabels): readonly Block[] {
  return table(
    title,
    [
      [labels.source, 18],
      [labels.target, 36],
      [labels.relation, 46],
    ],
    rows.map(({ source, targets, relation_words: relation, rationale, notes }) => ({
      cells: [
        source.status_words === ''
          ? source.citation
          : [line(source.citation), line(badge(source.status_words, toneOfStatus(source.status)))],
        cellOf(targets.map(placeLine)),
        [line(relation), line(quiet(rationale)), ...notes.map((note) => line(quiet(note)))],
      ],
    })),
  );
}

function placeLine({ citation, title, status, status_words: words }: MappedPlace): Runs {
  return line(quiet(citation), title, badge(words, toneOfStatus(status)));
}
