import { carryOut, type Steps } from '../../base/steps.ts';
import type { Block, ContentsBlock } from '../document/blocks.ts';
import type { PaperDocument } from '../document/paper-document.ts';
import { REPORT_PARTS, type ReportPart } from '../part-model.ts';
import type { ReportModel } from '../report-model.ts';
import { wordsFor } from '../words.ts';
import { keepReferences } from './keep-references.ts';
import { layOutChanges } from './lay-out-changes.ts';
import { layOutCoverage } from './lay-out-coverage.ts';
import { layOutCrosswalk } from './lay-out-crosswalk.ts';
import { layOutFindingsTable } from './lay-out-findings-table.ts';
import { layOutFindings, layOutInPlace } from './lay-out-findings.ts';
import {
  layOutAnswers,
  layOutEvidence,
  layOutGlossary,
  layOutIntegrity,
  layOutLimitations,
  layOutMethod,
  layOutNotApplicable,
  layOutQuestions,
  layOutSetAside,
  layOutUpcoming,
  layOutWarnings,
} from './lay-out-lists.ts';
import { scoreFigure } from './lay-out-pictures.ts';
import { layOutPlan, pointsTable } from './lay-out-plan.ts';
import { layOutRisks, layOutSignOff } from './lay-out-risks.ts';
import { layOutScope } from './lay-out-scope.ts';
import { firstSteps, instrumentsTable, layOutSummary, resultGroup } from './lay-out-summary.ts';
import { fields, heading, list, paragraph, paragraphs } from './make-blocks.ts';
import { partAnchor } from './shared-lines.ts';

/**
 * For whom a report is: `counsel` has everything, and no score; `founder` says on two pages what to do first and by when; `board` is one
 * page; `gate` is the result and what it rests on.
 */
export const REPORT_TEMPLATES = ['counsel', 'founder', 'board', 'gate'] as const;

/** A choice of parts and of their depth. */
export type ReportTemplate = (typeof REPORT_TEMPLATES)[number];

const PARTS: Readonly<
  Record<Exclude<ReportPart, 'blockers' | 'not_assessed'>, (model: ReportModel) => readonly Block[]>
> = {
  scope: layOutScope,
  method: layOutMethod,
  findings_table: layOutFindingsTable,
  findings: layOutFindings,
  in_place: layOutInPlace,
  questions: layOutQuestions,
  plan: layOutPlan,
  set_aside: layOutSetAside,
  not_applicable: layOutNotApplicable,
  warnings: layOutWarnings,
  coverage: layOutCoverage,
  upcoming: layOutUpcoming,
  risks: layOutRisks,
  crosswalk: layOutCrosswalk,
  changes: layOutChanges,
  limitations: layOutLimitations,
  sign_off: layOutSignOff,
  answers: layOutAnswers,
  evidence: layOutEvidence,
  integrity: layOutIntegrity,
  glossary: layOutGlossary,
};

/** Long parts, and the first of the appendices, begin a page; a typesetter may set them side by side in time. */
const OWN_PAGE: ReadonlySet<ReportPart> = new Set([
  'findings_table',
  'findings',
  'questions',
  'plan',
  'coverage',
  'crosswalk',
  'answers',
  'evidence',
  'integrity',
]);

/** Sets a report as a paper. Pure; two languages of one report give blocks of the same kinds in the same order. */
export function layOutReport(model: ReportModel, template: ReportTemplate): PaperDocument {
  return carryOut(layOutInSteps(model, template));
}

/** The same, part by part, for whoever has other things to do in between. */
export function* layOutInSteps(model: ReportModel, template: ReportTemplate): Steps<PaperDocument> {
  const { paper, locale } = model;
  const body = yield* bodyInSteps(model, template);
  yield;
  const kept = keepReferences(body);
  yield;
  const words = wordsFor(locale);
  return {
    locale,
    title: model.title,
    subject: model.subject,
    author: paper.brand.name,
    dated: model.as_of,
    brand: paper.brand,
    state: paper.state_words,
    privilege: paper.privilege,
    cover: coverOf(model),
    body: kept,
    footer: footerOf(model, template),
    words: words.paper.document,
  };
}

