import type { Block, Runs } from '../document/blocks.ts';
import type { ReportFinding, ReportModel, Risk, UnitFindings } from '../report-model.ts';
import {
  badge,
  fields,
  group,
  heading,
  line,
  paragraph,
  plain,
  quiet,
  reference,
  strong,
  table,
} from './make-blocks.ts';
import { wordsFor } from '../words.ts';
import { answerLine, findingAnchor, headOf, questionLine } from './shared-lines.ts';
import { toneOfSeverity, toneOfStatus } from './tones.ts';

/** Each open finding in full, by instrument and unit. */
export function layOutFindings(model: ReportModel): readonly Block[] {
  const { findings, labels } = model;
  return [
    ...headOf(findings),
    ...findings.rulesets.flatMap((ruleset): readonly Block[] => {
      const open = ruleset.units.filter((unit) => unit.open.length > 0);
      if (open.length === 0) return [];
      return [
        heading(2, ruleset.heading, `findings-${ruleset.ruleset}`),
        ...open.flatMap((unit) => unitBlocks(model, unit)),
        ...risksOf(ruleset.risks, ruleset.risks_heading, labels),
      ];
    }),
  ];
}

function unitBlocks(model: ReportModel, unit: UnitFindings): readonly Block[] {
  const inFull = (finding: ReportFinding): boolean => isInFull(model, finding);
  return [
    heading(3, unit.heading),
    paragraph(line(badge(unit.status_words, toneOfStatus(unit.status)), quiet(unit.counts)), 'note'),
    ...unit.open.filter(inFull).map((finding) => findingGroup(model, finding)),
    ...undecidedTable(
      model,
      unit.heading,
      unit.open.filter((finding) => !inFull(finding)),
    ),
  ];
}

/** What is not known yet has no gap to close and no remedy to choose; it is set out in full only where counsel says something of it. */
function isInFull({ paper }: ReportModel, { status, rule }: ReportFinding): boolean {
  return status !== 'undetermined' || paper.reviews.some((review) => review.rule === rule);
}

/** What is not known yet, with the questions that would settle it by their numbers in the part on open questions. */
function undecidedTable(
  { labels, marks, questions }: ReportModel,
  caption: string,
  findings: readonly ReportFinding[],
): readonly Block[] {
  const numbers = new Map(questions.questions.map(({ fact, number }) => [fact, number]));
  const settledBy = ({ missing }: ReportFinding): readonly Runs[] => [
    line(missing.flatMap(({ fact }) => numbers.get(fact) ?? []).join(marks.comma)),
    ...missing.filter(({ fact }) => !numbers.has(fact)).map(questionLine),
  ];
  return table(
    caption,
    [
      [labels.point, 32],
      [labels.requirement, 50],
      [labels.settled_by, 18],
    ],
    findings.map((finding) => ({
      anchor: findingAnchor(finding.rule),
      tone: toneOfStatus(finding.status),
      cells: [
        [
          line(strong(finding.title)),
          line(badge(finding.severity_words, toneOfSeverity(finding.severity)), quiet(finding.citation)),
          ...finding.tags.map((tag) => line(tag)),
          line(quiet(finding.reasoning.brief)),
          line(
            quiet(
              finding.risks.length === 0
                ? ''
                : `${labels.risk}${marks.colon}${finding.risks.map(({ code }) => code).join(marks.comma)}`,
            ),
          ),
        ],
        [
          line(finding.requirement),
          line(quiet([finding.basis, finding.confidence].join(marks.gap))),
          ...relatedLines(finding, labels),
          ...finding.reviews.map((text) => line(quiet(`${labels.review}${marks.colon}${text}`))),
          ...finding.notes.map((text) => line(quiet(text))),
        ],
        settledBy(finding),
      ],
    })),
  );
}

function relatedLines({ related }: ReportFinding, labels: ReportModel['labels']): readonly Runs[] {
  return related.map((text) => line(quiet(labels.related), text));
}

