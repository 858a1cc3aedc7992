import type { Block } from '../document/blocks.ts';
import type { Headline, ReportModel } from '../report-model.ts';
import { wordsFor } from '../words.ts';
import {
  badge,
  fields,
  group,
  heading,
  line,
  list,
  paragraph,
  paragraphs,
  quiet,
  reference,
  strong,
  table,
} from './make-blocks.ts';
import { verdictFigure } from './lay-out-pictures.ts';
import { pointsTable } from './lay-out-plan.ts';
import { partAnchor } from './shared-lines.ts';
import { toneOfResult } from './tones.ts';

/** How much of the summary a template shows. */
export interface SummaryDepth {
  readonly blockers: number;
  readonly questions: number;
  readonly steps: number;
  readonly score: 'shown' | 'hidden';
  readonly pictures: 'shown' | 'hidden';
}

/** The result on one page: gate, verdicts, what stands behind them, what blocks, what to do first and what is not known. */
export function layOutSummary(model: ReportModel, depth: SummaryDepth): readonly Block[] {
  const { headline, labels, locale, plan } = model;
  const { summary } = wordsFor(locale).paper;
  return [
    heading(1, summary.heading, 'summary'),
    resultGroup(model),
    ...instrumentsTable(headline, labels, depth),
    ...(depth.pictures === 'shown' ? verdictFigure(model) : []),
    ...fields(headline.assurance.counts.map(({ label, value }) => ({ label, value }))),
    ...paragraphs(headline.cautions, 'note'),
    ...topBlockers(model, depth),
    ...firstSteps(model, depth),
    ...(plan.phases.length === 0
      ? []
      : [
          heading(2, summary.phases),
          ...table(
            summary.phases,
            [
              [summary.phase, 34],
              [summary.work, 22],
              [summary.waiting, 20],
              [summary.dates, 24],
            ],
            plan.phases
              .filter(({ steps, to_check: toCheck }) => steps.length + toCheck.length > 0)
              .map(({ number, heading: name, work, wait, dates }) => ({
                cells: [`${number}. ${name}`, work, wait, dates],
              })),
          ),
        ]),
    ...unknowns(model, depth),
  ];
}

/** The gate as a box that cannot be missed. */
export function resultGroup({ headline, paper, locale }: ReportModel): Block {
  const { effective } = wordsFor(locale).paper;
  const tone = toneOfResult(headline.gate);
  return group(
    [
      paragraph([{ ...strong(headline.words), tone }], 'lead'),
      ...(headline.basis === '' ? [] : [paragraph(headline.basis)]),
      ...(headline.basis === '' ? [] : fields(headline.counts)),
      ...paper.effective_gate.flatMap(({ gate, words, note }) => [
        ...fields([{ label: effective.label, value: [{ ...strong(words), tone: toneOfResult(gate) }] }]),
        paragraph(note, 'note'),
      ]),
    ],
    { tone },
  );
}

/** The verdict of each instrument. */
export function instrumentsTable(
  headline: Headline,
  labels: ReportModel['labels'],
  { score, pictures }: Pick<SummaryDepth, 'score' | 'pictures'>,
): readonly Block[] {
  const shown = score === 'shown';
  return [
    ...table(
      labels.instruments,
      [[labels.instrument, 34], [labels.result, shown ? 46 : 66], ...(shown ? [[labels.score, 20] as const] : [])],
      headline.instruments.map((one) => ({
        tone: toneOfResult(one.verdict),
        cells: [
          [line(one.name), line(quiet(one.force_words))],
          [
            line(badge(one.words, toneOfResult(one.verdict))),
            line(quiet(one.counts.map(({ label, value }) => `${label} ${value}`).join(' · '))),
          ],
          ...(shown ? [one.score] : []),
        ],
      })),
    ),
    ...(shown && pictures === 'hidden' ? [paragraph(headline.score_words, 'note')] : []),
  ];
}

function topBlockers(
  { blockers, labels, findings_table: all, locale }: ReportModel,
  depth: SummaryDepth,
): readonly Block[] {
  const { summary } = wordsFor(locale).paper;
  const more = blockers.blockers.length - depth.blockers;
  return [
    heading(2, summary.topBlockers, partAnchor('blockers')),
    ...paragraphs(blockers.lead),
    ...pointsTable(summary.topBlockers, blockers.blockers.slice(0, depth.blockers), labels),
    ...(more > 0 ? [paragraph(summary.more(more, all.number), 'note')] : []),
    ...blockers.exposures.map(({ rule, words }) => paragraph([reference(words, `finding-${rule}`)], 'note')),
  ];
}

/** The first pieces of work, in the order of work. */
export function firstSteps({ plan, locale }: ReportModel, { steps }: Pick<SummaryDepth, 'steps'>): readonly Block[] {
  const { summary } = wordsFor(locale).paper;
  const all = plan.phases.flatMap((phase) => phase.steps);
  if (all.length === 0) return [];
  return [
    heading(2, summary.first),
    ...list(
      all.slice(0, steps).map((step) => line(step.text, strong(step.then), quiet(step.effort))),
      'numbers',
    ),
    ...(all.length > steps ? [paragraph(summary.more(all.length - steps, plan.number), 'note')] : []),
  ];
}

function unknowns({ questions, locale }: ReportModel, depth: SummaryDepth): readonly Block[] {
  const { summary } = wordsFor(locale).paper;
  const all = questions.questions;
  const bearsOn = new Set(all.flatMap((question) => question.bears_on.map(({ rule }) => rule))).size;
  return [
    heading(2, summary.unknown),
    paragraph(all.length === 0 ? summary.nothingUnknown : summary.unknownLead(all.length, bearsOn)),
    ...list(
      all.slice(0, depth.questions).map(({ fact, text }) => line(reference(firstSentence(text), `question-${fact}`))),
      'numbers',
    ),
    ...(all.length > depth.questions
      ? [paragraph(summary.more(all.length - depth.questions, questions.number), 'note')]
      : []),
  ];
}

/** What is asked, without the help behind it. */
function firstSentence(text: string): string {
  return /^[^?？]*[?？]/.exec(text)?.[0] ?? text;
}
