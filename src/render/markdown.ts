import type { ReportRenderer } from '../service/render-report.ts';
import { compileTemplate } from './handlebars-environment.ts';
import { markdownView, type MarkdownView } from './markdown-view.ts';

/**
 * Makes the renderer of Markdown (CommonMark with the tables of GitHub). Of two languages side by side, each block is followed by itself
 * in the second: Markdown has no columns.
 *
 * @param templates - texts by path, as loaded
 */
export function createMarkdownRenderer(templates: ReadonlyMap<string, string>): ReportRenderer {
  const render = compileTemplate<MarkdownView>(templates, {
    format: 'md',
    escaping: 'own',
    helpers: { md: escapeMarkdown, link: writeLink, mark: printMark },
  });
  return {
    format: 'md',
    contentType: 'text/markdown; charset=utf-8',
    writes: 'document',
    render: (rendition) => Promise.resolve(Buffer.from(tidy(render(markdownView(rendition))))),
  };
}

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

/**
 * Punctuation of the report's own, with the blanks that belong to it.
 *
 * @throws TypeError when it is none: the template named something else
 */
function printMark(mark: unknown): string {
  if (typeof mark === 'string' && !/[\p{L}\p{N}]/u.test(mark)) return mark;
  throw new TypeError(`mark: expected punctuation, got ${typeof mark}`);
}

/** An address as a link that ends where it ends. */
function writeLink(url: unknown): string {
  if (typeof url !== 'string') throw new TypeError(`link: expected an address, got ${typeof url}`);
  return `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`;
}

/** One empty line between blocks, none at the ends: templates are laid out for those who read them. */
function tidy(text: string): string {
  return `${text
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
