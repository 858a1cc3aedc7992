import { beginPart } from './part-heading.ts';
import type { NotAssessedPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** What lies outside the report, and until when the law was checked. */
export function buildNotAssessed({ words, input, rulesets, text }: ReportSource): NotAssessedPart {
  return {
    ...beginPart(words, 'not_assessed', 'something'),
    items: words.notAssessed,
    checked: rulesets.map(({ compiled: { file } }) => {
      const name = text(file.title);
      return file.verified_through < input.asOf
        ? words.checkedEarlier(name, file.verified_through, input.asOf)
        : words.checked(name, file.verified_through);
    }),
  };
}
