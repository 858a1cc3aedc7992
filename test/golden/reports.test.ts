import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateFile } from '../../src/cli/evaluate-file.ts';
import { createRenderers, type Renderers } from '../../src/main.ts';
import { renderReport } from '../../src/service/render-report.ts';
import { runIn } from '../support/terminal.ts';

// Reports as they were last accepted, byte for byte. A change that is meant is accepted with `UPDATE_EXPECTATIONS=1 npx vitest run
// test/golden/reports.test.ts`; read what it changes. Of JSON and Word documents the digest stands for the bytes. A PDF is left out: its
// typesetter rounds by the machine; that it is the same each time on one machine is tested elsewhere.

const FOLDER = new URL('reports/', import.meta.url);
const EXAMPLES = ['a-overseas-text-to-image', 'f-writing-app-two-majors-open'] as const;
const LOOKS = [
  ['en', 'single'],
  ['zh-CN', 'single'],
  ['en', 'bilingual'],
] as const;
const WHOLE = ['md', 'csv', 'html'];
const DIGESTED = ['docx', 'json'];
const TEMPLATES = ['counsel', 'founder', 'board', 'gate'] as const;

let made: Renderers;
beforeAll(async () => {
  made = await createRenderers();
});
afterAll(() => made.close());

describe.each(EXAMPLES)('the report of %s', (example) => {
  test.each(LOOKS)('in %s, %s, is what it was', async (locale, layout) => {
    const file = fileURLToPath(new URL(`../../examples/${example}.yaml`, import.meta.url));
    const { subject } = await evaluateFile(file, { locale, asOf: '2026-11-23' }, runIn('2026-11-23'));
    const digests: string[] = [];
    for (const template of TEMPLATES) {
      for (const renderer of made.renderers) {
        const { format } = renderer;
        if (![...WHOLE, ...DIGESTED].includes(format)) continue;
        const { content } = await renderReport(renderer, subject, { template, layout });
        const name = `${example}.${locale}.${layout}.${template}.${format}`;
        // What no template changes is kept once, and of the longest the shorter format; the digests are of all.
        const isKept =
          format === 'csv'
            ? template === 'counsel'
            : WHOLE.includes(format) && (template !== 'counsel' || (format === 'md' && layout === 'single'));
        if (isKept) expectFile(name, Buffer.from(content));
        digests.push(`${createHash('sha256').update(content).digest('hex')}  ${name}`);
      }
    }
    expectFile(`${example}.${locale}.${layout}.sha256`, Buffer.from(`${digests.join('\n')}\n`));
  });
});

function expectFile(name: string, content: Buffer): void {
  const url = new URL(name, FOLDER);
  if (process.env['UPDATE_EXPECTATIONS'] === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(url, content);
  }
  // Compared as a whole: a difference of a megabyte is read in the file, not in the log.
  expect([name, readFileSync(url).equals(content)]).toEqual([name, true]);
}
