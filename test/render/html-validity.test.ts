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

// Validity by html-validate and accessibility by axe. jsdom paints nothing, so that
// the style is left out and contrast is not judged here.

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const LOOKS = [
  ['en', 'single'],
  ['zh-CN', 'single'],
  ['en', 'bilingual'],
] as const;

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
  test.each(readdirSync(EXAMPLES).flatMap((name) => LOOKS.map((look) => [name, ...look] as const)))(
    'of %s in %s, %s',
    async (name, locale, layout) => {
      const { subject } = await evaluateFile(`${EXAMPLES}${name}`, { locale, asOf: '2026-11-23' }, runIn('2026-11-23'));
      const renderer = findRenderer(made.renderers, 'html');
      const { content } = await renderReport(renderer, subject, { template: 'founder', layout });
      expect(await faultsOf(Buffer.from(content).toString())).toEqual([]);
    },
  );

  test.each(LOOKS)('of everything that counsel is shown, in %s, %s', { timeout: 60_000 }, async (locale, layout) => {
    const file = `${EXAMPLES}a-overseas-text-to-image.yaml`;
    const { subject } = await evaluateFile(file, { locale, asOf: '2026-11-23' }, runIn('2026-11-23'));
    const renderer = findRenderer(made.renderers, 'html');
    const { content } = await renderReport(renderer, subject, { template: 'counsel', layout });
    expect(await faultsOf(Buffer.from(content).toString())).toEqual([]);
  });

  test('of the checklist', { timeout: 60_000 }, async () => {
    const terminal = runIn('2026-11-23');
    const { library } = await evaluateFile(`${EXAMPLES}h-api-vendor.yaml`, {}, terminal);
    const needs = { library, renderers: made.renderers, clock: terminal };
    const { content } = await renderChecklist(needs, { format: 'html' }, null);
    expect(await faultsOf(Buffer.from(content).toString())).toEqual([]);
  });
});
