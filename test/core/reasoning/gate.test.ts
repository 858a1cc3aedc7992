import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { Answers, AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { isGateDecided } from '../../../src/core/reasoning/gate-decided.ts';
import { GateProgram } from '../../../src/core/reasoning/gate-program.ts';
import { gateQuestions } from '../../../src/core/reasoning/gate-questions.ts';
import { miniRules, type MiniRule } from '../../support/mini-rules.ts';
import { QuestionGame } from '../../support/question-game.ts';
import { anyDay, plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';
import { smallRulesets } from '../../support/small-rulesets.ts';

const DAY = calendarDate('2026-01-01');
const GIVEN: AnswerValue = { attested: true, by: 'A', role: 'B', on: '2026-01-01', evidence: ['C'] };
const REFUSED: AnswerValue = { attested: false };

let rules: CompiledRules;

beforeAll(async () => {
  rules = await realRules();
});

/** What is known of a gate: what it is, and whether it is decided. */
function stateOf(
  own: readonly MiniRule[],
  answers: Readonly<Record<string, AnswerValue>>,
): readonly [gate: string, decided: boolean] {
  const { rulesets } = miniRules({ rules: own });
  const given = new Map(Object.entries(answers));
  return [evaluate(rulesets, given, DAY).gate, isGateDecided(rulesets, given, DAY)];
}

function next(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  notKnown?: ReadonlySet<string>,
): readonly string[] {
  const evaluation = evaluate(rulesets, answers, DAY);
  return gateQuestions(rulesets, evaluation, answers, DAY, notKnown).map(({ fact }) => fact);
}

describe('the gate in lanes', () => {
  it('is that of the evaluation, for every product on every day, binding or not', () => {
    const products = fc.tuple(
      plausibleAnswers(rules.questionnaire),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      anyDay,
    );
    // Taken as binding, the commitments bring severities that are capped.
    const allBinding = rules.rulesets.map((ruleset) => ({ ...ruleset, binding: true }));
    fc.assert(
      fc.property(products, ([complete, share, salt, day]) => {
        const answers = new Map([...complete].filter((_, index) => ((index * 7919 + salt) % 997) / 997 < share));
        for (const rulesets of [rules.rulesets, allBinding, allBinding.slice(1)]) {
          const { gate } = evaluate(rulesets, answers, calendarDate(day));
          expect(new GateProgram(rulesets, calendarDate(day)).gate(answers).gate).toBe(gate);
        }
      }),
      { numRuns: 150, seed: 20261123 },
    );
  }, 120_000);

  it('knows what a rule comes to that reads the other blockers and is no echo', () => {
    const own: readonly MiniRule[] = [
      { met: 'a.p', severity: 'blocker' },
      { applies: 'a.q', met: '!engine.other_open_blockers' },
    ];
    const { rulesets } = miniRules({ rules: own });
    for (const p of [true, false, undefined]) {
      for (const q of [true, false, undefined]) {
        const answers = new Map<string, AnswerValue>();
        if (p !== undefined) answers.set('a.p', p);
        if (q !== undefined) answers.set('a.q', q);
        expect(new GateProgram(rulesets, DAY).gate(answers).gate).toBe(evaluate(rulesets, answers, DAY).gate);
      }
    }
  });
});

describe('a gate is decided', () => {
  it('when a blocker is a gap, whatever else is open', () => {
    const own: readonly MiniRule[] = [
      { met: 'a.p', severity: 'blocker' },
      { met: 'a.q', severity: 'blocker' },
    ];
    expect(stateOf(own, { 'a.p': false })).toEqual(['blocked', true]);
    expect(stateOf(own, { 'a.p': true })).toEqual(['undetermined', false]);
  });

  it('when nothing applies', () => {
    expect(stateOf([{ applies: 'a.p', met: 'a.q' }], { 'a.p': false })).toEqual(['out_of_scope', true]);
  });

  it('when all is met, once something is known to apply', () => {
    const own: readonly MiniRule[] = [{ applies: 'a.p', met: 'a.q', severity: 'blocker' }];
    expect(stateOf(own, { 'a.q': true })).toEqual(['clear', false]);
    expect(stateOf(own, { 'a.p': true, 'a.q': true })).toEqual(['clear', true]);
    // One of the two applies, whichever.
    expect(
      stateOf(
        [
          { applies: 'a.p', met: 'a.q' },
          { applies: '!a.p', met: 'a.q' },
        ],
        { 'a.q': true },
      ),
    ).toEqual(['clear', true]);
  });

  it('on a gap that does not block, once nothing may block; a minor point that is open does not decide it', () => {
    const own: readonly MiniRule[] = [{ met: 'a.p' }, { met: 'a.q', severity: 'minor' }];
    expect(stateOf(own, { 'a.p': false })).toEqual(['conditional', true]);
    expect(stateOf(own, { 'a.p': true })).toEqual(['conditional', false]);
    // One of two minor points is a gap, whichever.
    const either: readonly MiniRule[] = [
      { met: 'a.p' },
      { met: 'a.q', severity: 'minor' },
      { met: '!a.q', severity: 'minor' },
    ];
    expect(stateOf(either, { 'a.p': true })).toEqual(['conditional', true]);
  });

  it('on a sign-off that was refused, unless a blocker may still be a gap; not while it is open', () => {
    const own: readonly MiniRule[] = [{ met: 'attestation.sign', severity: 'blocker' }];
    expect(stateOf(own, {})).toEqual(['undetermined', false]);
    expect(stateOf(own, { 'attestation.sign': REFUSED })).toEqual(['undetermined', true]);
    expect(stateOf([...own, { met: 'a.p', severity: 'blocker' }], { 'attestation.sign': REFUSED })).toEqual([
      'undetermined',
      false,
    ]);
    expect(stateOf([...own, { met: 'a.p' }], { 'attestation.sign': REFUSED })).toEqual(['undetermined', true]);
    expect(stateOf(own, { 'attestation.sign': GIVEN })).toEqual(['clear', true]);
  });

  it('at once where nothing binding is assessed', () => {
    const { rulesets } = miniRules({ binding: false, rules: [{ met: 'a.p' }] });
    expect(isGateDecided(rulesets, new Map(), DAY)).toBe(true);
    expect(next(rulesets, new Map())).toEqual([]);
  });

  it('exactly when every completion comes to it, on random small rulesets', () => {
    for (const shape of ['scoped', 'loose'] as const) {
      fc.assert(
        fc.property(
          smallRulesets(shape),
          fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 40, maxLength: 40 }),
          (ruleset, draws) => {
            const game = new QuestionGame(ruleset);
            fc.pre(game.positions < 60_000);
            for (const draw of draws) {
              const position = Math.floor(draw * game.positions);
              expect(isGateDecided([ruleset], game.answersAt(position), DAY)).toBe(game.isDecided(position));
            }
          },
        ),
        { numRuns: 25, seed: 20261123 },
      );
    }
  }, 240_000);
});

