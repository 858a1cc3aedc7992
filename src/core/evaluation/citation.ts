import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Citation, RelatedCitation } from '../language/shapes/citation.ts';
import { textIn } from '../language/shapes/text.ts';
import type { CitationOnWire } from './evaluation.ts';

/** The structured place of a citation and its English text; what it points to in other instruments is left to {@link citeRelated}. */
export function cite(ruleset: CompiledRuleset, citation: Citation): CitationOnWire {
  const { with: _with, ...place } = citation;
  return { ...place, text: placeText(ruleset, citation) };
}

/** English text of the places in other instruments that a citation points to, such as "Deep Synthesis Provisions Art. 14(2)". */
export function citeRelated(ruleset: CompiledRuleset, citation: Citation): readonly string[] {
  return (citation.with ?? []).map((entry) => {
    const related = ruleset.file.related?.find((candidate) => candidate.id === entry.related);
    const name = related === undefined ? entry.related : textIn('en', related.short);
    const place = relatedPlace(entry);
    return place === '' ? name : `${name} ${place}`;
  });
}

function relatedPlace(entry: RelatedCitation): string {
  if (entry.section !== undefined) return `s. ${entry.section}`;
  return entry.article === undefined ? '' : articleText(entry.article, entry.paragraph ?? entry.item);
}

function articleText(article: string, part: string | undefined): string {
  const word = article.includes('-') ? 'Arts' : 'Art.';
  return part === undefined ? `${word} ${article}` : `${word} ${article}(${part})`;
}

function placeText(ruleset: CompiledRuleset, citation: Citation): string {
  const { article, paragraph, item, commitment, element, fact_sheet: bullet } = citation;
  if (article !== undefined) {
    if (item === '0') return `Art. ${article}, opening words`;
    // A paragraph is named only where the article has more than one.
    const paragraphs = ruleset.provisions.filter((provision) => provision.citation.article === article);
    return articleText(article, item ?? (paragraphs.length > 1 ? paragraph : undefined));
  }
  const label = ruleset.provisions.find(
    (provision) => provision.citation.commitment === commitment && provision.citation.element === element,
  )?.label;
  if (commitment !== undefined) {
    const where = commitment === '0' ? 'Introduction' : `Commitment ${commitment}`;
    return label === undefined ? where : `${where}, ${textIn('en', label)}`;
  }
  if (bullet !== undefined) return `Fact sheet, bullet ${bullet}`;
  return citeRelated(ruleset, citation).join('; ');
}
