import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/core/base/at.ts';
import { formatProblem } from '../../../src/core/base/problem.ts';
import { judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import type { Outcome } from '../../../src/core/evaluation/judge-rule.ts';
import { compileRules } from '../../../src/core/language/compile-rules.ts';
import { lintLogic } from '../../../src/core/proof/lint-logic.ts';
import type { AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { inLibrary } from '../../../src/service/rule-library.ts';
import { miniRules, miniSources, type MiniRuleset } from '../../support/mini-rules.ts';
import { completeProducts, DAYS, randomConditions } from '../../support/random-rulesets.ts';
import { realRules } from '../../support/real-rules.ts';

function codes(mini: MiniRuleset): readonly string[] {
  return lintLogic(miniRules(mini)).problems.map(({ code }) => code);
}

describe('the exact lint', () => {
  it('has nothing to say of the shipped rules', async () => {
    expect(lintLogic(await realRules())).toEqual({ problems: [], beyondWork: [] });
  });

  it('takes "is answered" for no constant', () => {
    const fixable = ['a.p'];
    expect(
      codes({ definitions: { D: 'a.q in [true, false]' }, rules: [{ applies: 'D', met: 'a.p' }], fixable }),
    ).toEqual([]);
    expect(codes({ definitions: { D: 'a.q || !a.q' }, rules: [{ applies: 'D', met: 'a.p' }], fixable })).toEqual([
      'definition-constant',
    ]);
    const definitions = { D: 'a.q in [true, false] || true' };
    expect(codes({ definitions, rules: [{ applies: 'D', met: 'a.p' }], fixable })).toContain('definition-constant');
  });

  it('counts a question as read where only a severity, a tag or a review depends on it', () => {
    const mini = (tail: string): MiniRuleset => ({
      definitions: { D: 'a.q' },
      rules: [{ met: 'a.p' }],
      fixable: ['a.p'],
      tail,
    });
    const entry = (key: string, rest: string): string => `${key}: [{ units: ["1"], ${rest} }]\n`;
    expect(codes(mini(''))).toEqual(['question-idle']);
    expect(codes(mini(entry('severity_cap', 'while_false: D, to: minor')))).toEqual([]);
    expect(codes(mini(entry('severity_cap', 'while_false: D, to: major')))).toEqual(['question-idle']);
    expect(codes(mini(entry('tags', 'while_true: D, tag: t')))).toEqual([]);
    expect(codes(mini(entry('review', 'while_true: D, why: { en: Look. }')))).toEqual([]);
  });

  it('finds that the open points of other rules can be closed by work', () => {
    const rules = [
      { met: 'a.p', severity: 'blocker' },
      { met: '!engine.other_open_blockers', severity: 'blocker', extra: '    echo: true\n' },
    ];
    expect(codes({ rules, fixable: ['a.p'] })).toEqual([]);
  });

  it('lists a rule that no work can meet, and says so itself, apart from problems; its logic digest stays', () => {
    const [silent, acknowledged] = ['', '    beyond_work: true\n'].map((extra) =>
      miniRules({ rules: [{ met: 'a.p', extra }] }),
    );
    if (silent === undefined || acknowledged === undefined) throw new Error('two rulesets');
    expect(lintLogic(silent).problems.map(formatProblem)).toEqual([
      'mini/art-1.yaml:3:5: beyond-work: rule-1 cannot be met by any fix that the questions permit. Say which questions are fixable and to what, or acknowledge it with beyond_work: true.',
    ]);
    expect(lintLogic(acknowledged)).toEqual({
      problems: [],
      beyondWork: [{ file: 'mini/art-1.yaml', line: 3, column: 5, ruleset: 'mini', rule: 'rule-1' }],
    });
    const [before, after] = [silent, acknowledged].map(({ rulesets }) => inLibrary(at(rulesets, 0)).logicDigest);
    expect(after).toBe(before);
  });

  it('lets work add options to a fixable list and sign an attestation, and no more', () => {
    const withList = (met: string): readonly string[] => {
      const sources = miniSources({ rules: [{ met }] }).map(({ path, text }) => {
        const byWork = 'fixable: true\n    fix_kind: build\n    effort_days: [1, 2]\n    phase: build\n';
        const fixable = text.replaceAll(
          /(id: (?:a.parts|attestation.sign)\n(?: {4}.*\n)*? {4})fixable: false\n/g,
          `$1${byWork}`,
        );
        return { path, text: fixable };
      });
      const rules = compileRules(sources);
      expect(rules.problems).toEqual([]);
      return lintLogic(rules).problems.map(({ code }) => code);
    };
    expect(withList('"x" in a.parts && attestation.sign')).toEqual([]);
    expect(withList('!("x" in a.parts)')).toEqual(['beyond-work']);
    expect(withList('"x" in a.parts && attestation.other')).toEqual([]);
    expect(withList('attestation.other')).toEqual(['beyond-work']);
  });

  it('agrees with trying every complete product of random small rulesets', () => {
    const products = completeProducts();
    fc.assert(
      fc.property(randomConditions, ({ definition, applies, met }) => {
        const mini = { definitions: { D: definition }, rules: [{ applies, met }], fixable: ['a.p', 'a.q'] };
        const ruleset = at(miniRules(mini).rulesets, 0);
        const judge = (product: ReadonlyMap<string, AnswerValue>, day: (typeof DAYS)[number]): Outcome =>
          at(judgeRuleset(ruleset, product, day), 0);
        const applying = DAYS.flatMap((day) =>
          products.map((product) => ({ product, day, outcome: judge(product, day) })),
        ).filter(({ outcome }) => outcome.status !== 'not_applicable');
        const unmet = applying.filter(({ outcome }) => outcome.status !== 'met');
        const mendable = unmet.some(({ product, day }) =>
          [['a.p'], ['a.q'], ['a.p', 'a.q']].some(
            (facts) =>
              judge(new Map([...product, ...facts.map((fact) => [fact, true] as const)]), day).status === 'met',
          ),
        );
        const expected =
          applying.length === 0
            ? ['rule-never-applies']
            : unmet.length === applying.length
              ? ['rule-never-met']
              : unmet.length > 0 && !mendable
                ? ['beyond-work']
                : [];
        expect(codes(mini).filter((code) => /^(rule-|beyond)/.test(code))).toEqual(expected);
      }),
      { numRuns: 60, seed: 20261123 },
    );
  }, 120_000);
});
