import type { Block } from '../document/blocks.ts';
import type { ChangesSection } from '../changes-model.ts';
import type { ReportModel } from '../report-model.ts';
import { heading, line, list, paragraphs, quiet, strong, table } from './make-blocks.ts';
import { cellOf, headOf } from './shared-lines.ts';

/** What changed since an earlier assessment. */
export function layOutChanges({ changes }: ReportModel): readonly Block[] {
  return [...headOf(changes), ...changes.sections.flatMap(sectionBlocks)];
}

function sectionBlocks({ lead, labels, results, findings, answers, rules, stale }: ChangesSection): readonly Block[] {
  return [
    ...paragraphs(lead),
    ...table(
      labels.result,
      [
        [labels.result, 30],
        [labels.before, 20],
        [labels.after, 20],
        [labels.why, 30],
      ],
      results.map(({ text, before, after, why }) => ({
        cells: [text, before, after, cellOf(why.map((reason) => line(reason)))],
      })),
    ),
    ...titled(
      labels.findings,
      table(
        labels.findings,
        [
          [labels.finding, 34],
          [labels.before, 16],
          [labels.after, 16],
          [labels.why, 34],
        ],
        findings.map(({ text, citation, before, after, why }) => ({
          cells: [[line(text), line(quiet(citation))], before, after, cellOf(why.map((reason) => line(reason)))],
        })),
      ),
    ),
    ...titled(
      labels.answers,
      table(
        labels.answers,
        [
          [labels.question, 50],
          [labels.before, 25],
          [labels.after, 25],
        ],
        answers.map(({ text, before, after }) => ({ cells: [text, before, [strong(after)]] })),
      ),
    ),
    ...titled(labels.rules, list(rules)),
    ...titled(labels.stale, list(stale)),
  ];
}

function titled(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [heading(2, title), ...blocks];
}
