import type { Block } from '../document/blocks.ts';
import type { ReportModel, RulesetFindings, ScopeRow } from '../report-model.ts';
import { badge, fields, group, heading, line, link, list, paragraph, quiet, table } from './make-blocks.ts';
import { answerLine, headOf, questionLine } from './shared-lines.ts';
import { toneOfTruth } from './tones.ts';

/** Which instruments were assessed, what decides that they apply, and what lies outside. */
export function layOutScope({ scope, findings, not_assessed: outside, labels }: ReportModel): readonly Block[] {
  return [
    ...headOf(scope),
    ...findings.rulesets.flatMap((ruleset): readonly Block[] => [
      heading(2, ruleset.heading, `instrument-${ruleset.ruleset}`),
      paragraph(ruleset.nature),
      ...aboutOf(ruleset, labels.official_text),
      ...table(
        labels.statement,
        [
          [labels.statement, 46],
          [labels.holds, 16],
          [labels.relied_on, 38],
        ],
        (scope.rulesets.find((one) => one.ruleset === ruleset.ruleset)?.rows ?? []).map((row) => ({
          cells: [
            row.statements.map(({ meaning, citation }) => line(meaning, quiet(citation))),
            [badge(row.truth_words, toneOfTruth(row.truth))],
            reasonsOf(row, labels.missing),
          ],
        })),
      ),
      ...list(ruleset.silent),
    ]),
    heading(2, outside.heading, 'part-not_assessed'),
    ...outside.lead.map((text) => paragraph(text)),
    ...list(outside.items),
    heading(2, labels.checked),
    ...list(outside.checked),
  ];
}

function aboutOf({ about, source }: RulesetFindings, officialText: string): readonly Block[] {
  return [group(fields([...about, { label: officialText, value: [link(source.text, source.url)] }]))];
}

function reasonsOf(row: ScopeRow, missing: string) {
  const answers = row.relied_on.map(answerLine);
  const questions = row.missing.map(questionLine);
  const all = questions.length === 0 ? answers : [...answers, line(quiet(missing)), ...questions];
  return all.length === 0 ? '' : all;
}
