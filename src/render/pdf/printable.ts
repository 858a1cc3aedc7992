import type { Coverage } from './font-coverage.ts';

/** Marks that are never seen and only steer how text is set: soft hyphen, joiners, zero-width spaces, variation selectors. */
const STEERING = /\u00ad|\u034f|\u180e|[\u200b-\u200d]|[\u2060-\u2064]|[\ufe00-\ufe0f]|\ufeff|[\u{e0100}-\u{e01ef}]/gu;

/** What could need a stand-in: anything but printable ASCII. */
const SUSPECT = /[^\n\u0020-\u007e]/gu;

/** Controls, and the marks that turn the direction of writing. */
const CONTROL = /[\p{Cc}\p{Cf}]/u;

/**
 * Makes the function that turns any text into one that the fonts can print. What they cannot, every control character and every mark
 * that turns the direction of writing is shown by its code point, as in `[U+1F600]`: nothing that somebody wrote is lost without
 * a trace, and nothing reorders what stands beside it. Marks that are never seen are left out, tabs become spaces.
 */
export function createPrintable(coverage: Coverage): (text: string) => string {
  const standIn = (character: string): string => {
    const code = character.codePointAt(0) ?? 0;
    if (coverage[code] === 1 && !CONTROL.test(character)) return character;
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  };
  return (text) =>
    // Most texts of a paper in English are this.
    text.search(SUSPECT) === -1
      ? text
      : text
          .normalize('NFC')
          .replace(/\r\n?|[\u2028\u2029]/g, '\n')
          .replaceAll('\t', ' ')
          .replace(STEERING, '')
          .replace(SUSPECT, standIn);
}