function findingGroup({ locale, labels, paper }: ReportModel, finding: ReportFinding): Block {
  const { reviewed } = wordsFor(locale).paper.review;
  const { reasoning } = finding;
  const reviews = paper.reviews.filter(({ rule }) => rule === finding.rule);
  const head = line(
    badge(finding.status_words, toneOfStatus(finding.status)),
    badge(finding.severity_words, toneOfSeverity(finding.severity)),
    quiet(finding.citation),
  );
  return group(
    [
      paragraph(head),
      ...finding.tags.map((tag) => paragraph(tag, 'note')),
      ...fields([
        { label: labels.requirement, value: finding.requirement },
        {
          label: reasoning.label,
          value:
            reasoning.lead === '' ? '' : [line(reasoning.lead), ...reasoning.points.map((point) => line(`– ${point}`))],
        },
        { label: labels.relied_on, value: reasoning.points.length > 0 ? '' : finding.relied_on.map(answerLine) },
        { label: labels.missing, value: finding.missing.map(questionLine) },
        {
          label: labels.risk,
          value: finding.risks.map((risk) =>
            line(reference(risk.code, `risk-${risk.code}`), risk.title, quiet(risk.confidence)),
          ),
        },
        { label: labels.remedy, value: finding.remedy },
        { label: labels.evidence, value: finding.evidence.map((text) => line(text)) },
        {
          label: labels.basis,
          value: [line(finding.basis, finding.confidence), ...relatedLines(finding, labels)],
        },
        { label: labels.review, value: finding.reviews.map((text) => line(text)) },
        { label: labels.note, value: finding.notes.map((text) => line(text)) },
        ...reviews.map(({ words, citation, reason, by }) => ({
          label: reviewed,
          value: [line(strong(words), quiet(citation)), line(reason), line(quiet(by))].filter(
            (runs) => runs.length > 0,
          ),
        })),
      ]),
    ],
    {
      anchor: findingAnchor(finding.rule),
      tone: toneOfStatus(finding.status),
      level: 4,
      title: [plain(finding.title)],
    },
  );
}

function risksOf(risks: readonly Risk[], title: string, labels: ReportModel['labels']): readonly Block[] {
  if (risks.length === 0) return [];
  return [
    heading(3, title),
    ...table(
      title,
      [
        [labels.code, 10],
        [labels.follows, 66],
        [labels.source, 24],
      ],
      risks.map(({ code, title: name, text, confidence }) => ({
        anchor: `risk-${code}`,
        cells: [code, name === '' ? text : [line(strong(name)), line(text)], confidence],
      })),
    ),
  ];
}

/** What is in place, by instrument. */
export function layOutInPlace({
  locale,
  in_place: part,
  findings,
  labels,
  marks,
  paper,
}: ReportModel): readonly Block[] {
  const { reviewed } = wordsFor(locale).paper.review;
  return [
    ...headOf(part),
    ...findings.rulesets.flatMap(({ ruleset, heading: title, units }): readonly Block[] => {
      const inPlace = units.flatMap((unit) => unit.in_place);
      if (inPlace.length === 0) return [];
      return [
        heading(2, title, `in-place-${ruleset}`),
        ...table(
          title,
          [
            [labels.point, 36],
            [labels.relied_on, 38],
            [labels.assured_by, 26],
          ],
          inPlace.map((finding) => ({
            anchor: findingAnchor(finding.rule),
            tone: 'good',
            cells: [
              [line(finding.title), line(quiet(finding.citation))],
              finding.relied_on.length === 0 ? '' : finding.relied_on.map(answerLine),
              [
                ...finding.assurance.map((text) => line(text)),
                ...finding.reviews.map((text) => line(quiet(`${labels.review}${marks.colon}${text}`))),
                ...paper.reviews
                  .filter(({ rule }) => rule === finding.rule)
                  .map(({ words, by }) => line(strong(`${reviewed}${marks.colon}${words}`), quiet(by))),
              ],
            ],
          })),
        ),
      ];
    }),
  ];
}
