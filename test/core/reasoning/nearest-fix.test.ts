import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import { compileRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { AnswerValue, Answers } from '../../../src/core/questionnaire/answers.ts';
import { nearestFix, type NearestFix } from '../../../src/core/reasoning/nearest-fix.ts';
import { formatProblem } from '../../../src/core/base/problem.ts';
import { miniSources, type MiniRuleset } from '../../support/mini-rules.ts';
import { completeAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

const DAY = calendarDate('2026-11-23');
const SIGNED: AnswerValue = { attested: true, by: 'Head', role: 'Head', on: '2026-01-01', evidence: ['Record'] };

interface Fixable {
  readonly effort: readonly [number, number];
  readonly fixTo?: string;
}

/** What can be changed in the tests: a cheap and a dear fact, a choice that goes to two values, a list, and sign-offs. */
const FIXABLE: Readonly<Record<string, Fixable>> = {
  'a.p': { effort: [1, 4], fixTo: '[true]' },
  'a.q': { effort: [2, 4], fixTo: '[true]' },
  'a.r': { effort: [0.5, 1], fixTo: '[false, true]' },
  'a.kind': { effort: [1, 2], fixTo: '[all, some]' },
  'a.parts': { effort: [1, 3] },
  'attestation.sign': { effort: [0.5, 1] },
  'attestation.other': { effort: [0.5, 1] },
};

/** A small ruleset whose questions can be changed by work as above; `a.s` and `a.count` cannot. */
function fixableRules(ruleset: MiniRuleset): CompiledRuleset {
  const sources = miniSources(ruleset).map((source) => {
    if (source.path !== 'questions/01-a.yaml') return source;
    const [head = '', ...questions] = source.text.split(/^(?= {2}- id: )/m);
    const changed = questions.map((text) => {
      const id = / id: (\S+)/.exec(text)?.[1] ?? '';
      const fixable = FIXABLE[id];
      if (fixable === undefined) return text;
      const to = fixable.fixTo === undefined ? '' : `    fix_to: ${fixable.fixTo}\n`;
      const kind = id.startsWith('attestation.') ? 'sign' : 'build';
      const work = `    fixable: true\n${to}    fix_kind: ${kind}\n    effort_days: [${fixable.effort.join(', ')}]\n    phase: build\n`;
      return text.replace('    fixable: false\n', work);
    });
    return { ...source, text: [head, ...changed].join('') };
  });
  const { rulesets, problems } = compileRules(sources);
  const [compiled] = rulesets;
  if (compiled === undefined || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return compiled;
}

function fixOf(met: string, facts: Readonly<Record<string, AnswerValue>>, applies = 'true'): NearestFix {
  const ruleset = fixableRules({ rules: [{ applies, met }] });
  const [rule] = ruleset.rules;
  if (rule === undefined) throw new Error('no rule');
  return nearestFix(ruleset, rule, new Map(Object.entries(facts)), DAY);
}

const fix = (
  changes: Readonly<Record<string, AnswerValue>>,
  effort: readonly [number, number],
  signOffs: readonly string[] = [],
): NearestFix => ({
  kind: 'fix',
  changes: Object.entries(changes).map(([fact, to]) => ({ fact, to })),
  sign_offs: signOffs,
  effort_days: effort,
});

describe('the nearest change of answers', () => {
  test.each([
    ['is the only one', 'a.p', { 'a.p': false }, fix({ 'a.p': true }, [1, 4])],
    ['is the one of least effort', 'a.p || a.r', { 'a.p': false, 'a.r': false }, fix({ 'a.r': true }, [0.5, 1])],
    [
      'is of less low effort when the high ones are equal',
      'a.p || a.q',
      { 'a.p': false, 'a.q': false },
      fix({ 'a.p': true }, [1, 4]),
    ],
    [
      'goes to the first value that is enough',
      'a.kind in ["some", "all"]',
      { 'a.kind': 'none' },
      fix({ 'a.kind': 'all' }, [1, 2]),
    ],
    [
      'goes to no value that work cannot bring about',
      'a.p == false || a.q',
      { 'a.p': true, 'a.q': false },
      fix({ 'a.q': true }, [2, 4]),
    ],
    [
      'adds options to a list and takes none away',
      '["x", "y"].all(m, m in a.parts)',
      { 'a.parts': ['z'] },
      fix({ 'a.parts': ['x', 'y', 'z'] }, [1, 3]),
    ],
    [
      'of a list is paid for once',
      '"x" in a.parts && "y" in a.parts && a.p',
      { 'a.parts': [], 'a.p': true },
      fix({ 'a.parts': ['x', 'y'] }, [1, 3]),
    ],
    [
      'adds the option that stands first, when one is enough',
      'a.parts.exists(m, m in ["y", "z"])',
      { 'a.parts': [] },
      fix({ 'a.parts': ['y'] }, [1, 3]),
    ],
    ['takes what is not answered yet for not done', 'a.p', {}, fix({ 'a.p': true }, [1, 4])],
    [
      'names sign-offs apart, at no effort of the change',
      'a.p && attestation.sign',
      { 'a.p': false },
      fix({ 'a.p': true }, [1, 4], ['attestation.sign']),
    ],
    [
      'is a sign-off alone where only that is missing',
      'a.p && attestation.sign',
      { 'a.p': true, 'attestation.sign': { attested: false } },
      fix({}, [0, 0], ['attestation.sign']),
    ],
    [
      'is no sign-off where work would do as well',
      'a.p || attestation.sign',
      { 'a.p': false },
      fix({ 'a.p': true }, [1, 4]),
    ],
    ['takes nothing when the finding is met', 'a.p', { 'a.p': true }, { kind: 'none_needed' }],
    ['needs to know what nobody can change', 'a.s && a.p', { 'a.p': false }, { kind: 'needs_answers', facts: ['a.s'] }],
    ['needs to know nothing where work is enough', 'a.s || a.p', { 'a.p': false }, fix({ 'a.p': true }, [1, 4])],
    [
      'is impossible when what nobody can change stands against it',
      'a.s && a.p',
      { 'a.s': false, 'a.p': false },
      { kind: 'impossible' },
    ],
    [
      'is impossible when an option would have to go',
      'a.parts.all(m, m == "x")',
      { 'a.parts': ['y'] },
      { kind: 'impossible' },
    ],
  ] as const)('%s', (_what, met, facts, expected) => {
    expect(fixOf(met, facts as Readonly<Record<string, AnswerValue>>)).toEqual(expected);
  });

  test('never removes the duty instead', () => {
    expect(fixOf('a.p', { 'a.p': false, 'a.r': true }, 'a.r')).toEqual(fix({ 'a.p': true }, [1, 4]));
    expect(fixOf('a.s', { 'a.s': false, 'a.r': true }, 'a.r')).toEqual({ kind: 'impossible' });
    expect(fixOf('a.s', { 'a.r': false }, 'a.r')).toEqual({ kind: 'none_needed' });
  });

  test('of a finding that repeats others follows them', () => {
    const ruleset = fixableRules({
      rules: [
        { met: 'a.p', severity: 'blocker' },
        { met: '!engine.other_open_blockers', extra: '    echo: true\n' },
        { met: '!engine.other_open_blockers && a.s', extra: '    echo: true\n' },
      ],
    });
    const answers = new Map<string, AnswerValue>([
      ['a.p', false],
      ['a.s', false],
    ]);
    expect(ruleset.rules.map((rule) => nearestFix(ruleset, rule, answers, DAY).kind)).toEqual([
      'fix',
      'follows_others',
      'impossible',
    ]);
  });
});

describe('on random small rules, tried out in full', () => {
  const FACTS = ['a.p', 'a.q', 'a.r', 'a.s', 'a.kind', 'a.parts', 'attestation.sign', 'attestation.other'] as const;
  const NOW: Readonly<Record<(typeof FACTS)[number], readonly AnswerValue[]>> = {
    'a.p': [true, false],
    'a.q': [true, false],
    'a.r': [true, false],
    'a.s': [true, false],
    'a.kind': ['none', 'some', 'all'],
    'a.parts': [[], ['x'], ['z']],
    'attestation.sign': [SIGNED, { attested: false }],
    'attestation.other': [SIGNED],
  };
  const TARGETS: Readonly<Record<string, readonly AnswerValue[]>> = {
    'a.p': [true],
    'a.q': [true],
    'a.r': [false, true],
    'a.kind': ['all', 'some'],
  };
  const part = fc.constantFrom(
    'a.p',
    'a.q',
    '!a.q',
    'a.r',
    '!a.r',
    'a.s',
    '!a.s',
    'a.s in [true, false]',
    'a.kind == "none"',
    'a.kind in ["some", "all"]',
    'a.kind == "some"',
    '"x" in a.parts',
    '["x", "y"].all(m, m in a.parts)',
    'a.parts.exists(m, m in ["y", "z"])',
    'a.parts.all(m, m == "x")',
  );
  const condition = fc
    .tuple(part, fc.constantFrom('&&', '||'), part, fc.constantFrom('&&', '||'), part)
    .map(([a, first, b, second, c]) => `(${a} ${first} ${b}) ${second} ${c}`);
  const requirement = fc
    .tuple(
      condition,
      fc.constantFrom(
        '',
        ' && attestation.sign',
        ' || attestation.sign',
        ' && (attestation.sign || attestation.other)',
      ),
    )
    .map(([met, sign]) => `(${met})${sign}`);
  const answers = fc.tuple(...FACTS.map((fact) => fc.option(fc.constantFrom(...NOW[fact]), { nil: undefined }))).map(
    (values) =>
      new Map(
        FACTS.flatMap((fact, index): [string, AnswerValue][] => {
          const value = values[index];
          return value === undefined ? [] : [[fact, value]];
        }),
      ),
  );

  interface Choice {
    readonly value: AnswerValue | undefined;
    /** Needs, sign-offs, high, low, facts, options, in that order. */
    readonly cost: readonly number[];
    readonly target: number;
  }

  /** Everything that may become of a fact, with what it takes. */
  function choicesOf(fact: string, now: AnswerValue | undefined): readonly Choice[] {
    const kept: Choice = { value: now, cost: [0, 0, 0, 0, 0, 0], target: -1 };
    const [low = 0, high = 0] = FIXABLE[fact]?.effort ?? [];
    if (fact.startsWith('attestation.')) {
      return now !== undefined && (now as { attested: boolean }).attested
        ? [kept]
        : [kept, { value: SIGNED, cost: [0, 1, 0, 0, 0, 0], target: 0 }];
    }
    if (fact === 'a.s') {
      return now === undefined
        ? [kept, ...[true, false].map((value) => ({ value, cost: [1, 0, 0, 0, 0, 0], target: 0 }))]
        : [kept];
    }
    if (fact === 'a.parts') {
      const present = Array.isArray(now) ? now.map(String) : [];
      const addable = ['x', 'y', 'z'].filter((option) => !present.includes(option));
      const changes = Array.from({ length: 1 << addable.length }, (_, bits) =>
        addable.filter((_option, index) => (bits & (1 << index)) !== 0),
      );
      return [
        kept,
        ...changes
          .filter((added) => now === undefined || added.length > 0)
          .map((added) => ({
            value: ['x', 'y', 'z'].filter((option) => present.includes(option) || added.includes(option)),
            cost: [0, 0, high, low, 1, added.length],
            target: 0,
          })),
      ];
    }
    return [kept, ...(TARGETS[fact] ?? []).map((value, target) => ({ value, cost: [0, 0, high, low, 1, 0], target }))];
  }

  function* everyWay(facts: readonly string[], from: Answers): Iterable<ReadonlyMap<string, Choice>> {
    const [first, ...rest] = facts;
    if (first === undefined) {
      yield new Map();
      return;
    }
    for (const way of everyWay(rest, from)) {
      for (const choice of choicesOf(first, from.get(first))) yield new Map([[first, choice], ...way]);
    }
  }

  const sum = (way: ReadonlyMap<string, Choice>): readonly number[] =>
    [...way.values()].reduce<readonly number[]>(
      (total, { cost }) => total.map((part_, index) => part_ + (cost[index] ?? 0)),
      [0, 0, 0, 0, 0, 0],
    );

  /** Questions of each kind that a way takes, in question order, then targets: what ties are broken by. */
  const places = (way: ReadonlyMap<string, Choice>): readonly number[] => {
    const taken = (position: number): readonly number[] =>
      [...way].flatMap(([fact, { cost }]) =>
        (cost[position] ?? 0) > 0 ? [FACTS.indexOf(fact as (typeof FACTS)[number])] : [],
      );
    const targets = [...way.values()].filter(({ cost }) => (cost[4] ?? 0) > 0).map(({ target }) => target);
    return [...taken(0), ...taken(1), ...taken(4), ...targets];
  };

  const compareNumbers = (a: readonly number[], b: readonly number[]): number =>
    a.map((entry, index) => entry - (b[index] ?? entry)).find((step) => step !== 0) ?? 0;

  test('it is exactly the least way by which the finding becomes met', () => {
    fc.assert(
      fc.property(requirement, fc.oneof(fc.constant('true'), condition), answers, (met, applies, given) => {
        const ruleset = fixableRules({ rules: [{ applies, met }] });
        const [rule] = ruleset.rules;
        if (rule === undefined) throw new Error('no rule');
        const found = nearestFix(ruleset, rule, given, DAY);
        const statusOf = (way: ReadonlyMap<string, Choice>): string => {
          const known = [...way].flatMap(([fact, { value }]): [string, AnswerValue][] =>
            value === undefined ? [] : [[fact, value]],
          );
          return judgeRuleset(ruleset, new Map(known), DAY)[0]?.status ?? '';
        };
        const unchanged = judgeRuleset(ruleset, given, DAY)[0]?.status;
        if (unchanged === 'met' || unchanged === 'not_applicable') {
          expect(found).toEqual({ kind: 'none_needed' });
          return;
        }
        const read = FACTS.filter((fact) => rule.facts.includes(fact));
        const ways = [...everyWay(read, given)].filter((way) => statusOf(way) === 'met');
        const [best] = ways.toSorted((a, b) => {
          const bySize = compareNumbers(sum(a), sum(b));
          return bySize === 0 ? compareNumbers(places(a), places(b)) : bySize;
        });
        if (best === undefined) {
          expect(found).toEqual({ kind: 'impossible' });
          return;
        }
        const taken = (position: number): readonly string[] =>
          [...best].flatMap(([fact, { cost }]) => ((cost[position] ?? 0) > 0 ? [fact] : []));
        const [needs = 0, , high = 0, low = 0, , options = 0] = sum(best);
        if (needs > 0) {
          expect(found).toEqual({ kind: 'needs_answers', facts: taken(0) });
          return;
        }
        if (found.kind !== 'fix') throw new Error(`found ${found.kind}`);
        expect({
          facts: found.changes.map(({ fact }) => fact),
          signOffs: found.sign_offs,
          effort: found.effort_days,
        }).toEqual({
          facts: taken(4),
          signOffs: taken(1),
          effort: [low, high],
        });
        // What is proposed does it, and adds no option too many.
        const after = new Map<string, AnswerValue>([
          ...given,
          ...found.changes.map(({ fact, to }): [string, AnswerValue] => [fact, to]),
          ...found.sign_offs.map((fact): [string, AnswerValue] => [fact, SIGNED]),
        ]);
        expect(judgeRuleset(ruleset, after, DAY)[0]?.status).toBe('met');
        const [before, now] = [given.get('a.parts'), after.get('a.parts')].map((list) =>
          Array.isArray(list) ? list.length : 0,
        );
        expect((now ?? 0) - (before ?? 0)).toBe(options);
      }),
      { numRuns: 250, seed: 20261123 },
    );
  }, 180_000);
});

describe('of the shipped rules', () => {
  let rules: CompiledRules;
  beforeAll(async () => {
    rules = await realRules();
  });

  test('what is proposed for any finding of any product does make it met, and is there for most gaps', () => {
    const products = fc.sample(completeAnswers(rules.questionnaire), { numRuns: 6, seed: 5 });
    const kinds: Record<string, number> = {};
    for (const given of [new Map<string, AnswerValue>(), ...products]) {
      for (const ruleset of rules.rulesets) {
        for (const [index, rule] of ruleset.rules.entries()) {
          const found = nearestFix(ruleset, rule, given, DAY);
          kinds[found.kind] = (kinds[found.kind] ?? 0) + 1;
          if (found.kind !== 'fix') continue;
          const after = new Map<string, AnswerValue>([
            ...given,
            ...found.changes.map(({ fact, to }): [string, AnswerValue] => [fact, to]),
            ...found.sign_offs.map((fact): [string, AnswerValue] => [fact, SIGNED]),
          ]);
          expect([rule.id, judgeRuleset(ruleset, after, DAY)[index]?.status]).toEqual([rule.id, 'met']);
        }
      }
    }
    expect(kinds['fix']).toBeGreaterThan(200);
  });
});
