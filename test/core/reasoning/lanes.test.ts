import * as fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate, type CalendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate, judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation } from '../../../src/core/evaluation/evaluation.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { Answers, AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { AnswerColumns, dayNumber, oneDay } from '../../../src/core/reasoning/answer-columns.ts';
import { LaneAssessment, LaneAssessor } from '../../../src/core/reasoning/assess-lanes.ts';
import { lanesFor } from '../../../src/core/reasoning/lanes-for.ts';
import { EVERY_LANE, firstLanes, includesLane, lane, LANES, lanesIn } from '../../../src/core/reasoning/lanes.ts';
import { loadRules } from '../../../src/load/load-rules.ts';
import { miniRules, type MiniRule } from '../../support/mini-rules.ts';
import { anyDay, completeAnswers, plausibleAnswers } from '../../support/random-answers.ts';
import { randomCondition } from '../../support/random-condition.ts';
import { realRules } from '../../support/real-rules.ts';

const SIGNED: AnswerValue = { attested: true, by: 'Head', role: 'Head', on: '2026-01-01', evidence: ['Record'] };

interface Product {
  readonly answers: Answers;
  readonly day: CalendarDate;
}

/** Everything that lanes say of a product. */
type Said = Pick<Evaluation, 'gate' | 'open'> & {
  readonly rulesets: readonly { readonly verdict: string; readonly findings: readonly unknown[] }[];
};

/** Judges products in blocks of lanes; columns and findings are used again from block to block. */
function inLanes(rulesets: readonly CompiledRuleset[], products: readonly Product[]): readonly Said[] {
  const { layout, programs } = lanesFor(rulesets);
  const columns = new AnswerColumns(layout);
  const assessor = new LaneAssessor(programs, columns);
  const assessment = new LaneAssessment(rulesets);
  const days = new Float64Array(LANES);
  const said: Said[] = [];
  for (let first = 0; first < products.length; first += LANES) {
    const block = products.slice(first, first + LANES);
    columns.clear();
    for (const [index, { answers, day }] of block.entries()) {
      for (const [fact, value] of answers) columns.set(lane(index), fact, value);
      days[index] = dayNumber(day);
    }
    assessor.assess(days, assessment);
    for (const index of block.keys()) {
      said.push({
        gate: assessment.gateOf(index),
        open: assessment.openIn(index),
        rulesets: rulesets.map((ruleset, place) => ({
          verdict: assessment.verdictOf(place, index),
          findings: ruleset.rules.map((_, rule) => assessment.findings[place]?.stateOf(rule, index)),
        })),
      });
    }
  }
  return said;
}

/** The same, of each product alone. */
function alone(rulesets: readonly CompiledRuleset[], { answers, day }: Product): Said {
  const { gate, open, rulesets: results } = evaluate(rulesets, answers, day);
  return {
    gate,
    open,
    rulesets: results.map(({ verdict, findings }) => ({
      verdict,
      findings: findings.map(({ status, because, applicability, severity }) => {
        return { status, because, applicability, severity };
      }),
    })),
  };
}

/** The same without what only `evaluate` says; fast enough for thousands of products of the shipped size. */
function outcomesAlone(rulesets: readonly CompiledRuleset[], { answers, day }: Product): unknown {
  return rulesets.map((ruleset) => judgeRuleset(ruleset, answers, day));
}

function outcomesOf(said: Said): unknown {
  return said.rulesets.map(({ findings }) =>
    findings.map((finding) => {
      const { severity: _severity, ...outcome } = finding as Record<string, unknown>;
      return outcome;
    }),
  );
}

/** Some of the answers, from none to all of them. */
function partial(complete: fc.Arbitrary<Answers>, day: fc.Arbitrary<string>): fc.Arbitrary<Product> {
  return fc.tuple(complete, fc.nat({ max: 99_999 }), fc.nat({ max: 10 }), day).map(([answers, seed, share, on]) => ({
    answers: new Map([...answers].filter((_, index) => ((index * 7919 + seed * 104_729) % 101) % 10 < share)),
    day: calendarDate(on),
  }));
}

