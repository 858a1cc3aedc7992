import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { AnswerLanes, countLanes, lanesOf, shareOf } from '../../../src/core/evaluation/answer-lanes.ts';
import { LaneProgram } from '../../../src/core/evaluation/lane-program.ts';
import { possibleAnswers, typicalAnswers } from '../../../src/core/evaluation/possible-answers.ts';
import { Valuation, valuesOf } from '../../../src/core/evaluation/valuation.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { Answers } from '../../../src/core/questionnaire/answers.ts';
import { miniRules } from '../../support/mini-rules.ts';
import { anyDay, plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

let rules: CompiledRules;

beforeAll(async () => {
  rules = await realRules();
});

/** Some answers of a product, and a day. */
function partial(): fc.Arbitrary<readonly [Answers, string]> {
  return fc
    .tuple(plausibleAnswers(rules.questionnaire), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), anyDay)
    .map(([answers, share, salt, day]) => [
      new Map([...answers].filter((_, index) => ((index * 7919 + salt) % 997) / 997 < share)),
      day,
    ]);
}

/** The truths of all expressions, as the valuation of the answers in each lane has them and as the lanes do. */
function bothWays(ruleset: CompiledRuleset, answers: Answers, day: string): { alone: string[]; inLanes: string[] } {
  const asOf = calendarDate(day);
  const lanes = new AnswerLanes();
  const ranges = [...typicalAnswers(ruleset)]
    .filter(([fact]) => !answers.has(fact))
    .map(([fact, typical]) => ({ fact, range: lanes.add(fact, typical) }));
  const truths = new LaneProgram(ruleset, lanes, asOf).run(valuesOf(ruleset, answers));
  const alone: string[] = [];
  const inLanes: string[] = [];
  for (const { fact, range } of ranges) {
    for (const [index, answer] of range.answers.entries()) {
      const valuation = new Valuation(ruleset, new Map([...answers, [fact, answer]]), asOf);
      const lane = range.shift + index;
      const bit = (word: number): number => (word >>> lane) & 1;
      for (const expression of ruleset.expressions) {
        for (const mode of ['given', 'assumed'] as const) {
          const isTrue = bit(truths.whereTrue(expression.index, mode, range.word));
          const isFalse = bit(truths.whereFalse(expression.index, mode, range.word));
          alone.push(valuation.truth(expression, mode));
          inLanes.push(isTrue === 1 ? 'true' : isFalse === 1 ? 'false' : 'unknown');
        }
      }
    }
  }
  return { alone, inLanes };
}

describe('lanes', () => {
  it('judge every expression of the shipped rules as if each further answer were given by itself', () => {
    fc.assert(
      fc.property(partial(), ([answers, day]) => {
        for (const ruleset of rules.rulesets) {
          const { alone, inLanes } = bothWays(ruleset, answers, day);
          expect(inLanes.findIndex((truth, index) => truth !== alone[index])).toBe(-1);
        }
      }),
      { numRuns: 12, seed: 20261123 },
    );
  }, 120_000);

  it('of one fact lie in one word, and are counted there', () => {
    const lanes = new AnswerLanes();
    const three = lanes.add('a', [true, false, 'x']);
    const thirty = lanes.add(
      'b',
      Array.from({ length: 30 }, (_, index) => index),
    );
    const two = lanes.add('c', [true, false]);
    expect([three, thirty, two].map(({ word, shift }) => [word, shift])).toEqual([
      [0, 0],
      [1, 0],
      [1, 30],
    ]);
    expect(lanes.words).toBe(2);
    expect([three, thirty, two].map((range) => countLanes(lanesOf(range)))).toEqual([3, 30, 2]);
    expect(countLanes(-1)).toBe(32);
    expect(shareOf(three, 0b011)).toBe(2 / 3);
    expect(shareOf(two, 1 << 31)).toBe(1 / 2);
    expect(shareOf(lanes.add('none', []), -1)).toBe(0);
    expect(() =>
      lanes.add(
        'd',
        Array.from({ length: 33 }, () => true),
      ),
    ).toThrow(RangeError);
  });
});

describe('the answers that conditions can tell apart', () => {
  it('are one of each kind, none twice', () => {
    const [ruleset] = miniRules({
      rules: [
        { met: 'a.p && a.kind in ["some", "all"] && a.count <= 5 && attestation.sign' },
        { met: '"x" in a.parts || a.parts.exists(m, m in ["y", "z"])' },
      ],
    }).rulesets;
    if (ruleset === undefined) throw new Error('no ruleset');
    const possible = (fact: string): unknown => possibleAnswers(ruleset, fact);
    expect(possible('a.p')).toEqual([true, false]);
    expect(possible('a.q')).toEqual([]);
    expect(possible('a.kind')).toEqual(['none', 'some']);
    // Of the numbers that no condition tells apart, one near the turn stands for all: a reader is shown it.
    expect(possible('a.count')).toEqual([4, 6]);
    expect(possible('a.parts')).toEqual([[], ['x'], ['y'], ['x', 'y']]);
    expect(possible('attestation.sign')).toEqual([{ attested: true }, { attested: false }]);
    expect(typicalAnswers(ruleset).get('a.parts')).toEqual([[], ['x'], ['y'], ['x', 'y']]);
  });

  it('are for a long list only nothing, each option alone, and all', () => {
    const cn = rules.rulesets.find(({ id }) => id === 'cn-interim-measures');
    if (cn === undefined) throw new Error('no ruleset');
    expect(possibleAnswers(cn, 'labelling.visible_on')).toHaveLength(32);
    expect(typicalAnswers(cn).get('labelling.visible_on')).toEqual([
      [],
      ['text'],
      ['image'],
      ['audio'],
      ['video'],
      ['scene'],
      ['text', 'image', 'audio', 'video', 'scene'],
    ]);
  });
});
