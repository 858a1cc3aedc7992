import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { compileSnapshot } from '../../../src/core/language/compile-snapshot.ts';
import { questionOrder } from '../../../src/core/language/question-order.ts';
import { miniRules } from '../../support/mini-rules.ts';
import { realRules } from '../../support/real-rules.ts';

describe('the order of questions over rulesets', () => {
  const first = miniRules({ rules: [{ met: 'a.p && a.s && a.count > 1' }] }).rulesets;
  const second = miniRules({ id: 'other', rules: [{ met: 'a.q && a.s && a.kind == "all"' }] }).rulesets;

  test('keeps that of each, and puts what another one adds after what it follows there', () => {
    expect([...questionOrder([...first, ...second]).keys()]).toEqual(['a.q', 'a.p', 'a.s', 'a.kind', 'a.count']);
    expect([...questionOrder([...second, ...first]).keys()]).toEqual(['a.p', 'a.q', 'a.s', 'a.count', 'a.kind']);
    expect([...questionOrder(first).keys()]).toEqual(['a.p', 'a.s', 'a.count']);
    expect(questionOrder([]).size).toBe(0);
  });

  test('is the same for the shipped rulesets and for their snapshots, and so is an evaluation', async () => {
    const { rulesets } = await realRules();
    const restored = rulesets.map(({ snapshot }) => compileSnapshot(JSON.parse(JSON.stringify(snapshot))));
    expect(questionOrder(restored)).toEqual(questionOrder(rulesets));
    const day = calendarDate('2026-11-23');
    expect(evaluate(restored, new Map(), day)).toEqual(evaluate(rulesets, new Map(), day));
  });
});
