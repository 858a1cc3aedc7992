import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { Locale } from '../../src/core/language/shapes/text.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import type { ChangesSection } from '../../src/core/report/changes-model.ts';
import { changesWordsFor } from '../../src/core/report/changes-words-for.ts';
import type { ReportInput } from '../../src/core/report/report-input.ts';
import { createHtmlRenderer } from '../../src/render/html.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import { EXAMPLES, reportInput } from '../support/example-reports.ts';
import { miniRules, type MiniRuleset } from '../support/mini-rules.ts';
import { realRules } from '../support/real-rules.ts';
import { realTemplates } from '../support/real-templates.ts';
import { printed } from '../support/printed.ts';

type Facts = Readonly<Record<string, unknown>>;

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

interface Side {
  readonly rules: CompiledRules;
  readonly facts: Facts;
  readonly asOf: string;
}

/** The section on changes of a report, from one side to the other. */
function changesBetween(before: Side, after: Side, locale: Locale = 'en'): ChangesSection {
  const earlier = withDigests(reportInput(before.rules, before.facts, { asOf: before.asOf }));
  const input = withDigests(reportInput(after.rules, after.facts, { asOf: after.asOf, locale }));
  const [section] = buildReport({ ...input, since: { ...earlier, evaluationId: '019ab0c4' } }).changes.sections;
  if (section === undefined) throw new Error('no section');
  return section;
}

/** Rulesets of a test are told apart by what they say. */
function withDigests(input: ReportInput): ReportInput {
  const rulesets = input.rulesets.map(({ compiled }) => ({ compiled, digest: JSON.stringify(compiled.snapshot) }));
  return { ...input, rulesets };
}

const rule = (met: string): MiniRuleset => ({ rules: [{ met }] });
const mini = (ruleset: MiniRuleset, facts: Facts, asOf = '2026-09-30'): Side => ({
  rules: miniRules(ruleset),
  facts,
  asOf,
});

describe('the section on changes', () => {
  test('is not there when no earlier assessment is known', () => {
    expect(buildReport(reportInput(rules, EXAMPLES.blocked())).changes.sections).toEqual([]);
  });

  test('says so when nothing changed', () => {
    const side = { rules, facts: EXAMPLES.blocked(), asOf: '2026-09-30' };
    const { lead, results, findings, answers, stale, rules: ruleLines } = changesBetween(side, side);
    expect(lead).toEqual([
      'Both assessments are as of 30 September 2026.',
      'The earlier one is the evaluation 019ab0c4.',
      'No result, finding or answer changed.',
    ]);
    expect([results, findings, answers, stale, ruleLines]).toEqual([[], [], [], [], []]);
  });

  test('tells facts, rules and date apart, never blended', () => {
    const [june, today] = ['2026-06-01', '2026-09-30'];
    const later = 'as_of >= timestamp("2026-07-15T00:00:00Z")';
    const why = (before: Side, after: Side): readonly string[] =>
      changesBetween(before, after).findings.flatMap((finding) => finding.why);
    expect(why(mini(rule('a.p'), { 'a.p': false }), mini(rule('a.p'), { 'a.p': true }))).toEqual([
      'Facts changed: Is a.p so?',
    ]);
    expect(why(mini(rule('a.p'), { 'a.p': true }), mini(rule('a.p && a.q'), { 'a.p': true }))).toEqual([
      'Rules changed: rule rule-1, met: was a.p, is now a.p && a.q.',
    ]);
    const dated = rule(later);
    expect(why(mini(dated, {}, june), mini(dated, {}, today))).toEqual(['Date passed: it turns on 15 July 2026.']);
    const both = rule(`a.p && ${later}`);
    expect(why(mini(both, { 'a.p': false }, june), mini(both, { 'a.p': true }, today))).toEqual([
      'Only together — Facts changed: Is a.p so? Date passed: it turns on 15 July 2026.',
    ]);
    const either = mini(rule('a.p || a.q'), { 'a.p': true, 'a.q': true });
    expect(why(mini(rule('a.p'), { 'a.p': false, 'a.q': true }), either)).toEqual([
      'This alone would have been enough — Facts changed: Is a.p so?',
      'This alone would have been enough — Rules changed: rule rule-1, met: was a.p, is now a.p || a.q.',
    ]);
    expect(why(mini(rule('a.p || a.q'), { 'a.p': false, 'a.q': false }), either)).toEqual([
      'Facts changed: each of these would have been enough: Is a.p so?; Is a.q so?',
    ]);
  });

  test('says of a result what can be said: open halves, coming days, severities, rules of one side', () => {
    const before: MiniRuleset = {
      definitions: { POSTURE: 'a.kind == "all"' },
      tail: 'severity_cap:\n  - { units: ["1"], while_false: POSTURE, to: advisory }\n',
      rules: [
        { id: 'scope', applies: 'a.q', met: 'a.r' },
        { id: 'half', met: 'a.p && a.r' },
        { id: 'gone', met: 'a.p' },
      ],
    };
    const after: MiniRuleset = { ...before, rules: [...before.rules.slice(0, 2), { id: 'new', met: 'a.s' }] };
    const { findings } = changesBetween(
      mini(before, { 'a.p': true, 'a.kind': 'all' }),
      mini(after, { 'a.p': false, 'a.kind': 'none', 'a.r': true }),
    );
    expect(findings.map(({ rule: id, before: was, after: is }) => [id, was, is])).toEqual([
      ['scope', 'Not known yet (whether it applies) (major)', 'In place (not known yet whether it applies) (advisory)'],
      ['half', 'Not known yet (whether it is in place) (major)', 'Gap (advisory)'],
      ['new', 'Not assessed', 'Not known yet (whether it is in place)'],
      ['gone', 'In place', 'Not assessed'],
    ]);
  });

  test('names a new version whose texts alone differ', () => {
    const reworded: MiniRuleset = { rules: [{ met: 'a.p', extra: '    note: { en: Read so. }\n' }] };
    const section = changesBetween(mini(rule('a.p'), {}), mini(reworded, {}));
    expect([section.findings, section.rules]).toEqual([
      [],
      ['Mini: version 1.0.0 became 1.0.0; texts only, no rule decides otherwise.'],
    ]);
  });

  test('asks to count again', () => {
    const counting = rule('a.count > 2');
    const { stale } = changesBetween(mini(counting, { 'a.count': 3 }, '2026-06-01'), mini(counting, { 'a.count': 3 }));
    expect(stale).toEqual([
      'Is a.count so? The answer is still 3, although it stood for 1 June 2026 and now stands for 30 September 2026. Count again.',
    ]);
  });
});

