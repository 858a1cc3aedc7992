import { buildReport } from '../core/report/build-report.ts';
import type { ReportInput } from '../core/report/report-input.ts';
import type { Since } from '../core/report/since.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import { findSince } from './compare-evaluations.ts';
import type { EvaluationResponse } from './evaluation-response.ts';
import { nearest } from '../core/base/nearest.ts';
import type { ProductRecord, Respondent } from './ports.ts';
import { recompute, type Recomputed, type RecomputeNeeds } from './recompute.ts';
import type { LibraryCrosswalk, LibraryRuleset, RuleLibrary } from './rule-library.ts';
import type { Answers } from '../core/questionnaire/answers.ts';
import type { CalendarDate } from '../core/base/calendar-date.ts';
import { ServiceError } from './service-error.ts';

/** Writes a report model in one format. Pure: the same model gives the same bytes. */
export interface ReportRenderer {
  /** The extension by which the format is asked for, without a dot. */
  readonly format: string;
  /** The media type of what it writes, with its charset. */
  readonly contentType: string;
  render(model: ReportModel): string;
}

/** A report ready to be sent. */
export interface RenderedReport {
  readonly content: string;
  readonly contentType: string;
  readonly fileName: string;
}

/** What a report is made of, whether or not the evaluation was stored. */
export interface ReportSubject {
  readonly evaluation: EvaluationResponse;
  readonly rulesets: readonly LibraryRuleset[];
  /** Those in use when the report is made; see `core/report/crosswalk.ts`. */
  readonly crosswalks: readonly LibraryCrosswalk[];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  readonly product: Pick<ProductRecord, 'name' | 'client' | 'matter'> | null;
  readonly answeredBy: Respondent | null;
  readonly answeredOn: CalendarDate | null;
  readonly targetLaunch: CalendarDate | null;
  /** The assessment that changes are told against, where there is one. */
  readonly since?: Since | undefined;
}

/** The templates that exist; each is a choice of parts and their order. */
const TEMPLATES = ['counsel'] as const;

/**
 * Renders the report of a stored evaluation, with what changed since the evaluation asked for, else since the newest earlier one of
 * the product.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased`, `different_products`, `unknown_format`, `unknown_locale` or
 * `unknown_template`
 */
export async function renderStoredReport(
  needs: RecomputeNeeds & { readonly library: RuleLibrary; readonly renderers: readonly ReportRenderer[] },
  organization: string,
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
  const stored = await recompute(needs, organization, id, { locale: wanted.locale });
  const since = await findSince(needs, organization, stored.record, wanted.since);
  return renderReport(renderer, { ...subjectOf(stored, needs.library.crosswalks), since });
}

/** What the report of a stored evaluation is made of. */
export function subjectOf(
  { evaluation, rulesets, answers, record, product, submission }: Recomputed,
  crosswalks: readonly LibraryCrosswalk[],
): ReportSubject {
  return {
    evaluation,
    rulesets,
    crosswalks,
    answers,
    asOf: record.asOf,
    product,
    answeredBy: submission.payload.answeredBy,
    answeredOn: submission.answeredOn,
    targetLaunch: submission.targetLaunch,
  };
}

/** What the core makes a report from. */
export function reportInputOf({ evaluation, rulesets, ...rest }: ReportSubject): ReportInput {
  return {
    ...rest,
    evaluation,
    rulesets: rulesets.map(({ compiled, digest }) => ({ compiled, digest })),
    identity: {
      evaluationId: evaluation.id,
      engine: evaluation.engine,
      answersDigest: evaluation.answers_digest,
      resultDigest: evaluation.result_digest,
    },
  };
}

/** Renders the report of an evaluation at hand, in the language of the evaluation. */
export function renderReport(renderer: ReportRenderer, subject: ReportSubject): RenderedReport {
  const { evaluation } = subject;
  const model = buildReport(reportInputOf(subject));
  const name = `preclear-${evaluation.as_of}${evaluation.id === null ? '' : `-${evaluation.id}`}.${renderer.format}`;
  return { content: renderer.render(model), contentType: renderer.contentType, fileName: name };
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
