import { nearest } from '../core/base/nearest.ts';
import { REPORT_TEMPLATES, type ReportTemplate } from '../core/report/layout/lay-out-report.ts';
import { ServiceError } from './service-error.ts';

/** One language, or two side by side. */
const REPORT_LAYOUTS = ['single', 'bilingual'] as const;

/** How many languages a report has. */
type ReportLayout = (typeof REPORT_LAYOUTS)[number];

/** How a report is wanted, before it was looked at. */
export interface ReportWish {
  /** The language; of two side by side the one that prevails. English when left out. */
  readonly locale?: string | undefined;
  /** `single` when left out. */
  readonly layout?: string | undefined;
  /** `counsel` when left out. */
  readonly template?: string | undefined;
}

/** How a report is to look. */
export interface ReportForm {
  readonly template: ReportTemplate;
  readonly layout: ReportLayout;
}

/** @throws ServiceError `unknown_template` or `unknown_layout`, naming those that exist */
export function chooseForm({ template, layout }: ReportWish): ReportForm {
  return {
    template: chooseOf('unknown_template', 'report template', REPORT_TEMPLATES, template),
    layout: chooseOf('unknown_layout', 'report layout', REPORT_LAYOUTS, layout),
  };
}

/** The one asked for, else the first. */
function chooseOf<T extends string>(
  code: 'unknown_template' | 'unknown_layout',
  what: string,
  known: readonly [T, ...T[]],
  wanted: string | undefined,
): T {
  if (wanted === undefined) return known[0];
  const found = known.find((one) => one === wanted);
  if (found !== undefined) return found;
  throw new ServiceError(code, unknownChoice(what, wanted, known));
}

/** Says that there is no such thing, what was probably meant, and what there is. */
export function unknownChoice(what: string, wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `There is no ${what} "${wanted}".${hint} Known: ${known.join(', ')}.`;
}
