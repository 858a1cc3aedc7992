import { beginPart } from './part-heading.ts';
import type { ListPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** How results come about. */
export function buildMethod({ words }: ReportSource): ListPart {
  return { ...beginPart(words, 'method', 'something'), items: words.method };
}
