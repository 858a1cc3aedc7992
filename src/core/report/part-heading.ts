import { FIRST_APPENDIX, REPORT_PARTS, type Part, type PartHeading, type ReportPart } from './part-model.ts';
import type { ReportWords } from './report-words.ts';

const FIRST = REPORT_PARTS.indexOf(FIRST_APPENDIX);
const LETTER_A = 'A'.charCodeAt(0);

/** The number and name of a part: figures, letters for appendices, and nothing for a part that stands within another. */
export function headingOf(words: ReportWords, id: ReportPart): PartHeading {
  return { id, number: numberOf(id), heading: words.parts[id].heading };
}

function numberOf(id: ReportPart): string {
  const index = REPORT_PARTS.findIndex((part) => part === id);
  if (index < 0) return '';
  return index < FIRST ? String(index + 1) : String.fromCharCode(LETTER_A + index - FIRST);
}

/** What a part begins with: its lead, or what is said when it has nothing to show. */
export function beginPart(words: ReportWords, id: ReportPart, content: 'something' | 'nothing'): Part {
  const { lead, nothing } = words.parts[id];
  return { ...headingOf(words, id), lead: content === 'something' ? lead : nothing };
}
