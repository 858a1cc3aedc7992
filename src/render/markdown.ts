import type { ReportRenderer } from '../service/render-report.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { compileTemplates } from './handlebars-environment.ts';
import { markdownLines, markdownRuns } from './markdown-runs.ts';
import { markdownParts, markdownView, type MarkdownPart, type MarkdownView } from './markdown-view.ts';
import { writeInTurns } from './write-in-turns.ts';

/**
 * Makes the renderer of Markdown (CommonMark with the tables of GitHub). Of two languages side by side, each block is followed by itself
 * in the second: Markdown has no columns.
 *
 * @param templates - texts by path, as loaded
 */
export function createMarkdownRenderer(templates: ReadonlyMap<string, string>): ReportRenderer {
  const templateOf = compileTemplates(templates, {
    format: 'md',
    escaping: 'own',
    helpers: { md: escapeMarkdown, written: asItIs, runs: markdownRuns, lines: markdownLines, mark: printMark },
  });
  const writePart = templateOf<MarkdownPart>('part');
  const writePaper = templateOf<MarkdownView>('report');
  return {
    format: 'md',
    contentType: 'text/markdown; charset=utf-8',
    writes: 'document',
    render: async (rendition) => {
      const parts = markdownParts(rendition);
      const cover = await writeInTurns(parts.cover, writePart);
      const body = await writeInTurns(parts.body, writePart);
      return Buffer.from(tidy(writePaper(markdownView(rendition, { cover, body }))));
    },
  };
}

/** What a template wrote. @throws TypeError when it is no text: the template named something else */
function asItIs(markdown: unknown): string {
  if (typeof markdown === 'string') return markdown;
  throw new TypeError(`written: expected Markdown, got ${typeof markdown}`);
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

/** One empty line between blocks, none at the ends: templates are laid out for those who read them. */
function tidy(text: string): string {
  return `${text
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
