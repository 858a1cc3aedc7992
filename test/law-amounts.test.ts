import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import type { RulesetFile } from '../src/core/language/shapes/ruleset-file.ts';
import { buildReport } from '../src/core/report/build-report.ts';
import { summarizeRuleset } from '../src/service/describe-rulesets.ts';
import { buildLibrary } from '../src/service/rule-library.ts';
import { EXAMPLE_NAMES, EXAMPLES, reportInput } from './support/example-reports.ts';
import { realRules } from './support/real-rules.ts';
import { ruleTexts } from './support/rule-texts.ts';

const amount = z.number().positive();
const allowed = z
  .record(
    z.string(),
    z.strictObject({
      mark: z.enum(['V1', 'V2', 'S']),
      rmb: z.array(amount),
      percent: z.array(amount).optional(),
      times: z.array(amount).optional(),
    }),
  )
  .parse(parse(readFileSync(new URL('./fixtures/law/amounts.yaml', import.meta.url), 'utf8')));

interface Amounts {
  readonly rmb: readonly number[];
  readonly percent: readonly number[];
  readonly times: readonly number[];
}

const UNITS: Readonly<Record<string, number>> = { '': 1, 万: 10_000, 亿: 100_000_000 };

/** The amounts that a text names, in either language, each once and in order. */
function amountsIn(text: string): Amounts {
  const english = [...text.matchAll(/RMB ([\d,]+)(?:–([\d,]+))?/g)].flatMap(([, low, high]) => [low, high]);
  const chinese = [...text.matchAll(/(\d+(?:\.\d+)?)(万|亿|)元/g)].map(
    ([, number, unit = '']) => Number(number) * (UNITS[unit] ?? Number.NaN),
  );
  const rmb = english.flatMap((number) => (number === undefined ? [] : [Number(number.replaceAll(',', ''))]));
  return {
    rmb: sorted([...rmb, ...chinese]),
    percent: sorted([...text.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, number]) => Number(number))),
    times: sorted(
      [...text.matchAll(/(\d+) to (\d+) times|(\d+)倍至(\d+)倍/g)].flatMap((found) =>
        found.slice(1).flatMap((number: string | undefined) => (number === undefined ? [] : [Number(number)])),
      ),
    ),
  };
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

const NONE: Amounts = { rmb: [], percent: [], times: [] };

let rules: CompiledRules;
let measures: RulesetFile;

beforeAll(async () => {
  rules = await realRules();
  const found = rules.rulesets.find(({ id }) => id === 'cn-interim-measures');
  if (found === undefined) throw new Error('no Interim Measures');
  measures = found.file;
});

describe('amounts of fines', () => {
  test('are read out of a text in either language', () => {
    expect(amountsIn('a fine of RMB 10,000–50,000 or 5% of turnover, 1 to 10 times the income')).toEqual({
      rmb: [10_000, 50_000],
      percent: [5],
      times: [1, 10],
    });
    expect(amountsIn('处1万元至5万元罚款，或者营业额5%，或者所得的1倍至10倍，最高1.5亿元')).toEqual({
      rmb: [10_000, 50_000, 150_000_000],
      percent: [5],
      times: [1, 10],
    });
  });

  test('stand only where the dossier knows them, and are the same in every language', () => {
    for (const { id, text } of measures.consequences ?? []) {
      const { rmb = [], percent = [], times = [] } = allowed[id] ?? {};
      const known: Amounts = { rmb: sorted(rmb), percent, times };
      expect([id, amountsIn(text.en)]).toEqual([id, known]);
      if (text['zh-CN'] !== undefined) expect([id, amountsIn(text['zh-CN'])]).toEqual([id, known]);
    }
  });

  test('known from secondary sources say so', () => {
    const marked = Object.entries(allowed)
      .filter(([, { mark }]) => mark === 'S')
      .map(([id]) => id);
    const confidence = (measures.consequences ?? [])
      .filter(({ id }) => marked.includes(id))
      .map((entry) => entry.confidence);
    expect(confidence).toEqual(marked.map(() => 'secondary'));
  });

  test('stand in no other text of the rule files', () => {
    const elsewhere = ruleTexts().filter(
      ({ place }) => !place.startsWith('cn-interim-measures/ruleset.yaml/consequences/'),
    );
    const money = elsewhere.filter(
      ({ text }) =>
        amountsIn(text).rmb.length > 0 ||
        /\b(?:RMB|USD) ?\d|\d (?:yuan|dollars)\b|[$¥€] ?\d|\d[万亿]?(?:人民币|美元)/.test(text),
    );
    expect(money).toEqual([]);
    expect(elsewhere.filter(({ text }) => amountsIn(text).times.length > 0)).toEqual([]);
  });

  test('the list names no consequence that is not there', () => {
    const ids = (measures.consequences ?? []).map(({ id }) => id);
    expect(Object.keys(allowed).filter((id) => !ids.includes(id))).toEqual([]);
    expect(amountsIn('nothing')).toEqual(NONE);
  });
});

describe('that no fine is written in the Measures themselves', () => {
  const NO_FINE = 'No fine is written in the Measures themselves';

  test('is said in what the service tells of the ruleset', () => {
    const [ruleset] = buildLibrary(rules).rulesets.filter(({ compiled }) => compiled.id === 'cn-interim-measures');
    expect(ruleset === undefined ? '' : summarizeRuleset(ruleset, 'en').nature).toContain(NO_FINE);
    if (measures.nature['zh-CN'] !== undefined)
      expect(measures.nature['zh-CN']).toMatch(/未规定罚款|没有规定罚款|不设罚款|未设罚款/);
  });

  test.each(EXAMPLE_NAMES)('is said in the report of %s, twice', (name) => {
    const { findings, limitations } = buildReport(reportInput(rules, EXAMPLES[name](rules)));
    expect(findings.rulesets.map(({ nature }) => nature).filter((nature) => nature.includes(NO_FINE))).toHaveLength(1);
    expect(limitations.items.filter((item) => item.includes(NO_FINE))).toHaveLength(1);
  });
});

describe('results on the US commitments', () => {
  test('say that they are voluntary, who signed, and what a public claim changes', () => {
    const { evaluation, ...input } = reportInput(rules, EXAMPLES.public_claim());
    const [, result] = evaluation.rulesets;
    expect(result).toMatchObject({
      id: 'us-voluntary-commitments',
      binding: false,
      nature: expect.stringMatching(/^Voluntary[.]/),
    });
    const [, shown] = buildReport({ evaluation, ...input }).findings.rulesets;
    expect(shown?.about.filter(({ label }) => /Signed|public claim/.test(label))).toEqual([
      { label: 'Signed by', value: expect.stringMatching(/^21 July 2023: Amazon, .*; 26 July 2024: Apple$/) },
      { label: 'What a public claim changes', value: expect.stringMatching(/full severity/) },
    ]);
  });
});

test('every finding that is not verified asks for a person, and says whom, in either ruleset', () => {
  const { evaluation } = reportInput(rules, {});
  for (const { findings } of evaluation.rulesets) {
    const unverified = findings.filter(({ confidence }) => confidence !== 'verified');
    expect(unverified.length).toBeGreaterThan(5);
    for (const { confidence, review } of unverified) {
      const [asked] = review.filter(({ code }) => code === confidence);
      expect(asked?.ask).toMatch(confidence === 'practice' ? /^the provincial cyberspace office$/ : /counsel/);
    }
  }
});
