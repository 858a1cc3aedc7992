import { beforeAll, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import type { ReportRenderer } from '../../src/service/render-report.ts';
import { EXAMPLE_NAMES, exampleReport } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';
import { realTemplates } from '../support/real-templates.ts';

/** What a report never says of a product. */
const FORBIDDEN = [
  /\b(?:non-?)?compliant\b/i,
  /\bcertified\b/i,
  /\bapproved\b/i,
  /\bcleared\b/i,
  /\bsafe to launch\b/i,
  /\bguarantee[sd]?\b/i,
  /\billegal(?:ly)?\b/i,
  /\blicen[cs]e for AI\b/i,
  /\bfined? under the Interim Measures\b/i,
  /\balgorithm registration\b|\bregist(?:er|ration)\b[^.|]*备案/i,
  /(?<!not a )\bprobability\b/i,
  /\blegal opinion\b/i,
  /\bprivileged\b/i,
  /deception-risk/,
  /\b(?:not_met|needs_attestation|pass_with_gaps|out_of_scope|not_applicable|blocks_launch)\b/,
];

/** Where a question or duty is about such a word, which is no statement on the product. */
const ABOUT = [
  /suggest that you signed, or were approved or certified/gi,
  /\bwritten down, dated and approved\b/gi,
  /\bwho approved(?: it)?\b/gi,
];

let rules: CompiledRules;
let markdown: ReportRenderer;
beforeAll(async () => {
  rules = await realRules();
  markdown = createMarkdownRenderer(await realTemplates());
});

test.each(EXAMPLE_NAMES)('the report of %s says nothing that a report never says', (name) => {
  const text = markdown.render(exampleReport(rules, name)).replaceAll('\\', '');
  const rest = ABOUT.reduce((some, about) => some.replace(about, ''), text);
  const said = FORBIDDEN.flatMap((forbidden) => {
    const found = forbidden.exec(rest);
    return found === null ? [] : [rest.slice(Math.max(0, found.index - 40), found.index + 40)];
  });
  expect(said).toEqual([]);
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
