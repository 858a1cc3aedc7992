import { chooseLocale } from './choose-locale.ts';
import type { Rendition } from '../core/report/document/rendition.ts';
import type { Caller, Reach } from './access.ts';
import { digestOfBytes } from './digest.ts';
import { exportEvaluation, type EvaluationExport } from './evaluation-export.ts';
import { paperSubject } from './paper-subject.ts';
import type { FinalReport } from './ports.ts';
import { reviewStateOf } from './review-state.ts';
import { judgeAgain, readAssessment, type Recomputed, type RecomputeNeeds } from './recompute.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { chooseForm, unknownChoice, type ReportForm, type ReportWish } from './report-form.ts';
import { renditionOf } from './rendition-of.ts';
import type { ReportSubject } from './report-subject.ts';
import type { RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** Writes papers in one format. Pure: the same rendition gives the same bytes, in every process. */
export interface ReportRenderer {
  /** The extension by which the format is asked for, without a dot. */
  readonly format: string;
  /** The media type of what it writes, with its charset. */
  readonly contentType: string;
  /** Whether it sets the blocks of a document, or writes a report as data. */
  readonly writes: 'document' | 'data';
  /** It is given the export with the report; the other formats stay lean. */
  readonly carriesExport?: true;
  /** @throws ServiceError `busy` when too much is being written already */
  render(rendition: Rendition, exported?: EvaluationExport): Promise<Uint8Array>;
}

/** A report ready to be sent. */
export interface RenderedReport {
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly fileName: string;
}

/**
 * Renders the report of a stored evaluation, with what changed since the evaluation asked for, else since the newest earlier one of
 * the product. That it was read is noted, with the digest of its bytes.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased`, `different_products`, `unknown_format`, `unknown_locale`,
 * `unknown_layout` or `unknown_template`
 */
export async function renderStoredReport(
  needs: RecomputeNeeds &
    RecordNeeds & { readonly library: RuleLibrary; readonly renderers: readonly ReportRenderer[] },
  caller: Caller,
  id: string,
  wanted: ReportWish & { readonly format: string; readonly since?: string | undefined },
): Promise<RenderedReport> {
  const renderer = findRenderer(needs.renderers, wanted.format);
  const form = chooseForm(wanted);
  const { reach } = caller;
  const record = await needs.store.findEvaluation(reach, id);
  if (record === undefined) throw new ServiceError('evaluation_not_found');
  const stored = await readAssessment(needs, reach, record);
  const locale = chooseLocale(wanted.locale, stored.rulesets);
  const look = { format: renderer.format, locale, ...form };
  const kept = wanted.since === undefined ? await needs.store.findFinalReport(reach, id, look) : undefined;
  const report =
    kept === undefined
      ? await renderNow(needs, reach, await judgeAgain(stored, { locale }), wanted.since, { renderer, form })
      : keptReport(kept);
  await recordAccess(needs, caller, 'report.read', id, {
    format: renderer.format,
    locale,
    layout: form.layout,
    template: form.template,
    since: wanted.since ?? null,
    digest: digestOfBytes(report.content),
  });
  return report;
}

/** What was signed, as it was signed. */
function keptReport({ content, contentType, fileName }: FinalReport): RenderedReport {
  if (content === null) throw new ServiceError('answers_erased');
  return { content, contentType, fileName };
}

async function renderNow(
  needs: RecomputeNeeds & { readonly library: RuleLibrary },
  reach: Reach,
  stored: Recomputed,
  wantedSince: string | undefined,
  { renderer, form }: { readonly renderer: ReportRenderer; readonly form: ReportForm },
): Promise<RenderedReport> {
  const { record, evaluation } = stored;
  const entries = await needs.store.listReviews(reach, record.productId);
  const review = reviewStateOf(entries, evaluation, record.asOf, await needs.store.isFinal(reach, record.id));
  return renderReport(renderer, await paperSubject(needs, reach, stored, review, wantedSince), form);
}

/** Renders the report of an evaluation at hand; its first language is that of the evaluation. */
export async function renderReport(
  renderer: ReportRenderer,
  subject: ReportSubject,
  form: ReportForm,
): Promise<RenderedReport> {
  const { evaluation } = subject;
  const exported = renderer.carriesExport === true ? exportEvaluation(subject) : undefined;
  const id = evaluation.id === null ? '' : `-${evaluation.id}`;
  return {
    content: await renderer.render(await renditionOf(subject, form), exported),
    contentType: renderer.contentType,
    fileName: `preclear-${evaluation.as_of}${id}.${renderer.format}`,
  };
}

/** @throws ServiceError `unknown_format`, naming those that exist */
export function findRenderer(renderers: readonly ReportRenderer[], format: string): ReportRenderer {
  const found = renderers.find((renderer) => renderer.format === format);
  if (found !== undefined) return found;
  const formats = renderers.map((renderer) => renderer.format);
  throw new ServiceError('unknown_format', unknownChoice('report format', format, formats));
}
