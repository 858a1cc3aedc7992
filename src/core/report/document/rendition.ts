import type { ReportModel } from '../report-model.ts';
import type { PaperDocument } from './paper-document.ts';

/**
 * What a renderer is given. Two documents stand side by side: the first is in the language that prevails, and their blocks are of
 * the same kinds in the same order.
 */
export interface Rendition {
  readonly documents: readonly [PaperDocument] | readonly [PaperDocument, PaperDocument];
  /** The report as data, in the languages of the documents; none for a paper that is no report. */
  readonly models: readonly ReportModel[];
}
