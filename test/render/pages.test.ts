import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { layOutReport, type ReportTemplate } from '../../src/core/report/layout/lay-out-report.ts';
import { createRenderers, type Renderers } from '../../src/main.ts';
import { EXAMPLE_NAMES, exampleReport } from '../support/example-reports.ts';
import { readPdf } from '../support/read-pdf.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
let made: Renderers;
beforeAll(async () => {
  rules = await realRules();
  made = await createRenderers();
});
afterAll(() => made.close());

describe('a short paper stays short', () => {
  test.each(EXAMPLE_NAMES.flatMap((name) => (['en', 'zh-CN'] as const).map((locale) => [name, locale] as const)))(
    'of %s in %s: two pages for a founder, one for a board',
    async (name, locale) => {
      const model = exampleReport(rules, name, { locale });
      const pdf = made.renderers.find(({ format }) => format === 'pdf');
      const pages = async (template: ReportTemplate): Promise<number> => {
        const documents = [layOutReport(model, template)] as const;
        return (await readPdf((await pdf?.render({ documents, models: [model] })) ?? new Uint8Array())).pages.length;
      };
      expect(await pages('founder')).toBeLessThanOrEqual(2);
      expect(await pages('board')).toBe(1);
    },
  );
});
