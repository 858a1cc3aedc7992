import { REPORT_PARTS, type Part, type PartHeading, type ReportPart } from './report-model.ts';
import type { ReportWords } from './report-words.ts';

/** The number and name of a part. */
export function headingOf(words: ReportWords, id: ReportPart): PartHeading {
  return { id, number: String(REPORT_PARTS.indexOf(id) + 1), heading: words.parts[id].heading };
}

/** What a part begins with: its lead, or what is said when it has nothing to show. */
export function beginPart(words: ReportWords, id: ReportPart, content: 'something' | 'nothing'): Part {
  const { lead, nothing } = words.parts[id];
  return { ...headingOf(words, id), lead: content === 'something' ? lead : nothing };
}
