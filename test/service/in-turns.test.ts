import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateAnswers } from '../../src/service/evaluate-answers.ts';
import { buildLibrary, type RuleLibrary } from '../../src/service/rule-library.ts';
import { realRules } from '../support/real-rules.ts';

const CLOCK = { now: () => new Date('2026-11-23T12:00:00Z') };

let library: RuleLibrary;
beforeAll(async () => {
  library = buildLibrary(await realRules());
});

/** How often something else had its turn while work was under way. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const takeTurn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  await work();
  isOver = true;
  return turns;
}

describe('evaluating', () => {
  test('without a plan is done at once', async () => {
    expect(await turnsDuring(() => evaluateAnswers({ library, clock: CLOCK }, { answers: {} }))).toBe(0);
  });

  // At once it would have none.
  test.each(['unblocked', 'clear'] as const)('lets others go first while it plans for %s', async (plan) => {
    const turns = await turnsDuring(() => evaluateAnswers({ library, clock: CLOCK }, { answers: {}, plan }));
    expect(turns).toBeGreaterThan(5);
  });
});
