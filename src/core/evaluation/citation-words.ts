/** A numbered part of an article. `item` and `paragraph` are told apart by some languages. */
export interface ArticlePart {
  readonly kind: 'paragraph' | 'item';
  /** One number, or the first and last of several with a dash between. */
  readonly number: string;
}

/** How one language writes places in instruments. Numbers may be ranges such as "28-31". */
export interface CitationWords {
  article(article: string, part: ArticlePart | undefined): string;
  /** What stands in an article before the list of its items. */
  openingWords(article: string): string;
  /** The introduction is commitment 0; the label names an element that has no number. */
  commitment(commitment: string, label: string | undefined): string;
  factSheet(bullet: string): string;
  section(section: string): string;
  /** A place in another instrument, or that instrument as a whole. */
  related(shortTitle: string, place: string | undefined): string;
  places(places: readonly string[]): string;
}

/** Places in English: "Art. 4(2)", "Commitment 1, heading". */
export const ENGLISH_CITATIONS: CitationWords = {
  article: (article, part) => {
    const word = article.includes('-') ? 'Arts' : 'Art.';
    return part === undefined ? `${word} ${article}` : `${word} ${article}(${part.number})`;
  },
  openingWords: (article) => `Art. ${article}, opening words`,
  commitment: (commitment, label) => {
    const where = commitment === '0' ? 'Introduction' : `Commitment ${commitment}`;
    return label === undefined ? where : `${where}, ${label}`;
  },
  factSheet: (bullet) => `Fact sheet, bullet ${bullet}`,
  section: (section) => `s. ${section}`,
  related: (shortTitle, place) => (place === undefined ? shortTitle : `${shortTitle} ${place}`),
  places: (places) => places.join('; '),
};
