import Handlebars from 'handlebars';
import type { Run, TableBlock } from '../core/report/document/blocks.ts';
import { readList } from './handlebars-environment.ts';
import { readRuns } from './read-runs.ts';

const { escapeExpression } = Handlebars;

/**
 * A line of text as HTML. A paper has ten thousand such lines and more, and a partial for each would take most of the time of a report.
 *
 * @throws TypeError when it is none: the template named something else
 */
export function htmlRuns(line: unknown): Handlebars.SafeString {
  return new Handlebars.SafeString(runsText(line));
}

/** Lines of one place. @throws TypeError when they are none */
export function htmlLines(lines: unknown): Handlebars.SafeString {
  return new Handlebars.SafeString(linesText(readList('lines', lines)));
}

/** The rows of a table, with the sides of its columns. */
export interface HtmlTableBody extends Pick<TableBlock, 'rows'> {
  readonly aligns: readonly TableBlock['columns'][number]['align'][];
}

/** The rows of a table, a line each; the first cell heads its row. @throws TypeError when they are none */
export function htmlRows(body: unknown): Handlebars.SafeString {
  if (!isBody(body)) throw new TypeError(`rows: expected the body of a table, got ${typeof body}`);
  const ends = body.aligns.map((align) => (align === 'end' ? ' class="end">' : '>'));
  let text = '';
  for (const { anchor, cells } of body.rows) {
    text += anchor === '' ? '<tr>' : `<tr id="${escapeExpression(anchor)}">`;
    cells.forEach((lines, index) => {
      const cell = (ends[index] ?? '>') + linesText(lines);
      text += index === 0 ? `<th scope="row"${cell}</th>` : `<td${cell}</td>`;
    });
    text += '</tr>\n';
  }
  return new Handlebars.SafeString(text);
}

function isBody(body: unknown): body is HtmlTableBody {
  return typeof body === 'object' && body !== null && 'rows' in body && Array.isArray(body.rows) && 'aligns' in body;
}

/** One line stands by itself, as in most cells; several are a paragraph each. */
function linesText(lines: readonly unknown[]): string {
  if (lines.length === 1) return runsText(lines[0]);
  let text = '';
  for (const line of lines) text += `<p>${runsText(line)}</p>`;
  return text;
}

function runsText(line: unknown): string {
  const runs = readRuns(line);
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return runText(only);
  let text = '';
  for (const run of runs) text += runText(run);
  return text;
}

function runText({ style, tone, text, url, anchor }: Run): string {
  const escaped = escapeExpression(text);
  const linked =
    anchor !== ''
      ? `<a href="#${escapeExpression(anchor)}">${escaped}</a>`
      : url !== ''
        ? `<a href="${escapeExpression(url)}" rel="noreferrer">${escaped}</a>`
        : escaped;
  switch (style) {
    case 'plain':
      return linked;
    case 'strong':
      return tone === 'none' ? `<strong>${linked}</strong>` : `<strong class="t-${tone}">${linked}</strong>`;
    case 'quiet':
      return `<span class="quiet">${linked}</span>`;
    case 'code':
      return `<code>${linked}</code>`;
    case 'badge':
      return `<span class="badge t-${tone}">${linked}</span>`;
  }
}