const test = fc.constantFrom(
  'a.p',
  'a.q',
  'a.q == false',
  'a.p in [true, false]',
  'a.kind == "none"',
  'a.kind != "all"',
  'a.kind in ["some", "all"]',
  '"x" in a.parts',
  'a.parts.exists(m, m in ["x", "z"])',
  '["x", "y"].all(m, m in a.parts)',
  'a.parts.all(m, m == "x")',
  'a.count <= 5',
  '5 < a.count',
  'a.count == 5',
  'a.count != 5',
  'as_of >= timestamp("2023-01-01T00:00:00Z")',
  'as_of > timestamp("2023-01-01T00:00:00Z")',
  'as_of == timestamp("2023-01-01T00:00:00Z")',
  'true',
  'D',
);

const rule: fc.Arbitrary<MiniRule> = fc
  .record({
    applies: randomCondition(test, 2),
    met: randomCondition(test, 2),
    sign: fc.constantFrom('', ' && attestation.sign', ' || attestation.sign', ' && !engine.other_open_blockers'),
    severity: fc.constantFrom('blocker', 'major', 'minor', 'advisory'),
    extra: fc.constantFrom('', '', '', '    echo: true\n', '    outside_scope: true\n'),
  })
  .map(({ applies, met, sign, severity, extra }) => ({ applies, met: `${met}${sign}`, severity, extra }));

const CAPS = [
  '',
  'severity_cap: [{ units: ["1"], while_false: D, to: minor }]\n',
  'severity_cap: [{ units: ["1"], while_false: D, to: major }, { units: ["1"], while_false: E, to: advisory }]\n',
];

