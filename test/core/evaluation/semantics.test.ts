import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation, Finding } from '../../../src/core/evaluation/evaluation.ts';
import { outcomeOf } from '../../../src/core/evaluation/judge-rule.ts';
import { percent, scoreOf } from '../../../src/core/evaluation/score.ts';
import type { AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { miniRules, type MiniRule, type MiniRuleset } from '../../support/mini-rules.ts';

const DAY = calendarDate('2026-11-23');
const GIVEN: AnswerValue = {
  attested: true,
  by: 'Head',
  role: 'Head of safety',
  on: '2026-11-01',
  evidence: ['Record'],
};

function judge(ruleset: MiniRuleset, answers: Readonly<Record<string, AnswerValue>>, day = DAY): Evaluation {
  return evaluate(miniRules(ruleset).rulesets, new Map(Object.entries(answers)), day);
}

function findings(rules: readonly MiniRule[], answers: Readonly<Record<string, AnswerValue>>): readonly Finding[] {
  return judge({ rules }, answers).rulesets[0]?.findings ?? [];
}

function first(rules: readonly MiniRule[], answers: Readonly<Record<string, AnswerValue>>): Finding {
  const [finding] = findings(rules, answers);
  if (finding === undefined) throw new Error('no finding');
  return finding;
}

describe('status of one rule, in the order of semantics.md part 2', () => {
  it.each([
    ['false', 'true', 'true', 'not_applicable', null, 'false'],
    ['false', 'unknown', 'unknown', 'not_applicable', null, 'false'],
    ['true', 'true', 'true', 'met', null, 'true'],
    ['unknown', 'true', 'true', 'met', null, 'unknown'],
    ['unknown', 'false', 'true', 'undetermined', 'applicability', 'unknown'],
    ['unknown', 'false', 'false', 'undetermined', 'applicability', 'unknown'],
    ['true', 'false', 'unknown', 'undetermined', 'requirement', 'true'],
    ['true', 'unknown', 'unknown', 'undetermined', 'requirement', 'true'],
    ['true', 'false', 'true', 'needs_attestation', null, 'true'],
    ['true', 'unknown', 'true', 'needs_attestation', null, 'true'],
    ['true', 'false', 'false', 'not_met', null, 'true'],
  ] as const)('applies %s, met %s, met if signed %s: %s', (applies, given, signed, status, because, applicability) => {
    expect(outcomeOf(applies, given, signed)).toEqual({ status, because, applicability });
  });
});

describe('the worked examples of semantics.md part 8', () => {
  const signed: MiniRule = { applies: 'a.p', met: 'a.q && attestation.sign' };

  it.each([
    [
      { 'a.p': true, 'a.q': true },
      { status: 'needs_attestation', because: null, applicability: 'true', open: ['attestation.sign'] },
    ],
    [
      { 'a.p': true },
      { status: 'undetermined', because: 'requirement', applicability: 'true', open: ['a.q', 'attestation.sign'] },
    ],
    [
      { 'a.p': true, 'a.q': false },
      { status: 'not_met', because: null, applicability: 'true', open: [] },
    ],
    [
      { 'a.q': true, 'attestation.sign': GIVEN },
      { status: 'met', because: null, applicability: 'unknown', open: ['a.p'] },
    ],
    [
      { 'a.p': true, 'a.q': true, 'attestation.sign': { attested: false } },
      { status: 'needs_attestation', because: null, applicability: 'true', open: ['attestation.sign'] },
    ],
  ] as const)('1: %j', (answers, expected) => {
    expect(first([signed], answers)).toMatchObject(expected);
  });

  it.each([
    [{ 'a.p': true }, 'met'],
    [{ 'a.p': false, 'a.r': false }, 'not_met'],
    [{ 'a.p': false, 'a.q': true }, 'undetermined'],
  ] as const)('2: a.p || (a.q && a.r) on %j is %s', (answers, status) => {
    expect(first([{ met: 'a.p || (a.q && a.r)' }], answers).status).toBe(status);
  });

  it('3: what may turn out not to apply is left out of the lower bound', () => {
    const rules: MiniRule[] = [
      { applies: 'a.p', met: 'a.q', severity: 'blocker' },
      { met: 'a.r', severity: 'major' },
      { met: 'a.s', severity: 'minor' },
    ];
    const before = judge({ rules }, { 'a.q': true, 'a.r': false }).rulesets[0]?.score;
    const after = judge({ rules }, { 'a.q': true, 'a.r': false, 'a.p': false, 'a.s': false }).rulesets[0]?.score;
    expect([before, after]).toEqual([
      { low: 0, high: 71.4 },
      { low: 0, high: 0 },
    ]);
  });
});

describe('score', () => {
  it.each([
    [0, 7, 0],
    [7, 7, 100],
    [1, 3, 33.3],
    [2, 3, 66.7],
    [1, 100_000, 0.1],
    [99_999, 100_000, 99.9],
    [1, 8, 12.5],
    [1, 16, 6.3],
  ])('%d of %d is %d percent', (part, whole, expected) => {
    expect(percent(part, whole)).toBe(expected);
  });

  it('is 100 to 100 where everything in place may turn out not to apply, and none where nothing applies', () => {
    const met = first([{ applies: 'a.p', met: 'a.q' }], { 'a.q': true });
    const none = first([{ applies: 'a.p', met: 'a.q' }], { 'a.p': false });
    expect([scoreOf([met]), scoreOf([none])]).toEqual([{ low: 100, high: 100 }, null]);
  });

  it('weighs by the base severity and leaves echoes out', () => {
    const rules: MiniRule[] = [
      { met: 'a.p', severity: 'blocker' },
      { met: '!engine.other_open_blockers', severity: 'blocker', extra: '    echo: true\n' },
      { met: 'a.q', severity: 'advisory' },
    ];
    expect(judge({ rules }, { 'a.p': false, 'a.q': true }).rulesets[0]?.score).toEqual({ low: 11.1, high: 11.1 });
  });
});

describe('verdict and gate', () => {
  const rules: MiniRule[] = [
    { applies: 'a.r', met: 'a.p', severity: 'blocker' },
    { applies: 'a.r', met: 'a.q', severity: 'minor' },
  ];

  it.each([
    [{ 'a.r': false }, 'out_of_scope', 'out_of_scope', { blockers: 0, others: 0 }],
    [{ 'a.r': true, 'a.p': false }, 'fail', 'blocked', { blockers: 1, others: 1 }],
    [{ 'a.r': true, 'a.q': true }, 'undetermined', 'undetermined', { blockers: 1, others: 0 }],
    [{ 'a.r': true, 'a.p': true }, 'pass_with_gaps', 'conditional', { blockers: 0, others: 1 }],
    [{ 'a.r': true, 'a.p': true, 'a.q': false }, 'pass_with_gaps', 'conditional', { blockers: 0, others: 1 }],
    [{ 'a.r': true, 'a.p': true, 'a.q': true }, 'pass', 'clear', { blockers: 0, others: 0 }],
    [{}, 'undetermined', 'undetermined', { blockers: 1, others: 1 }],
  ] as const)('%j: %s, gate %s', (answers, verdict, gate, open) => {
    const result = judge({ rules }, answers);
    expect([result.rulesets[0]?.verdict, result.gate, result.open]).toEqual([verdict, gate, open]);
  });

  it('a major that is not known holds the gate back, though the verdict has settled', () => {
    const result = judge(
      {
        rules: [
          { met: 'a.p', severity: 'blocker' },
          { met: 'a.q', severity: 'major' },
        ],
      },
      { 'a.p': true },
    );
    expect([result.rulesets[0]?.verdict, result.gate]).toEqual(['pass_with_gaps', 'undetermined']);
  });

  it('nothing settled is undetermined, even without blockers', () => {
    expect(judge({ rules: [{ met: 'a.p', severity: 'minor' }] }, {}).rulesets[0]?.verdict).toBe('undetermined');
  });

  it('a ruleset that does not bind decides no gate', () => {
    const result = judge({ binding: false, rules: [{ met: 'a.p', severity: 'major' }] }, { 'a.p': false });
    expect([result.gate, result.gate_basis, result.rulesets[0]?.verdict]).toEqual([
      'out_of_scope',
      [],
      'pass_with_gaps',
    ]);
  });

  it('a rule that applies outside the scope as well does not bring the product into it', () => {
    const outside: MiniRule = { met: 'a.q', severity: 'minor', extra: '    outside_scope: true\n' };
    expect(
      judge({ rules: [{ applies: 'a.r', met: 'a.p', severity: 'blocker' }, outside] }, { 'a.r': false, 'a.q': false })
        .gate,
    ).toBe('out_of_scope');
  });
});

describe('a rule that repeats the others', () => {
  const rules: MiniRule[] = [
    { id: 'echo', met: '!engine.other_open_blockers', severity: 'blocker', extra: '    echo: true\n' },
    { id: 'facts', met: 'a.p', severity: 'blocker' },
    { id: 'signed', met: 'a.q && attestation.sign', severity: 'blocker' },
    { id: 'minor', met: 'a.r', severity: 'minor' },
  ];

  it.each([
    [{ 'a.p': false }, 'not_met', [{ rule: 'facts', status: 'not_met' }], []],
    [{ 'a.p': true, 'a.q': true }, 'not_met', [{ rule: 'signed', status: 'needs_attestation' }], ['attestation.sign']],
    [{ 'a.p': true }, 'undetermined', [], ['a.q', 'attestation.sign']],
    [
      { 'a.p': true, 'a.q': true, 'attestation.sign': GIVEN },
      'met',
      [
        { rule: 'facts', status: 'met' },
        { rule: 'signed', status: 'met' },
      ],
      [],
    ],
  ] as const)('%j: %s', (answers, status, decidedBy, open) => {
    expect(first(rules, answers)).toMatchObject({ status, decided_by: decidedBy, open });
  });

  it('does not turn on a blocker that is met whether or not it applies', () => {
    const either: MiniRule[] = [
      { met: '!engine.other_open_blockers', severity: 'blocker', extra: '    echo: true\n' },
      { applies: 'a.p', met: 'a.q', severity: 'blocker' },
    ];
    expect(first(either, { 'a.q': true })).toMatchObject({ status: 'met', applicability: 'true', open: [] });
  });

  it('counts neither in the verdict nor among the open findings', () => {
    const result = judge(
      {
        rules: [
          { met: '!engine.other_open_blockers', severity: 'blocker', extra: '    echo: true\n' },
          { met: 'a.p && attestation.sign', severity: 'blocker' },
        ],
      },
      { 'a.p': true },
    );
    expect([result.rulesets[0]?.verdict, result.open]).toEqual(['undetermined', { blockers: 1, others: 0 }]);
  });
});

describe('severity, tag and review follow the posture', () => {
  const posture: MiniRuleset = {
    definitions: { CLAIMED: 'a.p' },
    tail: `severity_cap:
  - { units: ["1"], while_false: CLAIMED, to: advisory }
tags:
  - { units: ["1"], while_true: CLAIMED, tag: deception-risk }
review:
  - { units: ["1"], while_true: CLAIMED, why: { en: "The wording is disputed." } }
`,
    rules: [{ met: 'a.q', severity: 'major' }],
  };

  it.each([
    [
      { 'a.p': true },
      {
        severity: 'major',
        base_severity: 'major',
        tag: 'deception-risk',
        review: [{ code: 'condition', why: 'The wording is disputed.', ask: 'counsel' }],
      },
    ],
    [{ 'a.p': false }, { severity: 'advisory', base_severity: 'major', tag: null, review: [] }],
    [{}, { severity: 'major', base_severity: 'major', tag: null, review: [] }],
  ] as const)('%j', (answers, expected) => {
    expect(judge(posture, answers).rulesets[0]?.findings[0]).toMatchObject(expected);
  });
});

describe('dated law', () => {
  const dated: MiniRule = {
    applies: 'a.p && as_of >= timestamp("2025-09-01T00:00:00Z")',
    met: 'a.q',
    extra: '    in_force: { from: 2025-09-01 }\n',
  };

  it.each([
    ['2025-08-31', { 'a.p': true, 'a.q': false }, 'not_applicable', { from: '2025-09-01' }],
    ['2025-08-31', { 'a.q': false }, 'not_applicable', { from: '2025-09-01' }],
    ['2025-08-31', { 'a.p': false }, 'not_applicable', null],
    ['2025-09-01', { 'a.p': true, 'a.q': false }, 'not_met', null],
  ] as const)('on %s with %j: %s, upcoming %j', (day, answers, status, upcoming) => {
    const [finding] = judge({ rules: [dated] }, answers, calendarDate(day)).rulesets[0]?.findings ?? [];
    expect(finding).toMatchObject({ status, upcoming });
  });
});

describe('roll-up of a unit, from worst to best', () => {
  const of = (rules: readonly MiniRule[], answers: Readonly<Record<string, AnswerValue>>): unknown =>
    judge({ rules }, answers).rulesets[0]?.units[0];

  it.each([
    [
      [
        { met: 'a.p', severity: 'blocker' },
        { met: 'a.q', severity: 'major' },
      ],
      { 'a.p': false, 'a.q': true },
      { status: 'not_met', severity: 'blocker', partial: true, met: 1, applicable: 2, applicability: 'true' },
    ],
    [
      [
        { met: 'a.p', severity: 'minor' },
        { met: 'a.q', severity: 'major' },
      ],
      { 'a.p': false },
      { status: 'undetermined', severity: null, partial: null, met: 0, applicable: 2, applicability: 'true' },
    ],
    [
      [{ met: 'a.p', severity: 'minor' }, { met: 'attestation.sign' }],
      { 'a.p': false },
      { status: 'needs_attestation', severity: null, partial: null, met: 0, applicable: 2, applicability: 'true' },
    ],
    [
      [{ met: 'a.p', severity: 'minor' }, { met: 'a.q' }],
      { 'a.p': false, 'a.q': true },
      { status: 'not_met', severity: 'minor', partial: true, met: 1, applicable: 2, applicability: 'true' },
    ],
    [
      [{ applies: 'a.p', met: 'a.q' }],
      { 'a.q': true },
      { status: 'met', severity: null, partial: null, met: 1, applicable: 1, applicability: 'unknown' },
    ],
    [
      [{ applies: 'a.p', met: 'a.q' }],
      { 'a.p': false },
      { status: 'not_applicable', severity: null, partial: null, met: 0, applicable: 0, applicability: 'false' },
    ],
  ] as const)('%j with %j', (rules, answers, expected) => {
    expect(of(rules, answers)).toMatchObject(expected);
  });
});

describe('a condition on request', () => {
  it('comes with the truth of each part and the answer it read', () => {
    const rules = miniRules({
      definitions: { D: 'a.q || a.r' },
      rules: [{ applies: 'a.p && D', met: '!a.s' }],
    }).rulesets;
    const finding = evaluate(
      rules,
      new Map<string, AnswerValue>([
        ['a.p', true],
        ['a.q', false],
      ]),
      DAY,
      { trace: true },
    ).rulesets[0]?.findings[0];
    const test = (fact: string, truth: string, value: boolean | null): unknown => ({
      source: fact,
      truth,
      op: 'test',
      fact,
      value,
      parts: [],
    });
    const node = (source: string, truth: string, op: string, parts: readonly unknown[]): unknown => ({
      source,
      truth,
      op,
      fact: null,
      value: null,
      parts,
    });
    expect(finding?.trace).toEqual({
      applies: node('a.p && D', 'unknown', 'and', [
        test('a.p', 'true', true),
        node('D', 'unknown', 'definition', [
          node('a.q || a.r', 'unknown', 'or', [test('a.q', 'false', false), test('a.r', 'unknown', null)]),
        ]),
      ]),
      met: node('!a.s', 'unknown', 'not', [test('a.s', 'unknown', null)]),
    });
    expect(evaluate(rules, new Map(), DAY).rulesets[0]?.findings[0]).not.toHaveProperty('trace');
  });
});
