import { beginPart } from './part-heading.ts';
import type { ReportInput } from './report-input.ts';
import type { ListPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** What the evaluation warns of in the answers; two counts of days share a message. What it warns of in the law has its own place. */
export function warningTexts({ evaluation }: ReportInput): readonly string[] {
  const aboutAnswers = evaluation.warnings.filter(({ code }) => code !== 'law_checked_earlier');
  return [...new Set(aboutAnswers.map(({ message }) => message))];
}

/** Answers that cannot all be true, and counts of days made on another day. */
export function buildWarnings({ words, input }: ReportSource): ListPart {
  const items = warningTexts(input);
  return { ...beginPart(words, 'warnings', items.length > 0 ? 'something' : 'nothing'), items };
}