describe('questions for the gate', () => {
  it('ask first what most likely decides it per question', () => {
    const { rulesets } = miniRules({
      rules: [
        { applies: 'a.p', met: 'a.q', severity: 'blocker' },
        { applies: 'a.p', met: 'a.r' },
        { applies: 'a.p', met: 'a.s && a.kind == "all"', severity: 'blocker' },
      ],
    });
    expect(next(rulesets, new Map())[0]).toBe('a.p');
    expect(next(rulesets, new Map([['a.p', true]]))).toEqual(['a.q', 'a.s', 'a.kind', 'a.r']);
  });

  it('leave out the voluntary, what is known to be unknown, and sign-offs until nothing else is left', () => {
    const own: readonly MiniRule[] = [{ met: 'a.p && attestation.sign', severity: 'blocker' }, { met: 'a.q' }];
    const { rulesets } = miniRules({ rules: own });
    expect(next(rulesets, new Map())).toEqual(['a.p', 'a.q', 'attestation.sign']);
    expect(next(rulesets, new Map(), new Set(['a.p']))).toEqual(['a.q', 'attestation.sign']);
    expect(next(rulesets, new Map([['a.q', true]]), new Set(['a.p']))).toEqual(['attestation.sign']);
    expect(next(miniRules({ rules: own, binding: false }).rulesets, new Map())).toEqual([]);
  });

  it('leave minor points out as soon as a gap is known', () => {
    const { rulesets } = miniRules({ rules: [{ met: 'a.p' }, { met: 'a.q' }, { met: 'a.r', severity: 'minor' }] });
    expect(next(rulesets, new Map([['a.p', true]]))).toEqual(['a.q', 'a.r']);
    expect(next(rulesets, new Map([['a.p', false]]))).toEqual(['a.q']);
  });

  it('are there as long as the gate is not decided, and never become more', () => {
    for (const shape of ['scoped', 'loose'] as const) {
      fc.assert(
        fc.property(smallRulesets(shape), fc.infiniteStream(fc.nat(11)), (ruleset, draws) => {
          const game = new QuestionGame(ruleset);
          fc.pre(game.positions < 60_000);
          let answers: Answers = new Map();
          let most = Infinity;
          while (!isGateDecided([ruleset], answers, DAY)) {
            const asked = next([ruleset], answers);
            expect(asked.length).toBeGreaterThan(0);
            expect(asked.length).toBeLessThanOrEqual(most);
            most = asked.length - 1;
            const [fact = ''] = asked;
            const choices = game.answersTo(fact);
            const answer = choices[Number(draws.next().value) % choices.length];
            if (answer === undefined) throw new Error(`no answer to ${fact}`);
            answers = new Map([...answers, [fact, answer]]);
          }
        }),
        { numRuns: 60, seed: 20261123 },
      );
    }
  }, 120_000);
});
