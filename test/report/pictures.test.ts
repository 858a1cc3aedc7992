import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { Block, FigureBlock, Tone } from '../../src/core/report/document/blocks.ts';
import { drawProvisions } from '../../src/core/report/figures/draw-provisions.ts';
import { drawScores } from '../../src/core/report/figures/draw-scores.ts';
import { drawSeverities } from '../../src/core/report/figures/draw-severities.ts';
import { drawVerdicts } from '../../src/core/report/figures/draw-verdicts.ts';
import { MARKED_STATUSES } from '../../src/core/report/figures/status-mark.ts';
import { escapeXml, WIDTH } from '../../src/core/report/figures/svg.ts';
import { textWidth, wrapText } from '../../src/core/report/figures/wrap-text.ts';
import { layOutReport, type ReportTemplate } from '../../src/core/report/layout/lay-out-report.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import { wordsFor } from '../../src/core/report/words.ts';
import { EXAMPLE_NAMES, exampleReport } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

const HOSTILE = '</text><script>alert(1)</script> & "quoted" \'single\' \u0000\u0007\u202e ]]> <!-- 😀';

/** A start tag with quoted attributes, an end tag, or text without anything that XML would read. */
const TOKEN = /<([a-z]+)((?: [a-z][a-zA-Z-]*="[^"<&]*")*)(\/?)>|<\/([a-z]+)>|((?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+)/gy;

const ELEMENTS = new Set(['svg', 'rect', 'text', 'polygon', 'polyline', 'circle']);

/** Reads a picture as XML, strictly: every element closed in order and known, and nothing left over. */
function readSvg(svg: string): { readonly texts: readonly string[]; readonly attributes: readonly string[] } {
  const open: string[] = [];
  const texts: string[] = [];
  const attributes: string[] = [];
  let read = 0;
  for (const [token, start, own = '', closed, end, text] of svg.matchAll(TOKEN)) {
    read += token.length;
    if (start !== undefined) {
      expect(ELEMENTS).toContain(start);
      attributes.push(...[...own.matchAll(/ ([a-zA-Z-]+)=/g)].map(([, name = '']) => name));
      if (closed === '') open.push(start);
    }
    if (end !== undefined) expect(open.pop()).toBe(end);
    if (text !== undefined) texts.push(text);
  }
  expect(read).toBe(svg.length);
  expect(open).toEqual([]);
  return { texts, attributes };
}

const TONES: readonly Tone[] = ['none', 'stop', 'caution', 'wait', 'good', 'quiet'];

const DRAWN: readonly (readonly [name: string, draw: (text: string) => string])[] = [
  ['verdicts', (text) => drawVerdicts(TONES.map((tone) => ({ name: text, words: text, tone })))],
  [
    'provisions',
    (text) =>
      drawProvisions(
        [{ label: text, cells: MARKED_STATUSES.map((status) => ({ status, letter: text })) }],
        MARKED_STATUSES.map((status) => ({ status, letter: text, words: text })),
      ),
  ],
  ['scores', (text) => drawScores([{ name: text, words: text, low: 12.5, high: 80 }])],
  [
    'severities',
    (text) =>
      drawSeverities(
        MARKED_STATUSES.map((status) => ({ status, letter: text, words: text })),
        [{ words: text, counts: MARKED_STATUSES.map((_, index) => index) }],
      ),
  ],
];

describe('a picture', () => {
  test.each(DRAWN)('of %s holds a hostile text as text', (_, draw) => {
    const { texts, attributes } = readSvg(draw(HOSTILE));
    expect(texts.join('')).toContain('&lt;/text&gt;&lt;script&gt;');
    expect(attributes.filter((name) => /^(on|href|style|class|id$)/.test(name))).toEqual([]);
  });

  test.each(DRAWN)('of %s lies on white ground of its own and names no font that has to be there', (_, draw) => {
    const svg = draw('text');
    expect(svg).toMatch(
      /^<svg [^>]*font-family="sans-serif"[^>]*><rect x="0" y="0" width="560" height="[\d.]+" fill="#ffffff"\/>/,
    );
    expect(svg).not.toMatch(/currentColor|var\(|url\(|foreignObject|NaN|Infinity|undefined/);
    expect(draw('text')).toBe(svg);
  });

  test('keeps a line of a long word within its width', () => {
    const long = 'x'.repeat(10_000);
    const lines = wrapText(`before ${long} after`, 12, WIDTH - 100);
    expect(lines.join('').replaceAll(' ', '')).toBe(`before${long}after`);
    expect(Math.max(...lines.map((line) => textWidth(line, 12)))).toBeLessThanOrEqual(WIDTH - 100);
  });

  test('breaks Chinese anywhere but before a closing sign', () => {
    expect(wrapText('发现阻断性缺口，暂不宜上线', 10, 70)).toEqual(['发现阻断性缺口，', '暂不宜上线']);
  });

  test('replaces what XML cannot hold', () => {
    expect(escapeXml('a\u0000b\u000bc\ufffed\ud800e\n<&>"\'')).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\n&lt;&amp;&gt;&quot;&#39;',
    );
  });

  test('tells statuses apart by a letter of their own in every language', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const letters = Object.values(wordsFor(locale).pictures.letters);
      expect(new Set(letters).size).toBe(MARKED_STATUSES.length);
    }
  });
});

