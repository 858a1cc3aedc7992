import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { JSDOM } from 'jsdom';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateFile } from '../../src/cli/evaluate-file.ts';
import { createRenderers, type Renderers } from '../../src/main.ts';
import { renderChecklist } from '../../src/service/render-checklist.ts';
import { findRenderer, renderReport } from '../../src/service/render-report.ts';
import { runIn } from '../support/terminal.ts';

// Validity by html-validate and accessibility by axe. jsdom paints nothing, so that the style is left out and contrast is not judged
// here. A report for counsel takes up to fifteen seconds; all of everything takes nine minutes, with `EVERY_REPORT=1 npx vitest run
// test/render/html-validity.test.ts`.

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const NAMES = readdirSync(EXAMPLES);
const SHOWN_WHOLE = process.env['EVERY_REPORT'] === '1' ? NAMES : ['a-overseas-text-to-image.yaml'];
type Template = 'counsel' | 'founder' | 'board' | 'gate';
type Look = readonly [locale: 'en' | 'zh-CN', layout: 'single' | 'bilingual'];
const LOOKS: readonly Look[] = [
  ['en', 'single'],
  ['zh-CN', 'single'],
  ['en', 'bilingual'],
];

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // A report is one file and runs nothing: its style stands in it, widths of columns at the columns.
    'no-inline-style': 'off',
    'require-sri': 'off',
    // Typed text goes where it is read, however long.
    'long-title': 'off',
    // Of how the template is laid out, which no reader sees.
    'no-trailing-whitespace': 'off',
  },
});

let made: Renderers;
beforeAll(async () => {
  made = await createRenderers();
});
afterAll(() => made.close());

function inEveryLook(names: readonly string[]): readonly (readonly [name: string, ...Look])[] {
  return names.flatMap((name) => LOOKS.map((look) => [name, ...look] as const));
}

async function pageOf(name: string, template: Template, ...[locale, layout]: Look): Promise<string> {
  const { subject } = await evaluateFile(`${EXAMPLES}${name}`, { locale, asOf: '2026-11-23' }, runIn('2026-11-23'));
  const { content } = await renderReport(findRenderer(made.renderers, 'html'), subject, { template, layout });
  return Buffer.from(content).toString();
}

async function faultsOf(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  const invalid = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`),
  );
  const { window } = new JSDOM(html.replace(/<style>[^]*?<\/style>/, ''), { runScripts: 'outside-only' });
  window.eval(axe.source);
  const run = (window as unknown as { readonly axe: typeof axe }).axe;
  const { violations } = await run.run(window.document, { rules: { 'color-contrast': { enabled: false } } });
  window.close();
  const barriers = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ''})`);
  return [...new Set([...invalid, ...barriers])];
}

describe('HTML is valid and can be used by everybody', () => {
  test.each(inEveryLook(NAMES))('of %s in %s, %s', async (name, locale, layout) => {
    expect(await faultsOf(await pageOf(name, 'founder', locale, layout))).toEqual([]);
  });

  describe.each(['counsel', 'board', 'gate'] as const)('for %s', (template) => {
    test.each(inEveryLook(SHOWN_WHOLE))('of %s in %s, %s', { timeout: 60_000 }, async (name, locale, layout) => {
      expect(await faultsOf(await pageOf(name, template, locale, layout))).toEqual([]);
    });
  });

  test('of the checklist', { timeout: 60_000 }, async () => {
    const terminal = runIn('2026-11-23');
    const { library } = await evaluateFile(`${EXAMPLES}h-api-vendor.yaml`, {}, terminal);
    const needs = { library, renderers: made.renderers, clock: terminal };
    const { content } = await renderChecklist(needs, { format: 'html' }, null);
    expect(await faultsOf(Buffer.from(content).toString())).toEqual([]);
  });
});
