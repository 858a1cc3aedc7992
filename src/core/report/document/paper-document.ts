import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Locale } from '../../language/shapes/text.ts';
import type { Block } from './blocks.ts';

/** How a paper looks: the organization's own, checked before it is stored, or Preclear's. */
export interface Brand {
  readonly name: string;
  /** One, or none. PNG or SVG bytes that were checked and cleaned, in base64; width and height in pixels. */
  readonly logo: readonly {
    readonly media_type: 'image/png' | 'image/svg+xml';
    readonly base64: string;
    readonly width: number;
    readonly height: number;
  }[];
  /** `#rrggbb`; readable as text on white (contrast of at least 4.5). */
  readonly accent: string;
  /** The organization's own line at the foot of each page; empty for none. */
  readonly footer: string;
}

/** A paper in one language, as blocks that every format can set: no format adds words of its own but those of {@link DocumentWords}. */
export interface PaperDocument {
  readonly locale: Locale;
  /** What kind of paper it is, as in "Assessment record". */
  readonly title: string;
  /** What it is about, in the words of whoever submitted it. */
  readonly subject: string;
  /** Who made it, for the properties of the file. */
  readonly author: string;
  /** The day it speaks of; the only date in the properties of the file, so that the same content gives the same bytes. */
  readonly dated: CalendarDate;
  readonly brand: Brand;
  /** Shown at the head of each page: that it is a draft or final, and the privilege label; empty for none. */
  readonly state: string;
  readonly privilege: string;
  /** The first page, or the head of a paper that has no cover; its first block is the title as a heading of level 1. */
  readonly cover: readonly Block[];
  readonly body: readonly Block[];
  /** What proves which evaluation this is, at the foot of each page: one line each. */
  readonly footer: readonly string[];
  readonly words: DocumentWords;
}

/** Words that a format needs where a block has none. */
export interface DocumentWords {
  readonly skip_to_content: string;
  readonly contents: string;
  /** With `{page}` and `{pages}` in it. */
  readonly page_of: string;
  /** Between a label and what it labels: `: ` or `：`. */
  readonly colon: string;
}