describe('the pictures of a report', () => {
  const figuresOf = (model: ReportModel, template: ReportTemplate): readonly FigureBlock[] =>
    layOutReport(model, template).body.filter((block: Block) => block.kind === 'figure');

  test.each(EXAMPLE_NAMES)('of %s are well-formed, and each says the same in one sentence and as a table', (name) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const model = exampleReport(rules, name, { locale });
      for (const figure of [...figuresOf(model, 'counsel'), ...figuresOf(model, 'founder')]) {
        readSvg(figure.svg);
        expect(figure.table.rows.length).toBeGreaterThan(0);
        expect(figure.alternative).toMatch(/[.。]$/);
        expect(figure.caption).not.toBe('');
      }
    }
  });

  test.each(EXAMPLE_NAMES)('of %s show every provision once', (name) => {
    const { pictures, coverage } = exampleReport(rules, name);
    expect(
      pictures.provisions.map(({ ruleset, units }) => [ruleset, units.flatMap(({ cells }) => cells).length]),
    ).toEqual(coverage.rulesets.map(({ ruleset, rows }) => [ruleset, rows.length]));
    for (const { units, marks } of pictures.provisions) {
      const shown = new Set(units.flatMap(({ cells }) => cells.map(({ status }) => status)));
      expect(new Set(marks.map(({ status }) => status))).toEqual(shown);
    }
  });

  test('count the findings by weight and status as the evaluation has them', () => {
    const { pictures, findings } = exampleReport(rules, 'signatory');
    for (const { ruleset, rows, marks } of pictures.severities) {
      const all = findings.rulesets
        .filter((one) => one.ruleset === ruleset)
        .flatMap(({ units }) => units.flatMap(({ open, in_place: inPlace }) => [...open, ...inPlace]))
        .filter(({ status_words: words }) => !words.startsWith('Exposure under'));
      for (const { severity, counts } of rows) {
        expect(counts).toEqual(
          marks.map(({ status }) =>
            String(all.filter((one) => one.severity === severity && one.status === status).length),
          ),
        );
      }
    }
  });

  test('show the score to the board, and never to counsel', () => {
    const model = exampleReport(rules, 'blocked');
    const anchors = (template: ReportTemplate): readonly string[] =>
      figuresOf(model, template).map(({ anchor }) => anchor);
    expect(anchors('board')).toContain('figure-scores');
    expect(anchors('counsel')).not.toContain('figure-scores');
  });

  test('call a gap in a voluntary instrument by its own name', () => {
    const { pictures } = exampleReport(rules, 'signatory');
    const marks = pictures.provisions.find(({ ruleset }) => ruleset === 'us-voluntary-commitments')?.marks;
    expect(marks?.find(({ status }) => status === 'not_met')?.words).toBe('Commitment not evidenced');
  });
});
