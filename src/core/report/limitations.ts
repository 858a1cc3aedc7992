import { beginPart } from './part-heading.ts';
import type { ListPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** What the report is not, and the legal nature of each instrument. */
export function buildLimitations({ words, rulesets, text }: ReportSource): ListPart {
  const natures = rulesets.map(({ compiled: { file } }) => words.nature(text(file.title), text(file.nature)));
  return { ...beginPart(words, 'limitations', 'something'), items: [...words.limitations, ...natures] };
}
