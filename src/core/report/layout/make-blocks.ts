import type {
  Block,
  FieldsBlock,
  GroupBlock,
  HeadingBlock,
  ListBlock,
  ParagraphBlock,
  Run,
  Runs,
  TableBlock,
  Tone,
} from '../document/blocks.ts';

/** A text, or runs, where a line of runs is wanted. */
type Line = string | Runs;

function run(style: Run['style'], text: string, more: Partial<Pick<Run, 'tone' | 'url' | 'anchor'>> = {}): Run {
  return { style, tone: 'none', text, url: '', anchor: '', ...more };
}

/** A text set plainly. */
export function plain(text: string): Run {
  return run('plain', text);
}

/** A text that stands out. */
export function strong(text: string): Run {
  return run('strong', text);
}

/** A text that stands back. */
export function quiet(text: string): Run {
  return run('quiet', text);
}

/** An identifier. */
export function code(text: string): Run {
  return run('code', text);
}

/** A word that stands for a status or a severity. */
export function badge(text: string, tone: Tone): Run {
  return run('badge', text, { tone });
}

/** A text that leads to another place of the paper. */
export function reference(text: string, anchor: string): Run {
  return run('plain', text, { anchor });
}

/** A text that leads to a place outside; it is plain when there is no address. */
export function link(text: string, url: string): Run {
  return run('plain', text, { url });
}

/** A line of what is not nothing, with one blank between. */
export function line(...parts: readonly (Run | string)[]): Runs {
  const runs = parts.map((part) => (typeof part === 'string' ? plain(part) : part)).filter(({ text }) => text !== '');
  return runs.flatMap((one, index) => (index === 0 ? [one] : [plain(' '), one]));
}

function toRuns(text: Line): Runs {
  return typeof text === 'string' ? (text === '' ? [] : [plain(text)]) : text;
}

/** A heading; without an anchor nothing leads to it. */
export function heading(level: HeadingBlock['level'], text: string, anchor = '', number = ''): HeadingBlock {
  return { kind: 'heading', level, anchor, number, text };
}

/** A paragraph. */
export function paragraph(text: Line, manner: ParagraphBlock['manner'] = 'plain'): ParagraphBlock {
  return { kind: 'paragraph', manner, runs: toRuns(text) };
}

/** A paragraph for each text. */
export function paragraphs(
  texts: readonly Line[],
  manner: ParagraphBlock['manner'] = 'plain',
): readonly ParagraphBlock[] {
  return texts.map((text) => paragraph(text, manner));
}

/** A list, or nothing for no items. */
export function list(items: readonly Line[], marker: ListBlock['marker'] = 'bullets'): readonly ListBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', marker, items: items.map(toRuns) }];
}

/** Names and values, or nothing for no rows; a row without a value is left out. */
export function fields(
  rows: readonly { readonly label: string; readonly value: Line | readonly Runs[] }[],
): readonly FieldsBlock[] {
  const kept = rows
    .map(({ label, value }) => ({ label, value: toParagraphs(value) }))
    .filter(({ value }) => value.some((runs) => runs.length > 0));
  return kept.length === 0 ? [] : [{ kind: 'fields', rows: kept }];
}

function toParagraphs(value: Line | readonly Runs[]): readonly Runs[] {
  if (typeof value === 'string') return [toRuns(value)];
  return isParagraphs(value) ? value : [value];
}

function isParagraphs(value: Runs | readonly Runs[]): value is readonly Runs[] {
  return Array.isArray(value[0]);
}

/** The heading, the part of the width, and the side on which a column stands. */
type Column = readonly [heading: string, share: number, align?: 'start' | 'end'];

/** A cell: a line, or paragraphs. */
export type Cell = Line | readonly Runs[];

/** A row of a table. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly anchor?: string;
  readonly tone?: Tone;
}

/** A table, or nothing for no rows. */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): readonly TableBlock[] {
  return rows.length === 0 ? [] : [tableOf(caption, columns, rows)];
}

/** A table, be it empty. */
export function tableOf(caption: string, columns: readonly Column[], rows: readonly Row[]): TableBlock {
  return {
    kind: 'table',
    caption,
    columns: columns.map(([name, share, align = 'start']) => ({ heading: name, share, align })),
    rows: rows.map(({ cells, anchor = '', tone = 'none' }) => ({ anchor, tone, cells: cells.map(toParagraphs) })),
  };
}

/** What belongs together, under a title of a level or without one. */
export function group(
  blocks: readonly Block[],
  more: Partial<Pick<GroupBlock, 'anchor' | 'tone' | 'level' | 'title'>> = {},
): GroupBlock {
  return { kind: 'group', anchor: '', tone: 'none', level: 0, title: [], ...more, blocks };
}
