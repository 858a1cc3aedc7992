import type { Block } from '../document/blocks.ts';
import type { ReportModel } from '../report-model.ts';
import { wordsFor } from '../words.ts';
import { badge, heading, line, paragraph, quiet, strong, table } from './make-blocks.ts';
import { findingLine, headOf } from './shared-lines.ts';

/** Accepted risks, and what counsel sees otherwise. */
export function layOutRisks({ locale, risks, labels }: ReportModel): readonly Block[] {
  const words = wordsFor(locale).paper;
  if (risks.accepted.length + risks.contested.length === 0) return headOf(risks);
  return [
    ...headOf(risks),
    heading(2, risks.accepted_heading),
    ...(risks.accepted.length > 0
      ? table(
          risks.accepted_heading,
          [
            [labels.point, 32],
            [words.risks.reason, 34],
            [words.risks.owner, 18],
            [words.risks.expires, 16],
          ],
          risks.accepted.map((risk) => ({
            tone: risk.in_force === 'yes' ? 'caution' : 'quiet',
            cells: [[findingLine(risk)], risk.reason, risk.owner, risk.expires],
          })),
        )
      : [paragraph(risks.accepted_none)]),
    heading(2, risks.contested_heading),
    ...(risks.contested.length > 0
      ? table(
          risks.contested_heading,
          [
            [labels.point, 28],
            [words.review.computed, 16],
            [words.review.reviewed, 16],
            [words.review.reason, 40],
          ],
          risks.contested.map((point) => ({
            tone: 'caution',
            cells: [
              [findingLine(point)],
              [badge(point.computed, 'none')],
              [badge(point.reviewed, 'none')],
              [line(point.reason), line(strong(point.basis)), line(quiet(point.by))],
            ],
          })),
        )
      : [paragraph(risks.contested_none)]),
  ];
}

/** Where each instrument is signed for. */
export function layOutSignOff({ sign_off: part }: ReportModel): readonly Block[] {
  return [...headOf(part), ...part.blocks.map(({ title, rows }): Block => ({ kind: 'signature', title, rows }))];
}
