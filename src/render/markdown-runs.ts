import type { Run } from '../core/report/document/blocks.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { readList } from './handlebars-environment.ts';
import { readRuns } from './read-runs.ts';

/**
 * A line of text as Markdown; for the same reason as in HTML it is no partial.
 *
 * @throws TypeError when it is none: the template named something else
 */
export function markdownRuns(line: unknown): string {
  let text = '';
  for (const run of readRuns(line)) text += runText(run);
  return text;
}

/** The paragraphs of one place, which Markdown keeps on one line. @throws TypeError when they are none */
export function markdownLines(lines: unknown): string {
  return readList('lines', lines).map(markdownRuns).join('<br>');
}

function runText({ style, text, url }: Run): string {
  switch (style) {
    case 'plain':
      if (url !== '') return `${escapeMarkdown(text)} ${linkTo(url)}`;
      return text === ' ' ? text : escapeMarkdown(text);
    case 'strong':
    case 'badge':
      return `**${escapeMarkdown(text)}**`;
    case 'quiet':
    case 'code':
      return escapeMarkdown(text);
  }
}

/** An address as a link that ends where it ends. */
function linkTo(url: string): string {
  return `<${url.replace(/[<>\s]/g, encodeURIComponent)}>`;
}
