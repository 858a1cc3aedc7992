import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate, type CalendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import { compileRules, type CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { AnswerValue, Answers } from '../../../src/core/questionnaire/answers.ts';
import { compare, type Assessed } from '../../../src/core/reasoning/compare.ts';
import type { CauseKind, ChangedFinding, FindingState } from '../../../src/core/reasoning/comparison.ts';
import { miniRules, miniSources, type MiniRuleset } from '../../support/mini-rules.ts';
import { completeAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

const DAY = calendarDate('2026-11-23');
const SIGNED: AnswerValue = { attested: true, by: 'Head', role: 'Head', on: '2026-01-01', evidence: ['Record'] };

function assessed(
  ruleset: MiniRuleset | readonly CompiledRuleset[],
  answers: Readonly<Record<string, AnswerValue>> | Answers,
  asOf: string = DAY,
  answeredOn: string | null = null,
): Assessed {
  const compiled = 'rules' in ruleset ? miniRules(ruleset).rulesets : ruleset;
  return {
    rulesets: compiled.map((one) => ({ compiled: one, digest: JSON.stringify(one.snapshot) })),
    answers: answers instanceof Map ? answers : new Map(Object.entries(answers)),
    asOf: calendarDate(asOf),
    answeredOn: answeredOn === null ? null : calendarDate(answeredOn),
  };
}

const FACTS_ALONE = { rules_changed: null, date_passed: null };
const APPLIES_LATER = 'as_of >= timestamp("2026-07-15T00:00:00Z")';

function causesOf(before: Assessed, after: Assessed): ChangedFinding['causes'] {
  return compare(before, after).findings.flatMap(({ causes }) => causes);
}

describe('a changed finding is put down to', () => {
  const rule: MiniRuleset = { rules: [{ met: 'a.p' }] };

  test('the answer that changed, and to no other', () => {
    const [before, after] = [
      assessed(rule, { 'a.p': false, 'a.q': false }),
      assessed(rule, { 'a.p': true, 'a.q': true }),
    ];
    expect(compare(before, after).findings).toEqual([
      {
        ruleset: 'mini',
        rule: 'rule-1',
        unit: '1',
        from: { status: 'not_met', because: null, applicability: 'true', severity: 'major', upcoming: null },
        to: { status: 'met', because: null, applicability: 'true', severity: 'major', upcoming: null },
        causes: [{ facts_changed: [['a.p']], ...FACTS_ALONE }],
      },
    ]);
  });

  test('either of two answers, where each would have been enough', () => {
    const either: MiniRuleset = { rules: [{ met: 'a.p || a.q' }] };
    const causes = causesOf(
      assessed(either, { 'a.p': false, 'a.q': false }),
      assessed(either, { 'a.p': true, 'a.q': true }),
    );
    expect(causes).toEqual([{ facts_changed: [['a.p'], ['a.q']], ...FACTS_ALONE }]);
  });

  test('an answer that was withdrawn', () => {
    const causes = causesOf(assessed(rule, { 'a.p': true }), assessed(rule, {}));
    expect(causes).toEqual([{ facts_changed: [['a.p']], ...FACTS_ALONE }]);
  });

  test('the rule, with the old and the new condition', () => {
    const stricter: MiniRuleset = { rules: [{ met: 'a.p\n      && a.q' }] };
    const answers = { 'a.p': true, 'a.q': false };
    const changed = [{ part: 'rule', id: 'rule-1', field: 'met', from: 'a.p', to: 'a.p && a.q' }];
    expect(causesOf(assessed(rule, answers), assessed(stricter, answers))).toEqual([
      { facts_changed: null, rules_changed: changed, date_passed: null },
    ]);
  });

  test('a definition that the rule uses through another, and not one that it does not use', () => {
    const base = (d: string, other: string): MiniRuleset => ({
      definitions: { D: d, E: 'D && a.r', OTHER: other },
      rules: [{ met: 'E' }, { met: 'OTHER || a.s' }],
    });
    const answers = { 'a.p': true, 'a.q': false, 'a.r': true, 'a.s': true };
    const causes = causesOf(assessed(base('a.p', 'a.p'), answers), assessed(base('a.q', 'a.q'), answers));
    expect(causes).toEqual([
      {
        facts_changed: null,
        rules_changed: [{ part: 'definition', id: 'D', field: 'when', from: 'a.p', to: 'a.q' }],
        date_passed: null,
      },
    ]);
  });

  test('the date, with the day on which the finding turns', () => {
    const later: MiniRuleset = {
      rules: [{ applies: APPLIES_LATER, met: 'a.p', extra: '    in_force: { from: 2026-07-15 }\n' }],
    };
    const [june, today] = ['2026-06-01', '2026-11-23'].map((day) => assessed(later, { 'a.p': false }, day));
    if (june === undefined || today === undefined) throw new Error('two days');
    const turns = [{ facts_changed: null, rules_changed: null, date_passed: { turns_on: '2026-07-15' } }];
    expect(causesOf(june, today)).toEqual(turns);
    expect(causesOf(today, june)).toEqual(turns);
  });

  test('two causes acting together, where neither alone would have done it', () => {
    const later: MiniRuleset = { rules: [{ met: `a.p && ${APPLIES_LATER}` }] };
    expect(
      causesOf(assessed(later, { 'a.p': false }, '2026-06-01'), assessed(later, { 'a.p': true }, '2026-11-23')),
    ).toEqual([{ facts_changed: [['a.p']], rules_changed: null, date_passed: { turns_on: '2026-07-15' } }]);
  });

  test('either of two causes, where each alone would have done it', () => {
    const looser: MiniRuleset = { rules: [{ met: 'a.p || a.q' }] };
    const [before, after] = [
      assessed(rule, { 'a.p': false, 'a.q': true }),
      assessed(looser, { 'a.p': true, 'a.q': true }),
    ];
    const changed = [{ part: 'rule', id: 'rule-1', field: 'met', from: 'a.p', to: 'a.p || a.q' }];
    expect(causesOf(before, after)).toEqual([
      { facts_changed: [['a.p']], ...FACTS_ALONE },
      { facts_changed: null, rules_changed: changed, date_passed: null },
    ]);
  });

  test('the answers behind other findings, where it repeats them', () => {
    const echoing: MiniRuleset = {
      rules: [
        { met: 'a.p', severity: 'blocker' },
        { met: 'a.q', severity: 'blocker' },
        { met: '!engine.other_open_blockers', extra: '    echo: true\n' },
      ],
    };
    const { findings } = compare(
      assessed(echoing, { 'a.p': false, 'a.q': false, 'a.r': true }),
      assessed(echoing, { 'a.p': true, 'a.q': true, 'a.r': false }),
    );
    expect(findings.map(({ rule: id, causes }) => [id, causes.flatMap((cause) => cause.facts_changed ?? [])])).toEqual([
      ['rule-1', [['a.p']]],
      ['rule-2', [['a.q']]],
      ['rule-3', [['a.p', 'a.q']]],
    ]);
  });

  test('what lowers its severity', () => {
    const capped: MiniRuleset = {
      definitions: { POSTURE: 'a.kind == "all"' },
      tail: 'severity_cap:\n  - { units: ["1"], while_false: POSTURE, to: advisory }\n',
      rules: [{ met: 'a.p' }],
    };
    const { findings } = compare(
      assessed(capped, { 'a.p': false, 'a.kind': 'all' }),
      assessed(capped, { 'a.p': false, 'a.kind': 'none' }),
    );
    expect(findings.map(({ from, to, causes }) => [from.severity, to.severity, causes])).toEqual([
      ['major', 'advisory', [{ facts_changed: [['a.kind']], ...FACTS_ALONE }]],
    ]);
  });
});

describe('a comparison', () => {
  const before = assessed({ rules: [{ met: 'a.p' }, { id: 'gone', met: 'a.q' }] }, { 'a.p': true, 'a.count': 3 }, DAY);

  test('of an assessment with itself is empty', () => {
    const { as_of, gate, open, rulesets, ...lists } = compare(before, before);
    expect({ as_of, gate, open }).toEqual({
      as_of: { from: DAY, to: DAY },
      gate: { from: 'undetermined', to: 'undetermined', causes: [] },
      open: { from: { blockers: 0, others: 1 }, to: { blockers: 0, others: 1 } },
    });
    expect(
      rulesets.map(({ change, verdict, units, parts }) => ({ change, causes: verdict.causes, units, parts })),
    ).toEqual([{ change: 'same', causes: [], units: [], parts: [] }]);
    expect(lists).toEqual({ findings: [], rules_added: [], rules_removed: [], answers: [], stale_counts: [] });
  });

  test('names rules that are new or gone, with what they come to', () => {
    const after = assessed(
      { rules: [{ met: 'a.p' }, { id: 'new', met: 'a.p', severity: 'blocker' }] },
      { 'a.p': true },
    );
    const { rules_added: added, rules_removed: removed, rulesets } = compare(before, after);
    expect(
      [added, removed].map((rules) => rules.map(({ rule, state }) => [rule, state.status, state.severity])),
    ).toEqual([[['new', 'met', 'blocker']], [['gone', 'undetermined', 'major']]]);
    expect(rulesets[0]?.parts).toEqual([
      { part: 'rule', id: 'new', field: 'added', from: null, to: 'true => a.p' },
      { part: 'rule', id: 'gone', field: 'removed', from: 'true => a.q', to: null },
    ]);
  });

  test('tells texts from what decides', () => {
    const reworded = {
      rules: [
        { met: 'a.p', extra: '    note: { en: Read so. }\n' },
        { id: 'gone', met: 'a.q' },
      ],
    };
    const [ruleset] = compare(before, assessed(reworded, before.answers)).rulesets;
    expect([ruleset?.change, ruleset?.parts]).toEqual([
      'texts',
      [{ part: 'rule', id: 'rule-1', field: 'texts', from: null, to: null }],
    ]);
  });

  test('names a changed check for contradictions, which changes no finding', () => {
    const checking = (when: string): Assessed => {
      const sources = miniSources({ rules: [{ met: 'a.p && a.q' }] }).map(({ path, text }) => {
        const constraint = `constraints:\n  - { id: both, when: '${when}', message: { en: Both. } }`;
        return { path, text: text.replace('constraints: []', constraint) };
      });
      return assessed(compileRules(sources).rulesets, { 'a.p': true });
    };
    const { rulesets, findings } = compare(checking('a.p && a.q'), checking('a.p && !a.q'));
    expect([findings, rulesets.map(({ change, parts }) => [change, parts])]).toEqual([
      [],
      [['rules', [{ part: 'constraint', id: 'both', field: 'when', from: 'a.p && a.q', to: 'a.p && !a.q' }]]],
    ]);
  });

  test('lists answers given anew, changed and withdrawn, in question order', () => {
    const answers = { 'a.kind': 'some', 'a.parts': ['x'], 'a.p': true, 'elsewhere.read': true };
    const later = { 'a.parts': ['x', 'y'], 'a.count': 3, 'a.p': true };
    const reading: MiniRuleset = { rules: [{ met: 'a.p && a.kind == "all" && "x" in a.parts && a.count > 1' }] };
    expect(compare(assessed(reading, answers), assessed(reading, later)).answers).toEqual([
      { fact: 'a.kind', from: 'some', to: null },
      { fact: 'a.parts', from: ['x'], to: ['x', 'y'] },
      { fact: 'a.count', from: null, to: 3 },
      { fact: 'elsewhere.read', from: true, to: null },
    ]);
  });

  test('of an instrument that was assessed once only shows it as added or removed', () => {
    const other = assessed({ id: 'other', binding: false, rules: [{ met: 'a.p' }] }, { 'a.p': true });
    const both: Assessed = { ...other, rulesets: [...before.rulesets, ...other.rulesets] };
    const shown = ({ rulesets }: ReturnType<typeof compare>) =>
      rulesets.map(({ id, change, verdict }) => [id, change, verdict]);
    expect(shown(compare({ ...before, answers: both.answers }, both))[1]).toEqual([
      'other',
      'added',
      { from: null, to: 'pass', causes: [['rules_changed']] },
    ]);
    expect(shown(compare(both, { ...other, answers: both.answers }))).toEqual([
      ['other', 'same', { from: 'pass', to: 'pass', causes: [] }],
      ['mini', 'removed', { from: 'pass_with_gaps', to: null, causes: [['rules_changed']] }],
    ]);
  });

  test('names counts of days that were not made again', () => {
    const counting: MiniRuleset = { rules: [{ met: 'a.count > 2' }] };
    const count = { 'a.count': 3 };
    const stale = (from: Assessed, to: Assessed) => compare(from, to).stale_counts;
    const first = assessed(counting, count, '2026-11-01', '2026-10-30');
    expect(stale(first, assessed(counting, count, '2026-11-23', '2026-10-30'))).toEqual([
      {
        fact: 'a.count',
        value: 3,
        counted_on: { from: '2026-10-30', to: '2026-10-30' },
        as_of: { from: '2026-11-01', to: '2026-11-23' },
        rules: ['rule-1'],
      },
    ]);
    expect(stale(first, assessed(counting, count, '2026-11-01', '2026-11-22'))).toHaveLength(1);
    expect(stale(first, assessed(counting, { 'a.count': 4 }, '2026-11-23', '2026-11-22'))).toEqual([]);
    expect(stale(first, first)).toEqual([]);
  });
});

describe('on random small rulesets, answers and days', () => {
  const VALUES: Readonly<Record<string, readonly AnswerValue[]>> = {
    'a.p': [true, false],
    'a.q': [true, false],
    'a.kind': ['none', 'some', 'all'],
    'a.parts': [[], ['x'], ['x', 'y']],
    'attestation.sign': [SIGNED, { attested: false }],
  };
  const FACTS = Object.keys(VALUES);
  const part = fc.constantFrom(
    'a.p',
    '!a.q',
    'a.q in [true, false]',
    'a.kind == "none"',
    'a.kind in ["some", "all"]',
    '["x", "y"].all(m, m in a.parts)',
    'a.parts.all(m, m == "x")',
    'as_of >= timestamp("2023-01-01T00:00:00Z")',
    'as_of < timestamp("2023-06-01T00:00:00Z")',
    'D',
  );
  const condition = fc
    .tuple(part, fc.constantFrom('&&', '||'), part, fc.constantFrom('&&', '||'), part)
    .map(([a, first, b, second, c]) => `(${a} ${first} ${b}) ${second} ${c}`);
  const rulesets = fc
    .tuple(part, condition, condition, fc.constantFrom('', ' && attestation.sign'), fc.constantFrom('D', 'ALWAYS'))
    .map(([definition, applies, met, sign, cap]): MiniRuleset => ({
      definitions: { D: definition.replaceAll(/\bD\b/g, 'a.q'), ALWAYS: 'a.p || true' },
      tail: `severity_cap:\n  - { units: ["1"], while_false: ${cap}, to: minor }\n`,
      rules: [
        { applies, met: `(${met})${sign}`, severity: 'blocker' },
        { met: '!engine.other_open_blockers', severity: 'minor', extra: '    echo: true\n' },
      ],
    }))
    .map((ruleset) => miniRules(ruleset).rulesets);
  const answers = fc
    .tuple(...FACTS.map((fact) => fc.option(fc.constantFrom(...(VALUES[fact] ?? [])), { nil: undefined })))
    .map(
      (values) =>
        new Map(
          FACTS.flatMap((fact, index): [string, AnswerValue][] => {
            const value = values[index];
            return value === undefined ? [] : [[fact, value]];
          }),
        ),
    );
  const side = fc
    .tuple(rulesets, answers, fc.constantFrom('2022-12-31', '2023-01-01', '2023-05-31', '2023-06-02'))
    .map(([compiled, given, day]) => assessed(compiled, given, day));
  const sides = fc
    .tuple(side, side, fc.boolean(), fc.boolean())
    .map(([before, after, sameRules, sameAnswers]): [Assessed, Assessed] => [
      before,
      {
        ...after,
        ...(sameRules ? { rulesets: before.rulesets } : {}),
        ...(sameAnswers ? { answers: before.answers } : {}),
      },
    ]);
  const KINDS: readonly CauseKind[] = ['facts_changed', 'rules_changed', 'date_passed'];

  function stateIn(rulesetsOf: Assessed, given: Answers, asOf: CalendarDate, rule: string): FindingState | undefined {
    const found = evaluate(
      rulesetsOf.rulesets.map(({ compiled }) => compiled),
      given,
      asOf,
    )
      .rulesets.flatMap(({ findings }) => findings)
      .find((finding) => finding.rule === rule);
    if (found === undefined) return undefined;
    const { status, because, applicability, severity, upcoming } = found;
    return { status, because, applicability, severity, upcoming };
  }

  /** The state with the given causes switched, and of the answers only those of some facts. */
  function mixed(
    before: Assessed,
    after: Assessed,
    kinds: readonly CauseKind[],
    rule: string,
    facts = FACTS,
  ): FindingState | undefined {
    const given = new Map(before.answers);
    if (kinds.includes('facts_changed')) {
      for (const fact of facts) {
        const value = after.answers.get(fact);
        if (value === undefined) given.delete(fact);
        else given.set(fact, value);
      }
    }
    const rulesOf = kinds.includes('rules_changed') ? after : before;
    return stateIn(rulesOf, given, kinds.includes('date_passed') ? after.asOf : before.asOf, rule);
  }

  function byFact<T extends { readonly fact: string }>(answersOf: readonly T[]): readonly T[] {
    return answersOf.toSorted((a, b) => (a.fact < b.fact ? -1 : 1));
  }

  function* subsets<T>(items: readonly T[]): Iterable<readonly T[]> {
    for (let bits = 0; bits < 1 << items.length; bits += 1)
      yield items.filter((_, index) => (bits & (1 << index)) !== 0);
  }

  const kindsOf = (cause: ChangedFinding['causes'][number]): readonly CauseKind[] =>
    KINDS.filter((kind) => cause[kind] !== null);

  test('the causes are exactly the least sets that turn old into new', () => {
    fc.assert(
      fc.property(sides, ([before, after]) => {
        const { findings } = compare(before, after);
        for (const rule of ['rule-1', 'rule-2']) {
          const [old, now] = [mixed(before, after, [], rule), mixed(before, after, KINDS, rule)];
          const found = findings.find((finding) => finding.rule === rule);
          expect(found?.to).toEqual(JSON.stringify(old) === JSON.stringify(now) ? undefined : now);
          if (found === undefined) continue;
          const enough = [...subsets(KINDS)].filter(
            (kinds) => JSON.stringify(mixed(before, after, kinds, rule)) === JSON.stringify(now),
          );
          const least = enough.filter(
            (kinds) =>
              !enough.some((other) => other.length < kinds.length && other.every((kind) => kinds.includes(kind))),
          );
          expect(found.causes.map(kindsOf).map(String).sort()).toEqual(least.map(String).sort());
        }
      }),
      { numRuns: 150, seed: 20261123 },
    );
  }, 120_000);

  test('the facts named are exactly the least sets of changed answers that carry the change', () => {
    fc.assert(
      fc.property(sides, ([before, after]) => {
        for (const { rule, to, causes } of compare(before, after).findings) {
          for (const cause of causes) {
            if (cause.facts_changed === null) continue;
            const kinds = kindsOf(cause);
            const enough = [...subsets(FACTS)].filter(
              (facts) => JSON.stringify(mixed(before, after, kinds, rule, [...facts])) === JSON.stringify(to),
            );
            const size = Math.min(...enough.map((facts) => facts.length));
            expect(cause.facts_changed.map(String).toSorted()).toEqual(
              enough
                .filter((facts) => facts.length === size)
                .map(String)
                .toSorted(),
            );
          }
        }
      }),
      { numRuns: 120, seed: 20261123 },
    );
  }, 120_000);

  test('the day named is the turn that lies nearest to the new day', () => {
    const DAYS = Array.from({ length: 160 }, (_, index) =>
      calendarDate(new Date(Date.UTC(2022, 11, 30 + index)).toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(sides, ([before, after]) => {
        for (const { rule, to, causes } of compare(before, after).findings) {
          for (const cause of causes) {
            if (cause.date_passed === null) continue;
            const kinds = kindsOf(cause);
            const isNew = (day: CalendarDate): boolean =>
              JSON.stringify(mixed({ ...before, asOf: day }, { ...after, asOf: day }, kinds, rule)) ===
              JSON.stringify(to);
            const between = DAYS.filter((day) =>
              before.asOf < after.asOf
                ? day > before.asOf && day <= after.asOf
                : day > after.asOf && day <= before.asOf,
            );
            const turn =
              before.asOf < after.asOf
                ? between[between.findLastIndex((day) => !isNew(day)) + 1]
                : between.find((day) => !isNew(day));
            expect(cause.date_passed.turns_on).toBe(turn);
          }
        }
      }),
      { numRuns: 40, seed: 20261123 },
    );
  }, 120_000);

  test('the same changes are found in both directions', () => {
    fc.assert(
      fc.property(sides, ([before, after]) => {
        const [there, back] = [compare(before, after), compare(after, before)];
        const reversed = back.findings.map(({ rule, from, to }) => ({ rule, from: to, to: from }));
        expect(there.findings.map(({ rule, from, to }) => ({ rule, from, to }))).toEqual(reversed);
        const swapped = back.answers.map(({ fact, from, to }) => ({ fact, from: to, to: from }));
        expect(byFact(there.answers)).toEqual(byFact(swapped));
        expect(compare(after, after).findings).toEqual([]);
      }),
      { numRuns: 100, seed: 20261123 },
    );
  }, 120_000);
});

describe('of the shipped rules', () => {
  let rules: CompiledRules;
  beforeAll(async () => {
    rules = await realRules();
  });

  test('two products that share no answer are compared all the same, in a fixed order', () => {
    const [first, second] = fc.sample(completeAnswers(rules.questionnaire), { numRuns: 2, seed: 11 });
    if (first === undefined || second === undefined) throw new Error('two products');
    const comparison = compare(assessed(rules.rulesets, first), assessed(rules.rulesets, second));
    const inOrder = rules.rulesets.flatMap((ruleset) => ruleset.rules.map(({ id }) => id));
    const changed = comparison.findings.map(({ rule }) => rule);
    expect(changed.length).toBeGreaterThan(20);
    expect(changed).toEqual(inOrder.filter((id) => changed.includes(id)));
    expect(
      comparison.findings.filter(({ causes }) => causes.some(({ facts_changed: sets }) => sets?.length === 0)),
    ).toEqual([]);
  });

  test('everything answered at once is put down to least sets of answers, findings that repeat others included', () => {
    const [full] = fc.sample(completeAnswers(rules.questionnaire), { numRuns: 1, seed: 3 });
    const { findings } = compare(assessed(rules.rulesets, {}), assessed(rules.rulesets, full ?? {}));
    const byFacts = findings.every(({ causes }) => causes.length === 1 && (causes[0]?.facts_changed?.length ?? 0) > 0);
    expect([findings.length > 40, byFacts]).toEqual([true, true]);
  });
});
