import { buildReport } from '../core/report/build-report.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import type { Caller } from './access.ts';
import { findSince } from './compare-evaluations.ts';
import { digestOfText } from './digest.ts';
import { nearest } from '../core/base/nearest.ts';
import { exportEvaluation, type EvaluationExport } from './evaluation-export.ts';
import { recompute, type RecomputeNeeds } from './recompute.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { reportInputOf, subjectOf, type ReportSubject } from './report-subject.ts';
import type { RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** A report model that carries everything needed to compute it again. */
interface VerifiableReport extends ReportModel {
  readonly export: EvaluationExport;
}

/** Writes a report model in one format. Pure: the same model gives the same bytes. */
export interface ReportRenderer {
  /** The extension by which the format is asked for, without a dot. */
  readonly format: string;
  /** The media type of what it writes, with its charset. */
  readonly contentType: string;
  /** It is given the export with the model; the other formats stay lean. */
  readonly carriesExport?: true;
  render(model: ReportModel | VerifiableReport): string;
}

/** A report ready to be sent. */
export interface RenderedReport {
  readonly content: string;
  readonly contentType: string;
  readonly fileName: string;
}

/** The templates that exist; each is a choice of parts and their order. */
const TEMPLATES = ['counsel'] as const;

/**
 * Renders the report of a stored evaluation, with what changed since the evaluation asked for, else since the newest earlier one of
 * the product. That it was read is noted, with the digest of its bytes.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased`, `different_products`, `unknown_format`, `unknown_locale` or
 * `unknown_template`
 */
export async function renderStoredReport(
  needs: RecomputeNeeds &
    RecordNeeds & { readonly library: RuleLibrary; readonly renderers: readonly ReportRenderer[] },
  caller: Caller,
  id: string,
  wanted: {
    readonly format: string;
    readonly locale?: string | undefined;
    readonly template?: string | undefined;
    readonly since?: string | undefined;
  },
): Promise<RenderedReport> {
  const renderer = findRenderer(needs.renderers, wanted.format);
  chooseTemplate(wanted.template);
  const stored = await recompute(needs, caller.reach, id, { locale: wanted.locale });
  const since = await findSince(needs, caller.reach, stored.record, wanted.since);
  const report = renderReport(renderer, { ...subjectOf(stored, needs.library), since });
  await recordAccess(needs, caller, 'report.read', id, {
    format: renderer.format,
    locale: stored.evaluation.locale,
    since: since?.evaluationId ?? null,
    digest: digestOfText(report.content),
  });
  return report;
}

/** Renders the report of an evaluation at hand, in the language of the evaluation. */
export function renderReport(renderer: ReportRenderer, subject: ReportSubject): RenderedReport {
  const { evaluation } = subject;
  const model = buildReport(reportInputOf(subject));
  const complete = renderer.carriesExport === true ? { ...model, export: exportEvaluation(subject) } : model;
  const name = `preclear-${evaluation.as_of}${evaluation.id === null ? '' : `-${evaluation.id}`}.${renderer.format}`;
  return { content: renderer.render(complete), contentType: renderer.contentType, fileName: name };
}

/** @throws ServiceError `unknown_format`, naming those that exist */
export function findRenderer(renderers: readonly ReportRenderer[], format: string): ReportRenderer {
  const found = renderers.find((renderer) => renderer.format === format);
  if (found !== undefined) return found;
  throw new ServiceError(
    'unknown_format',
    `There is no report format "${format}". ${oneOf(renderers.map((renderer) => renderer.format))}`,
  );
}

function chooseTemplate(wanted: string | undefined): void {
  if (wanted === undefined || TEMPLATES.some((template) => template === wanted)) return;
  const near = nearest(wanted, TEMPLATES);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new ServiceError('unknown_template', `There is no report template "${wanted}".${hint} ${oneOf(TEMPLATES)}`);
}

function oneOf(known: readonly string[]): string {
  return `Known: ${known.join(', ')}.`;
}
