/** What CommonMark and its common extensions read as marks anywhere in a line. */
const MARKS = /[\\`*_[\]|~$]/g;
/** What they read as marks at the beginning of a line: headings, lists, rules. */
const LINE_MARKS = /^(?:(\d+)([.)])(?=\s|$)|([#+\-=]))/;
/** What they make a link of without being asked. */
const BARE_LINKS = /(:)(?=\/\/)|(?<=\bwww)(\.)/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Writes a text so that Markdown shows it as it is: in a paragraph, a heading, a list or the cell of a table.
 *
 * @throws TypeError when it is none: the template named something else
 */
export function escapeMarkdown(text: unknown): string {
  if (typeof text !== 'string') throw new TypeError(`md: expected a text, got ${typeof text}`);
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim()
    .replace(MARKS, '\\$&')
    .replace(BARE_LINKS, '\\$&')
    .replace(LINE_MARKS, '$1\\$2$3')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