function coverOf(model: ReportModel): readonly Block[] {
  const { paper, particulars, title, subject } = model;
  return [
    heading(1, title),
    paragraph(subject, 'lead'),
    ...(paper.privilege === '' ? [] : [paragraph(paper.privilege, 'warning')]),
    ...fields([...particulars, ...paper.cover]),
  ];
}

function* bodyInSteps(model: ReportModel, template: ReportTemplate): Steps<readonly Block[]> {
  if (template !== 'counsel') return shortBody(model, template);
  const blocks: Block[] = [
    { kind: 'page_break' },
    ...layOutSummary(model, {
      ...{ blockers: 5, questions: 5, steps: 5 },
      ...{ score: 'hidden', pictures: 'shown' },
    }),
    { kind: 'page_break' },
    contentsOf(model),
  ];
  for (const part of REPORT_PARTS) {
    yield;
    if (OWN_PAGE.has(part)) blocks.push({ kind: 'page_break' });
    blocks.push(...PARTS[part](model));
  }
  return blocks;
}

/** Of one page or two. */
function shortBody(model: ReportModel, template: Exclude<ReportTemplate, 'counsel'>): readonly Block[] {
  switch (template) {
    case 'founder':
      // As much as two pages hold.
      return [
        ...layOutSummary(model, {
          ...{ blockers: 4, questions: 3, steps: 7 },
          ...{ score: 'shown', pictures: 'hidden' },
        }),
        ...briefEnd(model),
      ];
    case 'board':
      return [
        heading(1, wordsFor(model.locale).paper.summary.heading, 'summary'),
        resultGroup(model),
        ...instrumentsTable(model.headline, model.labels, { score: 'shown', pictures: 'hidden' }),
        // One page holds the picture of one score; of more, the table says it.
        ...(model.pictures.scores.rows.length > 1 ? [] : scoreFigure(model)),
        ...firstSteps(model, { steps: 3 }),
        ...briefEnd(model),
      ];
    case 'gate':
      return [
        heading(1, wordsFor(model.locale).paper.summary.heading, 'summary'),
        resultGroup(model),
        ...pointsTable(model.blockers.heading, model.blockers.blockers, model.labels),
        ...paragraphs(model.headline.cautions, 'note'),
        ...fields(model.integrity.entries),
      ];
  }
}

/** What no paper leaves out, however short. */
function briefEnd(model: ReportModel): readonly Block[] {
  const { limitations, paper, locale } = model;
  return [
    heading(2, limitations.heading, partAnchor('limitations')),
    ...list(limitations.items.slice(0, 3)),
    ...(paper.disclaimer === '' ? [] : [paragraph(paper.disclaimer)]),
    paragraph(wordsFor(locale).paper.summary.details, 'note'),
  ];
}

function contentsOf({ labels, contents }: ReportModel): ContentsBlock {
  return {
    kind: 'contents',
    heading: labels.contents,
    entries: contents.map(({ id, number, heading: text }) => ({ anchor: partAnchor(id), number, text })),
  };
}

/** Digits of a digest that tell it from every other on paper. */
const DIGITS_AT_FOOT = 16;

/** What proves which evaluation this is, on every page; digests in full only where no part of the paper has them. */
function footerOf({ integrity, paper, marks }: ReportModel, template: ReportTemplate): readonly string[] {
  const shown = (value: string): string => (template === 'counsel' ? beginningOf(value) : value);
  const entries = integrity.entries.map(({ label, value }) => `${label}${marks.colon}${shown(value)}`);
  return [
    ...(paper.report_id === '' ? [] : [paper.report_id]),
    entries.join(' · '),
    ...(paper.brand.footer === '' ? [] : [paper.brand.footer]),
  ];
}

/** A digest by its first digits; anything else as it is. */
function beginningOf(value: string): string {
  const [algorithm = '', digits = ''] = value.split(':');
  return algorithm === 'sha256' ? `${algorithm}:${digits.slice(0, DIGITS_AT_FOOT)}…` : value;
}
