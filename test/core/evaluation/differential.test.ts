import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import { ruleDiagrams } from '../../../src/core/evaluation/rule-diagrams.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { Answers } from '../../../src/core/questionnaire/answers.ts';
import { parseAnswers } from '../../../src/core/questionnaire/parse-answers.ts';
import { outcomeText } from '../../../src/core/proof/expected-finding.ts';
import { EXAMPLES } from '../../support/example-reports.ts';
import { IndependentRuleset } from '../../support/independent-law.ts';
import {
  anyDay,
  completeAnswers,
  nearbyAnswers,
  partialAnswers,
  plausibleAnswers,
} from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

let rules: CompiledRules;
let pairs: readonly (readonly [ours: CompiledRuleset, draft: IndependentRuleset])[];

beforeAll(async () => {
  rules = await realRules();
  pairs = rules.rulesets.map((ruleset) => [ruleset, new IndependentRuleset(ruleset.id)]);
});

/**
 * Compares status, cause and applicability of every rule; a difference names the rule.
 *
 * @returns what was compared, as `<rule> <outcome>`
 */
function compare(answers: Answers, day: string): readonly string[] {
  return pairs.flatMap(([ours, draft]) => {
    const expected = draft.judge(answers, day).map((outcome, index) => ({ rule: draft.ruleIds[index], ...outcome }));
    const found = judgeRuleset(ours, answers, calendarDate(day));
    expect(found.map((outcome, index) => ({ rule: ours.rules[index]?.id, ...outcome }))).toEqual(expected);
    return expected.map(({ rule = '', ...outcome }) => `${rule} ${outcomeText(outcome)}`);
  });
}

/** Around a company from elsewhere that has everything in place: what only then comes about is too rare to be met by chance. */
function orderlyAnswers(): fc.Arbitrary<Answers> {
  const parsed = parseAnswers(rules.questionnaire, { ...EXAMPLES.clear(rules), 'org.origin': 'overseas' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return nearbyAnswers(rules.questionnaire, parsed.answers);
}

describe('the drafts of the law, judged by an independent CEL implementation', () => {
  it('have the 130 rules of the rule files, in the same order', () => {
    for (const [ours, draft] of pairs) expect(ours.rules.map((rule) => rule.id)).toEqual(draft.ruleIds);
    expect(pairs.flatMap(([, draft]) => draft.ruleIds)).toHaveLength(130);
  });

  it('come to the same as the rule files for 5,500 products, in every outcome that a rule can reach', () => {
    const runs = [
      [completeAnswers(rules.questionnaire), 1000],
      [plausibleAnswers(rules.questionnaire), 1000],
      [partialAnswers(rules.questionnaire), 3000],
      [orderlyAnswers(), 500],
    ] as const;
    const compared = new Set<string>();
    for (const [answersOf, numRuns] of runs) {
      const property = fc.property(answersOf, anyDay, (answers, day) => {
        for (const outcome of compare(answers, day)) compared.add(outcome);
      });
      fc.assert(property, { numRuns, seed: 20261123 });
    }
    const reachable = rules.rulesets.flatMap((ruleset) =>
      ruleset.rules.flatMap((rule) =>
        [...ruleDiagrams(ruleset).reachable(rule)].map((outcome) => `${rule.id} ${outcomeText(outcome)}`),
      ),
    );
    expect([...compared].toSorted()).toEqual(reachable.toSorted());
  }, 120_000);
});
