import Handlebars from 'handlebars';
import type { Run, Runs, TableBlock } from '../core/report/document/blocks.ts';

const { escapeExpression } = Handlebars;

/**
 * A line of text as HTML. A paper has ten thousand such lines and more, and a partial for each would take most of the time of a report.
 *
 * @throws TypeError when it is none: the template named something else
 */
export function htmlRuns(line: unknown): Handlebars.SafeString {
  return new Handlebars.SafeString(runsText(line));
}

/** Lines of one place, each a paragraph. @throws TypeError when they are none */
export function htmlLines(lines: unknown): Handlebars.SafeString {
  if (!Array.isArray(lines)) throw new TypeError(`lines: expected a list, got ${typeof lines}`);
  return new Handlebars.SafeString(paragraphsText(lines));
}

/** A cell of a row, with the side of its column. */
export interface HtmlCell {
  readonly align: TableBlock['columns'][number]['align'];
  readonly lines: readonly Runs[];
}

/** The cells of a row; the first heads it. @throws TypeError when they are none */
export function htmlCells(cells: unknown): Handlebars.SafeString {
  if (!Array.isArray(cells)) throw new TypeError(`cells: expected a list, got ${typeof cells}`);
  let text = '';
  for (const cell of cells as readonly unknown[]) {
    if (!isCell(cell)) throw new TypeError(`cells: expected a cell, got ${typeof cell}`);
    const paragraphs = paragraphsText(cell.lines);
    text +=
      text === ''
        ? `<th scope="row" class="${cell.align}">${paragraphs}</th>`
        : `<td class="${cell.align}">${paragraphs}</td>`;
  }
  return new Handlebars.SafeString(text);
}

function isCell(cell: unknown): cell is HtmlCell {
  return typeof cell === 'object' && cell !== null && 'lines' in cell && Array.isArray(cell.lines) && 'align' in cell;
}

function paragraphsText(lines: readonly unknown[]): string {
  let text = '';
  for (const line of lines) text += `<p>${runsText(line)}</p>`;
  return text;
}

function runsText(line: unknown): string {
  if (!isRuns(line)) throw new TypeError(`runs: expected a line of text, got ${typeof line}`);
  let text = '';
  for (const run of line) text += runText(run);
  return text;
}

function isRuns(line: unknown): line is Runs {
  return Array.isArray(line);
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
      return `<strong class="t-${tone}">${linked}</strong>`;
    case 'quiet':
      return `<span class="quiet">${linked}</span>`;
    case 'code':
      return `<code>${linked}</code>`;
    case 'badge':
      return `<span class="badge t-${tone}">${linked}</span>`;
  }
}
