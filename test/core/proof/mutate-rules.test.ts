import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/core/base/at.ts';
import type { CalendarDate } from '../../../src/core/base/calendar-date.ts';
import { judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { ConditionId } from '../../../src/core/language/rule-places.ts';
import { outcomeText } from '../../../src/core/proof/expected-finding.ts';
import { mutateRules } from '../../../src/core/proof/mutate-rules.ts';
import { MutationTrial, type MutantFate } from '../../../src/core/proof/mutation-trial.ts';
import type { Mutant } from '../../../src/core/proof/mutants.ts';
import { formatProblem } from '../../../src/core/base/problem.ts';
import { survivorProblem } from '../../../src/core/proof/survivor-problem.ts';
import type { Answers } from '../../../src/core/questionnaire/answers.ts';
import { miniRules, type MiniRuleset } from '../../support/mini-rules.ts';
import { completions, DAYS, FACTS, randomConditions } from '../../support/random-rulesets.ts';
import { realRules } from '../../support/real-rules.ts';

function only(rules: CompiledRules): CompiledRuleset {
  return at(rules.rulesets, 0);
}

function ownerOf(condition: ConditionId): string {
  return 'rule' in condition ? `${condition.rule} ${condition.part}` : condition.definition;
}

/** Every mutant with what became of it. */
function fates(mini: MiniRuleset): readonly (readonly [mutant: Mutant, fate: MutantFate])[] {
  const rules = miniRules(mini);
  const trial = new MutationTrial(rules, only(rules));
  return trial.mutants.map((mutant) => [mutant, trial.fateOf(mutant)]);
}

/** Every mutant in words: where, what is changed into what, and what became of it. */
function summary(mini: MiniRuleset): readonly string[] {
  return fates(mini).map(([{ condition, mutation }, { kind }]) => {
    return `${ownerOf(condition)}: ${mutation.before} -> ${mutation.after}: ${kind}`;
  });
}

/** The same ruleset with the text of a mutant in the place of its condition. */
function withMutant(mini: MiniRuleset, { condition, mutation }: Mutant): CompiledRuleset {
  const definitions = Object.entries(mini.definitions ?? {}).map(([id, when]) => [
    id,
    'definition' in condition && condition.definition === id ? mutation.text : when,
  ]);
  const rules = mini.rules.map((rule, index) =>
    'rule' in condition && condition.rule === (rule.id ?? `rule-${index + 1}`)
      ? { ...rule, [condition.part]: mutation.text }
      : rule,
  );
  return only(miniRules({ ...mini, definitions: Object.fromEntries(definitions), rules }));
}

function outcomes(ruleset: CompiledRuleset, answers: Answers, day: CalendarDate): readonly string[] {
  return judgeRuleset(ruleset, answers, day).map(outcomeText);
}

const CASES = `given: { a.q: true }
cases:
  - { rule: rule-1, name: met, as_of: 2026-11-23, answers: { a.count: 5 }, expect: { status: met } }
  - { rule: rule-1, name: not met, as_of: 2026-11-23, answers: { a.count: 6 }, expect: { status: not_met } }
  - { rule: rule-1, name: does not apply, as_of: 2026-11-23, answers: { a.q: false, a.count: 4 }, expect: { status: not_applicable } }
`;

describe('the mutants of a small ruleset', () => {
  it('are exactly these, one for each meaning, and each is tried against the cases', () => {
    const mini = { definitions: { D: 'a.q' }, rules: [{ applies: 'D', met: 'a.count <= 5' }], cases: CASES };
    expect(summary(mini)).toEqual([
      'D: a.q -> !a.q: killed',
      'D: a.q -> true: killed',
      'D: a.q -> false: killed',
      'rule-1 applies: D -> !D: killed',
      'rule-1 applies: D -> true: killed',
      'rule-1 applies: D -> false: killed',
      'rule-1 met: a.count <= 5 -> a.count == 5: survived',
      'rule-1 met: a.count <= 5 -> a.count != 5: killed',
      'rule-1 met: a.count <= 5 -> a.count < 5: killed',
      'rule-1 met: a.count <= 5 -> a.count > 5: killed',
      'rule-1 met: a.count <= 5 -> a.count >= 5: killed',
      'rule-1 met: a.count <= 5 -> a.count <= 6: killed',
      'rule-1 met: a.count <= 5 -> true: killed',
      'rule-1 met: a.count <= 5 -> false: killed',
    ]);
  });

  it('change each form of test and each way of joining them', () => {
    const of = (met: string): readonly string[] =>
      summary({ rules: [{ met }] })
        .filter((line) => line.startsWith('rule-1 met'))
        .map((line) => line.replace(/^rule-1 met: (.*): \w+$/, '$1'));
    expect(of('a.p && a.q && a.r')).toEqual([
      'a.p && a.q && a.r -> a.q && a.r',
      'a.p && a.q && a.r -> a.p && a.r',
      'a.p && a.q && a.r -> a.p && a.q',
      'a.p && a.q && a.r -> a.p || (a.q && a.r)',
      'a.p && a.q && a.r -> (a.p && a.q) || a.r',
      'a.p && a.q && a.r -> !(a.p && a.q && a.r)',
      'a.p -> !a.p',
      'a.p -> false',
      'a.q -> !a.q',
      'a.r -> !a.r',
    ]);
    expect(of('a.p || a.q || a.r').filter((line) => line.includes('&&'))).toEqual([
      'a.p || a.q || a.r -> (a.p && a.q) || a.r',
      'a.p || a.q || a.r -> a.p || (a.q && a.r)',
    ]);
    expect(of('!(a.p && a.q)').slice(0, 3)).toEqual([
      '!(a.p && a.q) -> a.p && a.q',
      'a.p && a.q -> a.q',
      'a.p && a.q -> a.p',
    ]);
    expect(of('a.kind == "none"')).toEqual([
      'a.kind == "none" -> a.kind != "none"',
      'a.kind == "none" -> a.kind == "some"',
      'a.kind == "none" -> a.kind == "all"',
      'a.kind == "none" -> true',
      'a.kind == "none" -> false',
    ]);
    expect(of('a.kind in ["some", "all"]')).toEqual([
      'a.kind in ["some", "all"] -> !(a.kind in ["some", "all"])',
      'a.kind in ["some", "all"] -> a.kind in ["all"]',
      'a.kind in ["some", "all"] -> a.kind in ["some"]',
      'a.kind in ["some", "all"] -> a.kind in ["some", "all", "none"]',
      'a.kind in ["some", "all"] -> true',
      'a.kind in ["some", "all"] -> false',
    ]);
    expect(of('"x" in a.parts')).toEqual([
      '"x" in a.parts -> !("x" in a.parts)',
      '"x" in a.parts -> "y" in a.parts',
      '"x" in a.parts -> "z" in a.parts',
      '"x" in a.parts -> true',
      '"x" in a.parts -> false',
    ]);
    expect(of('["x", "y"].all(m, m in a.parts)')).toEqual([
      '["x", "y"].all(m, m in a.parts) -> !["x", "y"].all(m, m in a.parts)',
      '["x", "y"].all(m, m in a.parts) -> ["x", "y"].exists(m, m in a.parts)',
      '["x", "y"].all(m, m in a.parts) -> ["y"].all(m, m in a.parts)',
      '["x", "y"].all(m, m in a.parts) -> ["x"].all(m, m in a.parts)',
      '["x", "y"].all(m, m in a.parts) -> ["x", "y", "z"].all(m, m in a.parts)',
      'm in a.parts -> !(m in a.parts)',
      'm in a.parts -> true',
      'm in a.parts -> false',
    ]);
    expect(of('a.parts.exists(m, m == "x")')).toEqual([
      'a.parts.exists(m, m == "x") -> !a.parts.exists(m, m == "x")',
      'a.parts.exists(m, m == "x") -> a.parts.all(m, m == "x")',
      'm == "x" -> m != "x"',
      'm == "x" -> m == "y"',
      'm == "x" -> m == "z"',
      'm == "x" -> true',
      'm == "x" -> false',
      'a.parts.exists(m, m == "x") -> true',
      'a.parts.exists(m, m == "x") -> false',
    ]);
    expect(of('a.p in [true, false]')).toEqual([
      'a.p in [true, false] -> !(a.p in [true, false])',
      'a.p in [true, false] -> a.p in [false]',
      'a.p in [true, false] -> a.p in [true]',
      'a.p in [true, false] -> true',
      'a.p in [true, false] -> false',
    ]);
    const day = (comparator: string, date: string): string => `as_of ${comparator} timestamp("${date}T00:00:00Z")`;
    expect(of(day('>=', '2024-02-29'))).toEqual([
      `${day('>=', '2024-02-29')} -> ${day('==', '2024-02-29')}`,
      `${day('>=', '2024-02-29')} -> ${day('!=', '2024-02-29')}`,
      `${day('>=', '2024-02-29')} -> ${day('<', '2024-02-29')}`,
      `${day('>=', '2024-02-29')} -> ${day('<=', '2024-02-29')}`,
      `${day('>=', '2024-02-29')} -> ${day('>', '2024-02-29')}`,
      `${day('>=', '2024-02-29')} -> ${day('>=', '2024-02-28')}`,
      `${day('>=', '2024-02-29')} -> true`,
      `${day('>=', '2024-02-29')} -> false`,
    ]);
  });

  it('are none that the condition language refuses: an attestation is never negated', () => {
    expect(summary({ rules: [{ met: 'attestation.sign' }] })).toEqual([
      'rule-1 applies: true -> false: survived',
      'rule-1 met: attestation.sign -> true: survived',
      'rule-1 met: attestation.sign -> false: survived',
    ]);
  });

  it('stand at the exact place of the part that is changed', () => {
    const rules = miniRules({ rules: [{ met: 'a.p || (a.q && a.kind == "some")' }] });
    const { survivors } = mutateRules(rules, ['mini']);
    const text = `    met: 'a.p || (a.q && a.kind == "some")'`;
    const places = survivors.map(({ line, column, before, after }) => [line, text.slice(column - 1), before, after]);
    expect(places).toContainEqual([12, `&& a.kind == "some")'`, 'a.q && a.kind == "some"', 'a.q || a.kind == "some"']);
    expect(places).toContainEqual([12, `a.kind == "some")'`, 'a.q && a.kind == "some"', 'a.q']);
    expect(places).toContainEqual([12, `"some")'`, 'a.kind == "some"', 'a.kind == "none"']);
    expect(places).toContainEqual([12, `== "some")'`, 'a.kind == "some"', 'a.kind != "some"']);
  });
});

describe('a mutant that no case notices', () => {
  it('is equivalent when it changes no finding of any product on any day', () => {
    const mini = { definitions: { D: 'a.q' }, rules: [{ applies: 'D', met: 'a.p && (D || a.p)' }] };
    expect(summary(mini).filter((line) => line.endsWith('equivalent'))).toEqual([
      'rule-1 met: a.p && (D || a.p) -> a.p: equivalent',
    ]);
  });

  it('is a problem at its place, with a product on which it would be noticed', () => {
    const rules = miniRules({
      definitions: { D: 'a.q' },
      rules: [{ applies: 'D', met: 'a.count <= 5' }],
      cases: CASES,
    });
    const report = mutateRules(rules, ['mini']);
    expect(report.survivors.map((survivor) => formatProblem(survivorProblem(survivor)))).toEqual([
      'mini/art-1.yaml:12:19: mutant-survived: no case notices a.count <= 5 -> a.count == 5. A case of rule-1 as of 2000-01-01 would, with answers { a.q: true, a.count: 3 }: met, with the change not_met.',
    ]);
    expect({ ...report, survivors: report.survivors.length }).toEqual({
      mutants: 14,
      killed: 13,
      equivalent: 0,
      survivors: 1,
      score: 92.8,
    });
  });

  it('is equivalent or shown with a product that tells it apart, tried out in full on random rulesets', () => {
    fc.assert(
      fc.property(randomConditions, ({ definition, applies, met }) => {
        const mini = { definitions: { D: definition }, rules: [{ applies, met }] };
        const original = only(miniRules(mini));
        const products = DAYS.flatMap((day) => [...completions(FACTS, new Map())].map((answers) => ({ answers, day })));
        const whole = (ruleset: CompiledRuleset): string =>
          products.map(({ answers, day }) => outcomes(ruleset, answers, day).join()).join();
        const wanted = whole(original);
        for (const [mutant, fate] of fates(mini)) {
          const mutated = withMutant(mini, mutant);
          if (fate.kind === 'survived') {
            const { answers, asOf, finding, mutated: found } = fate.example;
            expect([finding, found]).toEqual(
              [original, mutated].map((ruleset) => at(outcomes(ruleset, answers, asOf), 0)),
            );
            expect(finding).not.toBe(found);
          } else {
            expect(whole(mutated) === wanted, `${mutant.mutation.text} for ${applies}, ${met}`).toBe(true);
          }
        }
      }),
      { numRuns: 20, seed: 20261123 },
    );
  }, 120_000);
});

describe('a mutant of a definition', () => {
  it('is noticed by a case of a rule that reads it through another definition', () => {
    const cases = `cases:\n  - { rule: rule-1, name: met, as_of: 2026-11-23, answers: { a.q: true, a.r: true, a.p: false }, expect: { status: not_met } }\n`;
    const mini = { definitions: { D: 'a.q', E: 'D && a.r' }, rules: [{ applies: 'E', met: 'a.p' }], cases };
    expect(summary(mini).filter((line) => line.startsWith('D:'))).toEqual([
      'D: a.q -> !a.q: killed',
      'D: a.q -> true: survived',
      'D: a.q -> false: killed',
    ]);
  });

  it('that decides severity, tag or review alone is told apart, and noticed by a case that states them', () => {
    const tail = `severity_cap: [{ units: ["1"], while_false: D, to: minor }]
tags: [{ units: ["1"], while_true: E, tag: t }]
review: [{ units: ["1"], while_true: F, why: { en: Look again. } }]
`;
    const mini = (expect_: string): MiniRuleset => ({
      definitions: { D: 'a.q', E: 'a.r', F: 'a.s' },
      rules: [{ met: 'a.p' }],
      tail,
      cases: `cases:\n  - { rule: rule-1, name: met, as_of: 2026-11-23, answers: { a.p: true, a.q: false, a.r: true, a.s: true }, expect: { status: met${expect_} } }\n`,
    });
    const ofDefinitions = (expect_: string): readonly string[] =>
      summary(mini(expect_)).filter((line) => /^[DEF]:/.test(line));
    expect(ofDefinitions('').every((line) => line.endsWith(': survived'))).toBe(true);
    expect(ofDefinitions(', severity: minor, tag: t, review: [F]')).toEqual([
      'D: a.q -> !a.q: killed',
      'D: a.q -> true: killed',
      'D: a.q -> false: survived',
      'E: a.r -> !a.r: killed',
      'E: a.r -> true: survived',
      'E: a.r -> false: killed',
      'F: a.s -> !a.s: killed',
      'F: a.s -> true: survived',
      'F: a.s -> false: killed',
    ]);
    const [, fate] = at(fates(mini('')), 1);
    expect(fate).toMatchObject({ example: { finding: 'shown as minor', mutated: 'shown as major' } });
  });

  it('that no finding reads is equivalent', () => {
    expect(summary({ definitions: { D: 'a.q' }, rules: [{ met: 'a.p' }] }).slice(0, 3)).toEqual([
      'D: a.q -> !a.q: equivalent',
      'D: a.q -> true: equivalent',
      'D: a.q -> false: equivalent',
    ]);
  });
});

describe('a mutant of a rule that reads what the others came to', () => {
  const echo = { id: 'echo', severity: 'blocker', met: '!engine.other_open_blockers', extra: '    echo: true\n' };

  it('is shown with a product whose other rules come to that', () => {
    const mini: MiniRuleset = { rules: [{ met: 'a.p', applies: 'a.q', severity: 'blocker' }, echo] };
    const original = only(miniRules(mini));
    const ofEcho = fates(mini).filter(([{ condition }]) => ownerOf(condition) === 'echo met');
    expect(ofEcho.map(([{ mutation }, { kind }]) => `${mutation.after} ${kind}`)).toEqual([
      'engine.other_open_blockers survived',
      'true survived',
      'false survived',
    ]);
    for (const [mutant, fate] of ofEcho) {
      if (fate.kind !== 'survived') throw new Error('survived');
      const { answers, asOf, finding, mutated } = fate.example;
      const found = [original, withMutant(mini, mutant)].map((ruleset) => at(outcomes(ruleset, answers, asOf), 1));
      expect([finding, mutated]).toEqual(found);
      expect(finding).not.toBe(mutated);
    }
  });

  it('is equivalent when the others can never come to what would tell', () => {
    const mini: MiniRuleset = { rules: [{ met: 'a.p', applies: 'false', severity: 'blocker' }, echo] };
    expect(summary(mini).filter((line) => line.startsWith('echo met'))).toEqual([
      'echo met: !engine.other_open_blockers -> engine.other_open_blockers: survived',
      'echo met: engine.other_open_blockers -> true: survived',
      'echo met: engine.other_open_blockers -> false: equivalent',
    ]);
  });

  it('and one of a definition are tried with what the others come to then', () => {
    const cases = `cases:\n  - { rule: echo, name: met, as_of: 2026-11-23, answers: { a.q: false, a.p: false }, expect: { status: met } }\n`;
    const mini: MiniRuleset = {
      definitions: { D: 'a.q' },
      rules: [
        { met: 'a.p', applies: 'D', severity: 'blocker' },
        { ...echo, applies: 'D || !a.r' },
      ],
      cases: cases.replace('a.p: false', 'a.p: false, a.r: false'),
    };
    expect(summary(mini).filter((line) => line.startsWith('D:'))).toEqual([
      'D: a.q -> !a.q: killed',
      'D: a.q -> true: killed',
      'D: a.q -> false: survived',
    ]);
  });
});

describe('deciding and open facts', () => {
  it('are compared where a case states them', () => {
    const cases = (expect_: string): string =>
      `cases:\n  - { rule: rule-1, name: open, as_of: 2026-11-23, answers: {}, expect: { status: undetermined, because: requirement${expect_} } }\n`;
    const dropped = (expect_: string): readonly string[] =>
      summary({ rules: [{ met: 'a.p && a.q' }], cases: cases(expect_) }).filter((line) => line.includes('-> a.p: '));
    expect(dropped('')).toEqual(['rule-1 met: a.p && a.q -> a.p: survived']);
    expect(dropped(', open: [a.p, a.q]')).toEqual(['rule-1 met: a.p && a.q -> a.p: killed']);
  });
});

describe('the shipped rules', () => {
  it('have cases that notice every mutant that makes a difference', async () => {
    const rules = await realRules();
    const report = mutateRules(
      rules,
      rules.rulesets.map(({ id }) => id),
    );
    expect(report.survivors.map((survivor) => formatProblem(survivorProblem(survivor)))).toEqual([]);
    expect(report.score).toBe(100);
    expect(report.mutants).toBe(report.killed + report.equivalent);
  }, 60_000);
});
