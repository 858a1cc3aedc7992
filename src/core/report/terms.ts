import { beginPart } from './part-heading.ts';
import type { GlossaryPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/**
 * The terms of the glossary that occur in what the rulesets assessed say of the findings that apply, found by their English forms so that every language lists the same. Like a crosswalk, the glossary
 * in use is guidance of the day and no part of the result.
 */
export function buildTerms(source: ReportSource): GlossaryPart {
  const { locale, input, words } = source;
  const said = source.rulesets
    .flatMap(({ findings }) => findings)
    .filter(({ finding }) => finding.status !== 'not_applicable')
    .flatMap(({ rule: { entry } }) => [entry.title, entry.requirement, entry.remedy])
    .map((text) => text.en)
    .join('\n')
    .toLowerCase();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  const terms = input.glossary.flatMap((entry) => {
    const [term] = entry[locale];
    const [translation] = entry[other];
    const occurs = entry.en.some((form) => said.includes(form.toLowerCase()));
    if (!occurs || term === undefined || translation === undefined) return [];
    return [{ term, other: translation, source: source.text(entry.source) }];
  });
  return { ...beginPart(words, 'glossary', terms.length > 0 ? 'something' : 'nothing'), terms };
}
