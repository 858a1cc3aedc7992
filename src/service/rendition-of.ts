import type { Rendition } from '../core/report/document/rendition.ts';
import { reportInSteps } from '../core/report/build-report.ts';
import { layOutInSteps } from '../core/report/layout/lay-out-report.ts';
import { sideBySide } from '../core/report/layout/side-by-side.ts';
import { digestOf } from './digest.ts';
import { inOtherLanguage } from './in-other-language.ts';
import { inTurns, otherTurn } from './in-turns.ts';
import type { ReportForm } from './report-form.ts';
import { reportInputOf, type ReportSubject } from './report-subject.ts';
import { PLAIN_PAPER } from '../core/report/paper.ts';

/**
 * A report as every renderer takes it. Of two languages side by side, the first is that of the evaluation.
 *
 * @throws ServiceError `unknown_locale` when a ruleset is not written in the second language
 */
export async function renditionOf(subject: ReportSubject, form: ReportForm): Promise<Rendition> {
  const named = { ...subject, paper: { ...(subject.paper ?? PLAIN_PAPER), report_id: reportIdOf(subject, form) } };
  const model = await inTurns(reportInSteps(reportInputOf(named)));
  const document = await inTurns(layOutInSteps(model, form.template));
  await otherTurn();
  if (form.layout === 'single') return { documents: [document], models: [model] };
  const translated = inOtherLanguage(named);
  await otherTurn();
  const other = await inTurns(reportInSteps(reportInputOf(translated)));
  const translation = await inTurns(layOutInSteps(other, form.template));
  await otherTurn();
  const documents = sideBySide(document, translation);
  await otherTurn();
  return { documents, models: [model, other] };
}

/**
 * Names a paper: the same result, options and review have the same id under the same engine, in every process. Formats are the same
 * paper.
 */
function reportIdOf({ evaluation, paper = PLAIN_PAPER }: ReportSubject, { template, layout }: ReportForm): string {
  const { id, engine, locale, result_digest: result } = evaluation;
  const digest = digestOf({ id, engine, locale, result, template, layout, paper: { ...paper, report_id: '' } });
  return `PR-${digest.slice('sha256:'.length, 'sha256:'.length + REPORT_ID_DIGITS)}`;
}

/** As many as tell the papers of a firm apart and can be read out over the telephone. */
const REPORT_ID_DIGITS = 16;
