import type { Block, Run, Tone } from '../../src/core/report/document/blocks.ts';
import type { PaperDocument } from '../../src/core/report/document/paper-document.ts';
import type { Rendition } from '../../src/core/report/document/rendition.ts';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { Locale } from '../../src/core/language/shapes/text.ts';

/** A text that every format could take for markup of its own. */
export const HOSTILE = [
  '<script>alert(1)</script> <b>&amp;</b> "quotes" \'single\'',
  '# Not a heading\n- not a list | not | cells | **not bold** `code` [x](javascript:alert(1)) ![i](http://x)',
  '#set page(fill: red) #import "x" $x^2$ @ref <label> \\ #sys.inputs',
  '=HYPERLINK("http://x") +1 -1 @SUM(A1)\t=1',
  '<w:p><w:r/></w:p> ]]> <!-- --> {MERGEFIELD x}',
  '\u202Eright to left\u202C \u200F\u061C\u2066isolate\u2069',
  '😀 👩‍⚖️ 🇨🇳',
  'bell\u0007 null\u0000 escape\u001b[31m',
  'ＡＢＣ　全角，标点。「引号」',
].join(' ');

/** A word that no line has room for. */
export const LONG_WORD = 'x'.repeat(10_000);

const TONES: readonly Tone[] = ['none', 'stop', 'caution', 'wait', 'good', 'quiet'];

function run(text: string, more: Partial<Run> = {}): Run {
  return { style: 'plain', tone: 'none', text, url: '', anchor: '', ...more };
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="100" height="20" role="img"><rect width="60" height="20" fill="#1f3b5c"/></svg>';

/** Every kind of block, with a text in every place that takes one. */
function blocksOf(text: (name: string) => string): readonly Block[] {
  const table: Extract<Block, { kind: 'table' }> = {
    kind: 'table',
    caption: text('caption'),
    columns: [
      { heading: text('column one'), share: 60, align: 'start' },
      { heading: text('column two'), share: 40, align: 'end' },
    ],
    rows: TONES.map((tone, index) => ({
      anchor: index === 0 ? 'row' : '',
      tone,
      cells: [
        [[run(text('cell'))], [run(text('second paragraph'), { style: 'quiet' })]],
        [[run(text(tone), { style: 'badge', tone })]],
      ],
    })),
  };
  return [
    { kind: 'contents', heading: text('contents'), entries: [{ anchor: 'one', number: '1', text: text('entry') }] },
    { kind: 'heading', level: 1, anchor: 'one', number: '1', text: text('heading one') },
    { kind: 'heading', level: 2, anchor: '', number: '', text: text('heading two') },
    { kind: 'heading', level: 3, anchor: '', number: '', text: text('heading three') },
    { kind: 'heading', level: 4, anchor: '', number: '', text: text('heading four') },
    ...(['plain', 'lead', 'note', 'warning'] as const).map((manner): Block => ({
      kind: 'paragraph',
      manner,
      runs: [
        run(text(`${manner} paragraph`)),
        run(text('strong'), { style: 'strong' }),
        run(text('quiet'), { style: 'quiet' }),
        run(text('code'), { style: 'code' }),
        run(text('outside'), { url: 'https://example.com/?a=1&b=%22' }),
        run(text('inside'), { anchor: 'row' }),
      ],
    })),
    ...(['bullets', 'numbers', 'checks'] as const).map((marker): Block => ({
      kind: 'list',
      marker,
      items: [[run(text('item'))], [run(text('another item'))]],
    })),
    {
      kind: 'fields',
      rows: [
        { label: text('label'), value: [[run(text('value'))]] },
        { label: text('second label'), value: [[run(text('value'))], [run(text('more'))]] },
      ],
    },
    table,
    {
      kind: 'group',
      anchor: 'group',
      tone: 'stop',
      level: 4,
      title: [run(text('title of a group'))],
      blocks: [{ kind: 'paragraph', manner: 'plain', runs: [run(text('in a group'))] }, table],
    },
    { kind: 'group', anchor: '', tone: 'none', level: 0, title: [], blocks: [] },
    {
      kind: 'figure',
      anchor: 'figure',
      caption: text('caption of a figure'),
      alternative: text('what it shows'),
      svg: SVG,
      table,
    },
    { kind: 'page_break' },
    {
      kind: 'signature',
      title: text('title of a signature'),
      rows: [
        { label: text('name'), value: text('value') },
        { label: text('signature'), value: '' },
      ],
    },
  ];
}

function documentOf(locale: Locale, text: (name: string) => string): PaperDocument {
  return {
    locale,
    title: text('title'),
    subject: text('subject'),
    author: text('author'),
    dated: calendarDate('2026-11-23'),
    brand: { name: text('brand'), logo: [], accent: '#1f3b5c', footer: text('line of the organization') },
    state: text('state'),
    privilege: text('privilege'),
    cover: [
      { kind: 'heading', level: 1, anchor: '', number: '', text: text('title') },
      { kind: 'paragraph', manner: 'lead', runs: [run(text('subject'))] },
      { kind: 'fields', rows: [{ label: text('client'), value: [[run(text('value'))]] }] },
    ],
    body: blocksOf(text),
    footer: [text('footer line'), 'sha256:0123456789abcdef'],
    words: {
      skip_to_content: locale === 'en' ? 'Skip to the content' : '跳至正文',
      contents: locale === 'en' ? 'Contents' : '目录',
      page_of: locale === 'en' ? 'Page {page} of {pages}' : '第 {page} 页，共 {pages} 页',
      colon: locale === 'en' ? ': ' : '：',
    },
  };
}

const ENGLISH = documentOf('en', (name) => `The ${name}`);
const CHINESE = documentOf('zh-CN', (name) => `这是“${name}”，换行须合乎中文排版规范。`);

/** A paper with every kind of block. */
export function sampleRendition(layout: 'en' | 'zh-CN' | 'bilingual'): Rendition {
  if (layout === 'bilingual') return { documents: [ENGLISH, CHINESE], models: [] };
  return { documents: [layout === 'en' ? ENGLISH : CHINESE], models: [] };
}

/** A paper in which every text is hostile. */
export function hostileRendition(layout: 'single' | 'bilingual', text: string = HOSTILE): Rendition {
  const documents = [documentOf('en', () => text), documentOf('zh-CN', () => text)] as const;
  return { documents: layout === 'single' ? [documents[0]] : documents, models: [] };
}
