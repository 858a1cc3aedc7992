import { beginPart } from './part-heading.ts';
import type { ReportInput } from './report-input.ts';
import type { ListPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** What the evaluation warns of; two counts of days share a message. */
export function warningTexts({ evaluation }: ReportInput): readonly string[] {
  return [...new Set(evaluation.warnings.map(({ message }) => message))];
}

/** Answers that cannot all be true, and counts of days made on another day. */
export function buildWarnings({ words, input }: ReportSource): ListPart {
  const items = warningTexts(input);
  return { ...beginPart(words, 'warnings', items.length > 0 ? 'something' : 'nothing'), items };
}