describe.each(['en', 'zh-CN'] as const)('in %s', (locale) => {
  const NEVER = /\b(?:compliant|certified|approved|cleared|guaranteed?|illegal)\b|合规|通过|合格|获批|违法/i;

  /** Every text the words can make, from one example of each. */
  function everyText(): readonly string[] {
    const words = changesWordsFor(locale);
    const part = { part: 'rule', id: 'x', from: 'a.p', to: 'a.q' } as const;
    const version = { from: '1.0.0', to: '1.1.0' };
    return [
      words.heading,
      ...Object.values(words.labels),
      words.days('A', 'A'),
      words.days('A', 'B'),
      words.earlier('id'),
      words.counts({ findings: 1, answers: 0 }),
      words.counts({ findings: 2, answers: 1 }),
      words.nothing,
      words.gate,
      words.verdictOf('X'),
      words.scoreOf('X'),
      words.notAssessed,
      ...Object.values(words.results),
      words.openPoints,
      words.withNote('S', 'n'),
      ...Object.values(words.because),
      words.applicabilityOpen,
      words.notYet('A'),
      ...Object.values(words.kinds),
      words.cause('K', 'w'),
      words.together(['A。', 'B。']),
      words.kindsTogether(['A', 'B']),
      words.alone('A'),
      words.facts([['A', 'B']]),
      words.facts([['A'], ['B']]),
      words.turnsOn('A'),
      words.parts(['A', 'B']),
      ...(['met', 'texts', 'added', 'removed'] as const).map((field) => words.part({ ...part, field })),
      words.part({ ...part, field: 'in_force', from: null, to: null }),
      words.part({ ...part, field: 'added', to: null }),
      words.part({ ...part, field: 'removed', from: null }),
      ...(['same', 'texts', 'rules', 'added', 'removed'] as const).map((change) => words.ruleset('X', change, version)),
      words.stale('Q', '3', 'A', 'B'),
    ];
  }

  test('every word is there, and none says what is never said', () => {
    const texts = everyText();
    expect(texts.filter((text) => text.trim() === '' || text !== text.trim())).toEqual([]);
    expect(texts.filter((text) => NEVER.test(text))).toEqual([]);
    const words = changesWordsFor(locale);
    const alone = [
      words.heading,
      ...Object.values({ ...words.labels, ...words.results, ...words.kinds }),
      words.nothing,
    ];
    expect(alone.filter((text) => /\p{Script=Han}/u.test(text) !== (locale === 'zh-CN'))).toEqual([]);
  });

  test('a whole section is plain text, and both renderers print all of it', async () => {
    const before = {
      rules,
      facts: { ...EXAMPLES.blocked(), 'service.working_days_since_launch': 4 },
      asOf: '2025-06-01',
    };
    const after = {
      rules,
      facts: { ...EXAMPLES.benchmark(), 'service.working_days_since_launch': 4 },
      asOf: '2026-09-30',
    };
    const input = reportInput(after.rules, after.facts, { asOf: after.asOf, locale });
    const model = buildReport({
      ...input,
      since: { ...reportInput(before.rules, before.facts, { asOf: before.asOf }), evaluationId: null },
    });
    const templates = await realTemplates();
    const [html, markdown] = [
      await printed(createHtmlRenderer(templates), model),
      await printed(createMarkdownRenderer(templates), model),
    ];
    const [section] = model.changes.sections;
    if (section === undefined) throw new Error('no section');
    const { results, findings, answers, stale } = section;
    expect([results, findings, answers, stale].map((part) => part.length > 0)).toEqual([true, true, true, true]);
    for (const text of [model.changes.heading, ...section.lead, ...stale]) {
      expect(html).toContain(text.replaceAll("'", '&#x27;'));
      expect(markdown.replaceAll('\\', '')).toContain(text);
    }
  });
});
