/**
 * What a text is for the reader's eye, said apart from its words so that it survives print in one colour: `stop` a gap that blocks,
 * `caution` another gap or a warning, `wait` somebody's sign-off or answer is awaited, `good` in place, `quiet` set aside or beside the point.
 */
export type Tone = 'none' | 'stop' | 'caution' | 'wait' | 'good' | 'quiet';

/**
 * A stretch of text set in one way. Every key is always there, and a text is never markup: whatever it holds is printed as it is.
 *
 * - `url`: where it leads outside the paper, https alone; empty when nowhere
 * - `anchor`: the anchor of the block it leads to; empty when nowhere
 */
export interface Run {
  readonly style: 'plain' | 'strong' | 'quiet' | 'code' | 'badge';
  readonly tone: Tone;
  readonly text: string;
  readonly url: string;
  readonly anchor: string;
}

/** A line of text. Empty for nothing. */
export type Runs = readonly Run[];

/** The title of what follows, up to the next one of its level or above. `number` is empty where it has none. */
export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3 | 4;
  readonly anchor: string;
  readonly number: string;
  readonly text: string;
}

/** A paragraph; `lead` stands out as the statement of its part, `note` is smaller, `warning` must not be missed. */
export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly manner: 'plain' | 'lead' | 'note' | 'warning';
  readonly runs: Runs;
}

/** A list; `checks` is one to tick off by hand. */
export interface ListBlock {
  readonly kind: 'list';
  readonly marker: 'bullets' | 'numbers' | 'checks';
  readonly items: readonly Runs[];
}

/** Names and what stands under them; each value is one or more paragraphs. */
export interface FieldsBlock {
  readonly kind: 'fields';
  readonly rows: readonly { readonly label: string; readonly value: readonly Runs[] }[];
}

/** A table. Every row has as many cells as there are columns; a cell is one or more paragraphs, the first cell heads its row. */
export interface TableBlock {
  readonly kind: 'table';
  /** Said by every format, shown or not. */
  readonly caption: string;
  /** `share` is the part of the width, of the sum of all shares. */
  readonly columns: readonly { readonly heading: string; readonly share: number; readonly align: 'start' | 'end' }[];
  readonly rows: readonly {
    readonly anchor: string;
    readonly tone: Tone;
    readonly cells: readonly (readonly Runs[])[];
  }[];
}

/** What belongs together and is kept on one page where it fits: a finding, a step, a summary box. */
export interface GroupBlock {
  readonly kind: 'group';
  readonly anchor: string;
  readonly tone: Tone;
  /** 3 to 5 when the title is a heading of the text; 0 when there is none and `title` is empty. */
  readonly level: 0 | 3 | 4 | 5;
  readonly title: Runs;
  readonly blocks: readonly Block[];
}

/** A picture: SVG of the report's own making, without scripts or anything from elsewhere, and the same said as a table. */
export interface FigureBlock {
  readonly kind: 'figure';
  readonly anchor: string;
  readonly caption: string;
  /** One sentence that says what the picture shows, for those who do not see it. */
  readonly alternative: string;
  readonly svg: string;
  readonly table: TableBlock;
}

/** Lines to be filled in by hand, or what was signed. An empty value is a line to write on. */
export interface SignatureBlock {
  readonly kind: 'signature';
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/** The headings of the parts, with where they are. */
export interface ContentsBlock {
  readonly kind: 'contents';
  readonly heading: string;
  readonly entries: readonly { readonly anchor: string; readonly number: string; readonly text: string }[];
}

/** What follows begins on a new page, where there are pages. */
interface PageBreakBlock {
  readonly kind: 'page_break';
}

/** One piece of a paper. Blocks of the same evaluation in two languages are of the same kinds in the same order. */
export type Block =
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | FieldsBlock
  | TableBlock
  | GroupBlock
  | FigureBlock
  | SignatureBlock
  | ContentsBlock
  | PageBreakBlock;
