/**
 * Finds phrases in a text, from left to right; where several begin at one place, the longest is found and what it covers is not
 * looked at again. Letters count alike in both cases, and a phrase of letters is found as whole words only.
 *
 * @returns the phrases as they were given, in the order in which they stand
 */
export function findPhrases(text: string, phrases: readonly string[]): readonly string[] {
  const byText = new Map(phrases.map((phrase) => [phrase.toLowerCase(), phrase]));
  return [...text.matchAll(patternOf(phrases))].flatMap(([found]) => byText.get(found.toLowerCase()) ?? []);
}

/** A text without the phrases in it; what stood on either side of one does not come to stand together. */
export function withoutPhrases(text: string, phrases: readonly string[]): string {
  return text.replaceAll(patternOf(phrases), '\u0000');
}

const patterns = new WeakMap<readonly string[], RegExp>();

function patternOf(phrases: readonly string[]): RegExp {
  const known = patterns.get(phrases);
  if (known !== undefined) return known;
  const longestFirst = [...new Set(phrases)].sort((a, b) => b.length - a.length).map(asWords);
  // No phrases find nothing.
  const pattern = new RegExp(longestFirst.length === 0 ? '(?!)' : longestFirst.join('|'), 'giu');
  patterns.set(phrases, pattern);
  return pattern;
}

/** Chinese is written without blanks, so that only Latin letters and figures make words. */
function asWords(phrase: string): string {
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return `${/^[a-z0-9]/i.test(phrase) ? '(?<![A-Za-z0-9])' : ''}${escaped}${/[a-z0-9]$/i.test(phrase) ? '(?![A-Za-z0-9])' : ''}`;
}
