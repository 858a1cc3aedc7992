import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Citation, RelatedCitation } from '../language/shapes/citation.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';
import type { ArticlePart, CitationWords } from './citation-words.ts';
import type { CitationOnWire } from './evaluation.ts';
import { evaluationWordsFor } from './evaluation-words.ts';

/** The structured place of a citation and its text in a locale; places in other instruments are left to {@link citeRelated}. */
export function cite(ruleset: CompiledRuleset, citation: Citation, locale: Locale): CitationOnWire {
  const { with: _with, ...place } = citation;
  return { ...place, text: placeText(ruleset, citation, locale) };
}

/** The places in other instruments that a citation points to, as text: "Deep Synthesis Provisions Art. 14(2)". */
export function citeRelated(ruleset: CompiledRuleset, citation: Citation, locale: Locale): readonly string[] {
  const words = evaluationWordsFor(locale).citation;
  return (citation.with ?? []).map((entry) => {
    const related = ruleset.file.related?.find((candidate) => candidate.id === entry.related);
    return words.related(
      related === undefined ? entry.related : textIn(locale, related.short),
      relatedPlace(entry, words),
    );
  });
}

function relatedPlace(entry: RelatedCitation, words: CitationWords): string | undefined {
  if (entry.section !== undefined) return words.section(entry.section);
  return entry.article === undefined ? undefined : words.article(entry.article, partOf(entry));
}

function partOf({ paragraph, item }: Pick<Citation, 'paragraph' | 'item'>): ArticlePart | undefined {
  if (item !== undefined) return { kind: 'item', number: item };
  return paragraph === undefined ? undefined : { kind: 'paragraph', number: paragraph };
}

function placeText(ruleset: CompiledRuleset, citation: Citation, locale: Locale): string {
  const words = evaluationWordsFor(locale).citation;
  const { article, item, commitment, element, fact_sheet: bullet } = citation;
  if (article !== undefined) {
    if (item === '0') return words.openingWords(article);
    // A paragraph is named only where the article has more than one.
    const parts = ruleset.provisions.filter((provision) => provision.citation.article === article);
    return words.article(article, item !== undefined || parts.length > 1 ? partOf(citation) : undefined);
  }
  if (commitment !== undefined) {
    const label = ruleset.provisions.find(
      (provision) => provision.citation.commitment === commitment && provision.citation.element === element,
    )?.label;
    return words.commitment(commitment, label === undefined ? undefined : textIn(locale, label));
  }
  if (bullet !== undefined) return words.factSheet(bullet);
  return words.places(citeRelated(ruleset, citation, locale));
}
