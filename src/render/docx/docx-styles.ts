import { AlignmentType, BorderStyle, LevelFormat, type IStylesOptions, type INumberingOptions } from 'docx';
import type { Locale } from '../../core/language/shapes/text.ts';
import { DOCX_TONES } from './docx-tones.ts';

/** The names of styles by what they are for; whoever edits the paper changes how it looks in one place. */
export const STYLES = {
  plain: 'PreclearBody',
  lead: 'PreclearLead',
  note: 'PreclearNote',
  warning: 'PreclearWarning',
  list: 'PreclearList',
  caption: 'PreclearCaption',
  contents: 'PreclearContents',
  space: 'PreclearSpace',
  foot: 'PreclearFoot',
  strong: 'PreclearStrong',
  quiet: 'PreclearQuiet',
  code: 'PreclearCode',
  link: 'PreclearLink',
} as const;

const INK = DOCX_TONES.none.color;
const SOFT = DOCX_TONES.quiet.color;
/** Fonts that come with Word, on Windows and Mac; those of Chinese are asked for by the East Asian slot. */
const SERIF = { ascii: 'Georgia', hAnsi: 'Georgia', eastAsia: 'SimSun', cs: 'Georgia' };
const SANS = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei', cs: 'Calibri' };
const MONO = { ascii: 'Consolas', hAnsi: 'Consolas', eastAsia: 'Microsoft YaHei', cs: 'Consolas' };

/** Distance of lines in running text, in 240ths of one line. */
const LINE = 276;

function heading(size: number, before: number, after: number, color: string) {
  return {
    next: STYLES.plain,
    run: { font: SERIF, size, bold: true, color },
    paragraph: { spacing: { before, after, line: LINE }, keepNext: true },
  };
}

function paragraphStyle(id: string, name: string, run: object, paragraph: object = {}) {
  return { id, name, quickFormat: true, run, paragraph };
}

/** What Word checks spelling and breaks lines by. */
export function languageOf(locale: Locale): { readonly value: string; readonly eastAsia: string } {
  return { value: locale === 'en' ? 'en-GB' : locale, eastAsia: 'zh-CN' };
}

/**
 * @param accent - `#rrggbb`
 * @param locale - of the text that says none of its own
 */
export function docxStyles(accent: string, locale: Locale): IStylesOptions {
  const color = accent.slice(1).toUpperCase();
  return {
    default: {
      document: {
        run: { font: SANS, size: 20, color: INK, language: languageOf(locale) },
        paragraph: { spacing: { line: LINE } },
      },
      title: {
        run: { font: SERIF, size: 44, bold: true, color },
        paragraph: { spacing: { before: 240, after: 120, line: LINE } },
      },
      heading1: heading(30, 480, 160, color),
      heading2: heading(24, 320, 120, INK),
      heading3: heading(21, 240, 80, INK),
      heading4: heading(20, 220, 80, INK),
    },
    paragraphStyles: [
      // What says no style of its own is a cell of a table, as most paragraphs are: a document smaller by a tenth.
      paragraphStyle('Normal', 'Normal', { size: 18 }, { spacing: { after: 40, line: 252 } }),
      paragraphStyle('TOC1', 'toc 1', { size: 20 }, { spacing: { after: 100, line: LINE } }),
      paragraphStyle(STYLES.plain, 'Body of the record', {}, { spacing: { after: 120 } }),
      paragraphStyle(STYLES.lead, 'Lead', { size: 22 }, { spacing: { after: 140 } }),
      paragraphStyle(STYLES.note, 'Note', { size: 18, color: SOFT }, { spacing: { after: 100 } }),
      paragraphStyle(
        STYLES.warning,
        'Warning',
        { bold: true },
        {
          spacing: { before: 80, after: 140 },
          border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: '845000' } },
        },
      ),
      paragraphStyle(STYLES.list, 'List of the record', {}, { spacing: { after: 60 } }),
      paragraphStyle(
        STYLES.caption,
        'Caption of a figure',
        { bold: true, size: 18 },
        { spacing: { before: 200, after: 60 } },
      ),
      paragraphStyle(
        STYLES.contents,
        'Heading of the contents',
        { font: SERIF, size: 26, bold: true },
        { spacing: { after: 160 } },
      ),
      paragraphStyle(STYLES.foot, 'Foot of the page', { size: 12, color: SOFT }, { spacing: { after: 0, line: 200 } }),
      paragraphStyle(STYLES.space, 'Space', { size: 8 }, { spacing: { after: 60 } }),
    ],
    characterStyles: [
      { id: STYLES.strong, name: 'Weight', run: { bold: true } },
      { id: STYLES.quiet, name: 'Quiet', run: { color: SOFT } },
      { id: STYLES.code, name: 'Identifier', run: { font: MONO, size: 16, color: SOFT } },
      { id: STYLES.link, name: 'Link', run: { color } },
      ...Object.values(DOCX_TONES).map(({ style, name, color: of }) => ({
        id: style,
        name,
        run: { bold: true, color: of },
      })),
    ],
  };
}

/** The marks of lists. */
export const DOCX_NUMBERING: INumberingOptions = {
  config: [
    { reference: 'bullets', levels: [level(LevelFormat.BULLET, '•')] },
    { reference: 'numbers', levels: [level(LevelFormat.DECIMAL, '%1.')] },
    { reference: 'checks', levels: [level(LevelFormat.BULLET, '☐')] },
  ],
};

function level(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return {
    level: 0,
    format,
    text,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 420, hanging: 320 } } },
  };
}
