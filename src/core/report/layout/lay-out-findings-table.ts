import type { Block, Runs } from '../document/blocks.ts';
import type { ReportFinding, ReportModel } from '../report-model.ts';
import { badge, heading, line, plain, quiet, reference, table } from './make-blocks.ts';
import { wordsFor } from '../words.ts';
import { severityFigure } from './lay-out-pictures.ts';
import { findingAnchor, headOf } from './shared-lines.ts';
import { toneOfSeverity, toneOfStatus } from './tones.ts';

/** Every finding that applies in one line each; what counsel says of it stands beside what was computed. */
export function layOutFindingsTable(model: ReportModel): readonly Block[] {
  const { findings_table: part, findings, labels } = model;
  return [
    ...headOf(part),
    ...findings.rulesets.flatMap(({ ruleset, heading: title, units }): readonly Block[] => {
      const all = units.flatMap(({ open, in_place: inPlace }) => [...open, ...inPlace]);
      if (all.length === 0) return [];
      return [
        heading(2, title, `table-${ruleset}`),
        ...severityFigure(model, ruleset),
        ...table(
          title,
          [
            [labels.point, 42],
            [labels.citation, 18],
            [labels.status, 24],
            [labels.severity, 16],
          ],
          all.map((finding) => ({
            tone: toneOfStatus(finding.status),
            cells: [
              [reference(finding.title, findingAnchor(finding.rule))],
              [quiet(finding.citation)],
              statusLines(model, finding),
              [badge(finding.severity_words, toneOfSeverity(finding.severity))],
            ],
          })),
        ),
      ];
    }),
  ];
}

/** The computed status, and counsel's own where there is one. */
function statusLines({ locale, paper, marks }: ReportModel, finding: ReportFinding): readonly Runs[] {
  const computed = line(badge(finding.status_words, toneOfStatus(finding.status)));
  const reviews = paper.reviews.filter(({ rule }) => rule === finding.rule);
  return [
    computed,
    ...reviews.map(({ words }) => line(plain(`${wordsFor(locale).paper.review.reviewed}${marks.colon}${words}`))),
  ];
}
