import { addDays } from '../core/base/calendar-date.ts';
import type { Finding } from '../core/evaluation/evaluation.ts';
import type { EvaluatedFile } from './evaluate-file.ts';

/** How far ahead duties are shown that have not begun. */
export const SOON_DAYS = 30;

/** The duties that only their date keeps from applying, and that date is near; the next one first. */
export function soonInForce({
  subject,
}: EvaluatedFile): readonly { readonly from: string; readonly finding: Finding }[] {
  const last = addDays(subject.asOf, SOON_DAYS);
  return subject.evaluation.rulesets
    .flatMap(({ findings }) => findings)
    .flatMap((finding) => (finding.upcoming === null ? [] : [{ from: finding.upcoming.from, finding }]))
    .filter(({ from }) => from <= last)
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
}