const rulesets: fc.Arbitrary<readonly CompiledRuleset[]> = fc
  .array(
    fc.record({
      definition: randomCondition(test, 1),
      rules: fc.array(rule, { minLength: 1, maxLength: 6 }),
      tail: fc.constantFrom(...CAPS),
      binding: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((files) =>
    files.flatMap(({ definition, ...file }, index) => {
      const D = definition.replaceAll(/\bD\b/g, 'a.q');
      return miniRules({ ...file, id: `mini-${index}`, definitions: { D, E: 'a.s' } }).rulesets;
    }),
  );

const miniProduct: fc.Arbitrary<Product> = partial(
  fc
    .record({
      'a.p': fc.boolean(),
      'a.q': fc.boolean(),
      'a.s': fc.boolean(),
      'a.kind': fc.constantFrom('none', 'some', 'all'),
      'a.parts': fc.subarray(['x', 'y', 'z']),
      'a.count': fc.constantFrom(4, 5, 6),
      'attestation.sign': fc.constantFrom<AnswerValue>(SIGNED, { attested: false }),
    })
    .map((values) => new Map<string, AnswerValue>(Object.entries(values))),
  fc.constantFrom('2022-12-31', '2023-01-01', '2023-01-02'),
);

describe('sets of lanes', () => {
  it('name their lanes in order, the last one as well as the first', () => {
    expect([lanesIn(0), lanesIn(lane(31)), lanesIn(lane(0) | lane(5) | lane(31))]).toEqual([[], [31], [0, 5, 31]]);
    expect(lanesIn(EVERY_LANE)).toEqual(Array.from({ length: LANES }, (_, index) => index));
    expect([includesLane(lane(31), 31), includesLane(lane(31), 30)]).toEqual([true, false]);
  });

  it('hold as many first lanes as there are products', () => {
    expect([0, 1, 31, 32].map((count) => lanesIn(firstLanes(count)).length)).toEqual([0, 1, 31, 32]);
  });
});

describe('columns of answers', () => {
  const [ruleset] = miniRules({
    rules: [
      {
        met: 'a.p && a.kind == "some" && "x" in a.parts && a.count > 3 && attestation.sign && as_of > timestamp("2023-01-01T00:00:00Z")',
      },
    ],
  }).rulesets;
  if (ruleset === undefined) throw new Error('no ruleset');
  const compiled = [ruleset];
  const day = oneDay(calendarDate('2026-11-23'));
  const good: readonly (readonly [string, AnswerValue])[] = [
    ['a.p', true],
    ['a.kind', 'some'],
    ['a.parts', ['x']],
    ['a.count', 4],
    ['attestation.sign', SIGNED],
  ];

  it.each<[string, string, AnswerValue]>([
    ['a word for a yes', 'a.p', 'true'],
    ['an option that is gone', 'a.kind', 'most'],
    ['a yes for an option', 'a.kind', true],
    ['a list with an option that is gone', 'a.parts', ['x', 'w']],
    ['one option for a list', 'a.parts', 'x'],
    ['a word for a number', 'a.count', '4'],
    ['a yes for a signature', 'attestation.sign', true],
    ['a list for a signature', 'attestation.sign', ['x']],
  ])('have no place for %s: it is unknown there, and said to be so', (_name, fact, value) => {
    const { layout, programs } = lanesFor(compiled);
    const columns = new AnswerColumns(layout);
    const assessment = new LaneAssessment(compiled);
    for (const [id, answer] of good) expect(columns.set(EVERY_LANE, id, answer)).toBe(true);
    expect(columns.set(lane(7), fact, value)).toBe(false);
    new LaneAssessor(programs, columns).assess(day, assessment);
    const unsigned = fact === 'attestation.sign';
    expect(assessment.findings[0]?.stateOf(0, 6).status).toBe('met');
    expect(assessment.findings[0]?.stateOf(0, 7).status).toBe(unsigned ? 'needs_attestation' : 'undetermined');
  });
});

describe('products judged in lanes come to what each comes to alone', () => {
  it('on random small rulesets, one to three together: findings, verdicts, gate and counts', () => {
    fc.assert(
      fc.property(rulesets, fc.array(miniProduct, { minLength: 1, maxLength: 70 }), (compiled, products) => {
        expect(inLanes(compiled, products)).toEqual(products.map((product) => alone(compiled, product)));
      }),
      { numRuns: 300, seed: 20261123 },
    );
  }, 120_000);

  it('on a questionnaire with a question of each type', async () => {
    const folder = fileURLToPath(new URL('../../fixtures/http-rules', import.meta.url));
    const rules = await loadRules(folder);
    const products = fc.sample(partial(completeAnswers(rules.questionnaire), anyDay), { numRuns: 500, seed: 3 });
    expect(inLanes(rules.rulesets, products)).toEqual(products.map((product) => alone(rules.rulesets, product)));
  });

  describe('on the shipped rules', () => {
    let rules: CompiledRules;

    beforeAll(async () => {
      rules = await realRules();
    });

    for (const [name, answersOf] of [
      ['any', completeAnswers],
      ['plausible', plausibleAnswers],
    ] as const) {
      it(`every outcome of 4,000 products with ${name} answers, complete and partial`, () => {
        const complete = answersOf(rules.questionnaire);
        const products = [
          ...fc.sample(partial(complete, anyDay), { numRuns: 3000, seed: 11 }),
          ...fc
            .sample(fc.tuple(complete, anyDay), { numRuns: 1000, seed: 12 })
            .map(([answers, day]) => ({ answers, day: calendarDate(day) })),
        ];
        const said = inLanes(rules.rulesets, products);
        expect(said.map(outcomesOf)).toEqual(products.map((product) => outcomesAlone(rules.rulesets, product)));
      }, 120_000);

      it(`severities, verdicts, gate and counts of 400 products with ${name} answers`, () => {
        const products = fc.sample(partial(answersOf(rules.questionnaire), anyDay), { numRuns: 400, seed: 13 });
        expect(inLanes(rules.rulesets, products)).toEqual(products.map((product) => alone(rules.rulesets, product)));
      }, 120_000);
    }
  });
});
