import type { Rendition } from '../core/report/document/rendition.ts';
import type { ReportRenderer } from '../service/render-report.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { compileTemplates } from './handlebars-environment.ts';
import { markdownLines, markdownRuns } from './markdown-runs.ts';
import { markdownPaper, markdownParts, type MarkdownPaper, type MarkdownPart } from './markdown-view.ts';
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
    helpers: { md: escapeMarkdown, runs: markdownRuns, lines: markdownLines, mark: printMark },
  });
  const writeState = templateOf<MarkdownPaper>('state');
  const writePart = templateOf<MarkdownPart>('part');
  const writeFoot = templateOf<MarkdownPaper>('foot');
  function* textsOf(rendition: Rendition): Generator<string, undefined, undefined> {
    const paper = markdownPaper(rendition);
    for (const part of markdownParts(rendition, 'cover')) yield writePart(part);
    yield writeState(paper);
    for (const part of markdownParts(rendition, 'body')) yield writePart(part);
    yield writeFoot(paper);
  }
  return {
    format: 'md',
    contentType: 'text/markdown; charset=utf-8',
    writes: 'document',
    render: (rendition) => writeInTurns(apart(textsOf(rendition))),
  };
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
function* apart(texts: Iterable<string>): Generator<string, undefined, undefined> {
  let between = '';
  for (const text of texts) {
    const block = text
      .replace(/[^\S\n]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    if (block === '') continue;
    yield `${between}${block}`;
    between = '\n\n';
  }
  yield '\n';
}
