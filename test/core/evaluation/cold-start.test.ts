import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import { plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

it('the first evaluation after a start is the same as every later one', async () => {
  const day = calendarDate('2026-11-23');
  const warm = await realRules();
  const products = fc.sample(plausibleAnswers(warm.questionnaire), { numRuns: 4, seed: 11 });
  for (const [seed, answers] of products.entries()) {
    const some = new Map([...answers].filter((_, index) => (index * 7 + seed) % 3 === 0));
    const cold = await realRules();
    const first = evaluate(cold.rulesets, some, day);
    evaluate(warm.rulesets, some, day);
    expect(first).toEqual(evaluate(warm.rulesets, some, day));
  }
});
