import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { LOCALES, type Locale } from '../../src/core/language/shapes/text.ts';
import { neverSaid } from '../../src/core/language/text-faults.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import { createHtmlRenderer } from '../../src/render/html.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import type { ReportRenderer } from '../../src/service/render-report.ts';
import { preclear } from '../cli/harness.ts';
import { BILINGUAL_ANSWERS, BILINGUAL_FOLDER, bilingualRules } from '../support/bilingual-rules.ts';
import { EXAMPLE_NAMES, exampleReport, reportInput } from '../support/example-reports.ts';
import { realRules, RULES_FOLDER } from '../support/real-rules.ts';
import { realTemplates } from '../support/real-templates.ts';
import { printed } from '../support/printed.ts';

/** What a report never says of a product, beside what the glossary lists. */
const FORBIDDEN = [
  /\bcleared\b/i,
  /\bguarantees?\b/i,
  /\balgorithm registration\b|\bregist(?:er|ration)\b[^.|]*备案/i,
  /(?<!not a )\bprobability\b/i,
  /\bprivileged\b/i,
  /deception-risk/,
  /\b(?:not_met|needs_attestation|pass_with_gaps|out_of_scope|not_applicable|blocks_launch)\b/,
];

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

let rules: CompiledRules;
let markdown: ReportRenderer;
let html: ReportRenderer;
beforeAll(async () => {
  rules = await realRules();
  const templates = await realTemplates();
  markdown = createMarkdownRenderer(templates);
  html = createHtmlRenderer(templates);
});

/** What a text says that none of ours says. */
function forbiddenIn(text: string): readonly string[] {
  const { glossary } = rules;
  if (glossary === null) throw new Error('the shipped rules have no glossary');
  const plain = text.replaceAll('\\', '');
  const listed = LOCALES.flatMap((locale) => neverSaid(plain, locale, glossary)).map(({ message }) => message);
  const further = FORBIDDEN.flatMap((forbidden) => {
    const found = forbidden.exec(plain);
    return found === null ? [] : [plain.slice(Math.max(0, found.index - 40), found.index + 40)];
  });
  return [...listed, ...further];
}

/** The languages in which every ruleset is written. */
function spoken({ rulesets }: CompiledRules): readonly Locale[] {
  return LOCALES.filter((locale) => rulesets.every(({ file }) => file.locales.includes(locale)));
}

describe('nothing is said that is never said', () => {
  test.each(EXAMPLE_NAMES)('in the report of %s', async (name) => {
    for (const locale of spoken(rules))
      expect(forbiddenIn(await printed(markdown, exampleReport(rules, name, { locale })))).toEqual([]);
  });

  test.each(Object.entries(BILINGUAL_ANSWERS))('in a report in either language: %s', async (_name, facts) => {
    const bilingual = await bilingualRules();
    expect(spoken(bilingual)).toEqual(['en', 'zh-CN']);
    for (const locale of spoken(bilingual)) {
      const model = buildReport(reportInput(bilingual, facts, { locale }));
      expect(forbiddenIn(await printed(markdown, model))).toEqual([]);
      // Of HTML only what is read: classes and the style are words of ours to a browser.
      expect(forbiddenIn((await printed(html, model)).replaceAll(/<style>[^]*?<\/style>|<[^>]+>/g, ' '))).toEqual([]);
    }
  });

  test.each(readdirSync(EXAMPLES))('in the check of %s', async (name) => {
    for (const locale of spoken(rules)) {
      const args = ['check', join(EXAMPLES, name), '--locale', locale];
      const { stdout } = await preclear(args, { rules: RULES_FOLDER });
      expect(forbiddenIn(stdout.replaceAll(join(EXAMPLES, name), ''))).toEqual([]);
    }
  });

  test.each(Object.entries(BILINGUAL_ANSWERS))('in a check in Chinese: %s', async (_name, answers) => {
    const stdin = JSON.stringify({ answers });
    const { stdout } = await preclear(['check', '-', '--locale', 'zh-CN'], { rules: BILINGUAL_FOLDER, stdin });
    expect(forbiddenIn(stdout)).toEqual([]);
  });
});

test('a report is called an assessment record', () => {
  expect(exampleReport(rules, 'clear').title).toBe('Assessment record');
});

test.each(['blocked', 'benchmark', 'public_claim'] as const)(
  'the report of %s calls nobody a signatory who is none',
  (name) => {
    const { headline, findings } = exampleReport(rules, name);
    const words = findings.rulesets.flatMap(({ units }) =>
      units.flatMap(({ open }) => open.map((finding) => finding.status_words)),
    );
    expect(
      [...words, ...headline.instruments.map((instrument) => instrument.words)].filter((text) =>
        /signatory|not evidenced/i.test(text),
      ),
    ).toEqual([]);
  },
);
