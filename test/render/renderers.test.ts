import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import { createHtmlRenderer } from '../../src/render/html.ts';
import { createJsonRenderer } from '../../src/render/json.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import type { ReportRenderer } from '../../src/service/render-report.ts';
import { EXAMPLES, EXAMPLE_NAMES, exampleReport, reportInput } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';
import { realTemplates } from '../support/real-templates.ts';
import { printed } from '../support/printed.ts';

let rules: CompiledRules;
let html: ReportRenderer;
let markdown: ReportRenderer;
const json = createJsonRenderer();

beforeAll(async () => {
  const templates = await realTemplates();
  rules = await realRules();
  html = createHtmlRenderer(templates);
  markdown = createMarkdownRenderer(templates);
});

const HOSTILE =
  '</title><script>alert(1)</script> "x" \'y\' `z` {{gate}} | a | *b* _c_ [d](javascript:e) # & \u202Efdp';

function hostileReport(): ReportModel {
  const signed = { attested: true, by: HOSTILE, role: HOSTILE, on: '2026-09-01', evidence: [HOSTILE] };
  const input = reportInput(
    rules,
    { ...EXAMPLES.blocked(), 'attestation.ethics': signed },
    {
      product: { name: HOSTILE, client: HOSTILE, matter: HOSTILE },
      answeredBy: { name: HOSTILE, role: HOSTILE },
    },
  );
  return buildReport(input);
}

describe('every renderer', () => {
  test('names its format and media type', () => {
    expect([html, markdown, json].map(({ format, contentType }) => [format, contentType])).toEqual([
      ['html', 'text/html; charset=utf-8'],
      ['md', 'text/markdown; charset=utf-8'],
      ['json', 'application/json; charset=utf-8'],
    ]);
  });

  test('writes the same bytes for the same model', async () => {
    for (const renderer of [html, markdown, json]) {
      expect(await printed(renderer, exampleReport(rules, 'blocked'))).toBe(
        await printed(renderer, exampleReport(rules, 'blocked')),
      );
    }
  });

  test('keeps a word of ten thousand letters whole', async () => {
    const word = '长'.repeat(10_000);
    const model = exampleReport(rules, 'blocked', { product: { name: word, client: null, matter: null } });
    for (const renderer of [html, markdown, json]) expect(await printed(renderer, model)).toContain(word);
  });

  test.each(EXAMPLE_NAMES)('writes every part of %s', async (name) => {
    const model = exampleReport(rules, name);
    for (const { id, number, heading } of model.contents) {
      expect(await printed(markdown, model)).toContain(`\n## ${number}. ${heading}\n`);
      expect(await printed(html, model)).toContain(
        `<h2 id="part-${id}"><span class="number">${number}</span> ${heading}</h2>`,
      );
    }
  });
});

describe('HTML', () => {
  test('shows what was typed as text', async () => {
    const page = await printed(html, hostileReport());
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u202E');
    expect(page).toContain(
      '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot; &#x27;y&#x27; &#x60;z&#x60; {{gate}} | a | *b* _c_ [d](javascript:e) # &amp; [U+202E]fdp',
    );
  });

  test('needs nothing from anywhere else', async () => {
    const page = await printed(html, exampleReport(rules, 'benchmark'));
    expect(page.match(/<(?:script|link|img|iframe|object|base)\b|@import|url\(|\ssrc=|\son\w+=/g)).toBe(null);
    const addresses = [...page.matchAll(/href="([^"#][^"]*)"/g)].map(([, address]) => address);
    const official = rules.rulesets.map(({ file }) => file.source.url);
    // The part on scope leads to the official texts, and so does the manifest.
    expect(addresses).toEqual([...official, ...official]);
  });

  test.each(EXAMPLE_NAMES)('of %s has each id once and an end to each link', async (name) => {
    const page = await printed(html, exampleReport(rules, name));
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(ids.length - new Set(ids).size).toBe(0);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('steps down one heading level at a time, below one title', async () => {
    const levels = [...(await printed(html, exampleReport(rules, 'benchmark'))).matchAll(/<h([1-6])\b/g)].map(
      ([, level]) => Number(level),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('gives each table a caption and each head cell its scope', async () => {
    const page = await printed(html, exampleReport(rules, 'benchmark'));
    const count = (pattern: RegExp): number => [...page.matchAll(pattern)].length;
    expect(count(/<table[^>]*>\n<caption/g)).toBe(count(/<table\b/g));
    expect(count(/<th scope="(?:col|row)"/g)).toBe(count(/<th\b/g));
  });

  test('says its language, and every status in words', async () => {
    const model = exampleReport(rules, 'blocked');
    const page = await printed(html, model);
    expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    const marks = [...page.matchAll(/class="mark(?: [^"]*)?">([^<]*)</g)].map(([, words]) => words);
    expect(marks.filter((words) => words === '')).toEqual([]);
  });
});

describe('Markdown', () => {
  test('shows what was typed as text', async () => {
    const text = await printed(markdown, hostileReport());
    expect(text).toContain(
      String.raw`&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; "x" 'y' \`z\` {{gate}} \| a \| \*b\* \_c\_ \[d\](javascript:e) # &amp; \[U+202E\]fdp`,
    );
    expect(text).not.toContain('<script');
    expect(text.match(/(?<!\\)\[/g)).toBe(null);
  });

  test('has as many cells in each row as its head', async () => {
    const rows = (await printed(markdown, hostileReport())).split('\n');
    const cells = (row: string): number => row.split(/(?<!\\)\|/).length;
    const uneven = rows.filter(
      (row, index) =>
        row.startsWith('|') && rows[index - 1]?.startsWith('|') === true && cells(row) !== cells(rows[index - 1] ?? ''),
    );
    expect(uneven).toEqual([]);
  });

  test('separates blocks by one empty line', async () => {
    const text = await printed(markdown, exampleReport(rules, 'benchmark'));
    expect(text.match(/\n{3,}|[^\S\n]\n|^\s|\n\n$/g)).toBe(null);
    expect(text.match(/\n[^|\n][^\n]*\n\|/g)).toBe(null);
  });
});

describe('JSON', () => {
  test('is the model and nothing else, keys sorted', async () => {
    const model = exampleReport(rules, 'blocked');
    const text = await printed(json, model);
    expect(JSON.parse(text)).toEqual(model);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(model).toSorted());
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
  });
});
