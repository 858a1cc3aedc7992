const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Control characters, and those that turn the direction of the text around them. */
const CONTROLS = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A text somebody typed, as one line that can do nothing to the text around it: line breaks become spaces, and control characters
 * and direction marks are shown by their numbers.
 */
export function plainText(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(LINE_BREAKS, ' ')
    .replace(
      CONTROLS,
      (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
