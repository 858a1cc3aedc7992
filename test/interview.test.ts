import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { evaluate } from '../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import { gateQuestions } from '../src/core/reasoning/gate-questions.ts';
import { Asking, mean, quantile, type Order } from './support/asking.ts';
import { plausibleProducts, type ProductKind } from './support/plausible-products.ts';
import { QuestionGame } from './support/question-game.ts';
import { realRules } from './support/real-rules.ts';
import { smallRulesets } from './support/small-rulesets.ts';

// What `npm run bench:interview` measures, on small samples that are always the same: how good the order of questions is.

const DAY = calendarDate('2026-11-23');
const SEED = 20_261_123;

describe('an interview', () => {
  let rules: CompiledRules;
  let asking: Asking;

  beforeAll(async () => {
    rules = await realRules();
    asking = new Asking(rules.rulesets, rules.questionnaire.questions, DAY);
  });

  function counts(kind: ProductKind, products: number, order: Order): readonly number[] {
    return plausibleProducts(rules, kind, products, SEED).map((product) => asking.count(product, order));
  }

  test('settles an internal product for China within 6 answers', () => {
    expect(Math.max(...counts('internal', 40, asking.bestFirst))).toBeLessThanOrEqual(6);
  });

  test('decides a blocked gate with a median of at most 25 % of the questions that file order needs', () => {
    const median = (order: Order): number => quantile(counts('blocked', 40, order), 0.5);
    expect(median(asking.bestFirst) / median(asking.allInFileOrder)).toBeLessThanOrEqual(0.25);
  }, 60_000);

  test('asks no more of a product without blocking gaps than file order does', () => {
    const [best, open] = [counts('clear', 4, asking.bestFirst), counts('clear', 4, asking.openInFileOrder)];
    expect(mean(best)).toBeLessThanOrEqual(mean(open));
  }, 60_000);

  test.each(['scoped', 'loose'] as const)(
    'asks on average within 8 % of the fewest questions there can be, on small %s rulesets',
    (shape) => {
      const playable = smallRulesets(shape)
        .map((ruleset) => ({ ruleset, game: new QuestionGame(ruleset) }))
        .filter(({ game }) => game.positions <= 30_000 && !game.isDecided(0));
      const games = fc.sample(playable, { seed: SEED, numRuns: 12 });
      const ours = games.map(({ ruleset, game }) =>
        game.mean((answers) => {
          const [next] = gateQuestions([ruleset], evaluate([ruleset], answers, DAY), answers, DAY);
          return next?.fact ?? 'none';
        }),
      );
      expect(mean(ours) / mean(games.map(({ game }) => game.optimum()))).toBeLessThanOrEqual(1.08);
    },
    60_000,
  );
});
