import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation, Finding } from '../../../src/core/evaluation/evaluation.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { Answers } from '../../../src/core/questionnaire/answers.ts';
import { laidOver, type Variant } from '../../../src/core/questionnaire/parse-variants.ts';
import { whatIf } from '../../../src/core/reasoning/what-if.ts';
import { anyDay, plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

let rules: CompiledRules;

beforeAll(async () => {
  rules = await realRules();
});

function stateOf({ status, because, applicability, severity }: Finding): unknown {
  return { status, because, applicability, severity };
}

/** What whole evaluations of base and variant say, compared one by one. */
function byEvaluation(base: Evaluation, variant: Evaluation): unknown {
  const { gate, open, rulesets } = variant;
  const changes = rulesets.flatMap((result, ruleset) =>
    result.findings.flatMap((finding, index) => {
      const before = base.rulesets[ruleset]?.findings[index];
      const [from, to] = [before === undefined ? undefined : stateOf(before), stateOf(finding)];
      return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ ruleset, rule: finding.rule, from, to }];
    }),
  );
  return { gate, open, verdicts: rulesets.map(({ verdict }) => verdict), changes };
}

/** A base with part of the answers, and variants that change up to eight of them to those of another product or to unknown. */
function bases(): fc.Arbitrary<{ base: Answers; variants: readonly Variant[]; day: string }> {
  const { questionnaire } = rules;
  const facts = questionnaire.questions.map(({ id }) => id);
  const answers = plausibleAnswers(questionnaire);
  const change = fc.record({
    other: answers,
    facts: fc.array(fc.constantFrom(...facts), { maxLength: 8 }),
    unknown: fc.array(fc.constantFrom(...facts), { maxLength: 3 }),
  });
  return fc
    .tuple(answers, fc.nat({ max: 10 }), fc.array(change, { minLength: 1, maxLength: 40 }), anyDay)
    .map(([complete, share, changes, day]) => ({
      base: new Map([...complete].filter((_, index) => (index * 7919) % 10 < share)),
      variants: changes.map(
        ({ other, facts: changed, unknown }) =>
          new Map([
            ...changed.map((fact) => [fact, other.get(fact)] as const),
            ...unknown.map((fact) => [fact, undefined] as const),
          ]),
      ),
      day,
    }));
}

describe('what-if', () => {
  it('says of base and variants what whole evaluations say, and names exactly the findings that differ', () => {
    fc.assert(
      fc.property(bases(), ({ base, variants, day }) => {
        const asOf = calendarDate(day);
        const before = evaluate(rules.rulesets, base, asOf);
        const { gate, open, rulesets } = before;
        expect(whatIf(rules.rulesets, base, variants, asOf)).toEqual({
          base: { gate, open, verdicts: rulesets.map(({ verdict }) => verdict) },
          variants: variants.map((variant) =>
            byEvaluation(before, evaluate(rules.rulesets, laidOver(base, variant), asOf)),
          ),
        });
      }),
      { numRuns: 25, seed: 20261123 },
    );
  }, 120_000);

  it('without variants, or without rulesets, has nothing to say of them', () => {
    const day = calendarDate('2026-11-23');
    expect(whatIf(rules.rulesets, new Map(), [], day).variants).toEqual([]);
    expect(whatIf([], new Map(), [new Map()], day)).toEqual({
      base: { gate: 'out_of_scope', open: { blockers: 0, others: 0 }, verdicts: [] },
      variants: [{ gate: 'out_of_scope', open: { blockers: 0, others: 0 }, verdicts: [], changes: [] }],
    });
  });
});
