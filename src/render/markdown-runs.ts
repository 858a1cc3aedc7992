import type { Run, Runs } from '../core/report/document/blocks.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/**
 * A line of text as Markdown; for the same reason as in HTML it is no partial.
 *
 * @throws TypeError when it is none: the template named something else
 */
export function markdownRuns(line: unknown): string {
  if (!isRuns(line)) throw new TypeError(`runs: expected a line of text, got ${typeof line}`);
  let text = '';
  for (const run of line) text += runText(run);
  return text;
}

/** The paragraphs of one place, which Markdown keeps on one line. @throws TypeError when they are none */
export function markdownLines(lines: unknown): string {
  if (!Array.isArray(lines)) throw new TypeError(`lines: expected a list, got ${typeof lines}`);
  return lines.map(markdownRuns).join('<br>');
}

function isRuns(line: unknown): line is Runs {
  return Array.isArray(line);
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
