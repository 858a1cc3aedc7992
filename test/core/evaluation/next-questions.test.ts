import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation, Finding } from '../../../src/core/evaluation/evaluation.ts';
import { typicalAnswers } from '../../../src/core/evaluation/possible-answers.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import { questionOrder } from '../../../src/core/language/question-order.ts';
import type { Answers, AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { miniRules, type MiniRule } from '../../support/mini-rules.ts';
import { plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';
import { smallRulesets } from '../../support/small-rulesets.ts';

const DAY = calendarDate('2026-11-23');
const WEIGHTS = { blocker: 8, major: 4, minor: 2, advisory: 1 };
const TYPES = ['boolean', 'choice', 'choices', 'integer', 'date', 'attestation'];

let rules: CompiledRules;

beforeAll(async () => {
  rules = await realRules();
});

function askedOf(rulesOf: readonly MiniRule[], answers: Readonly<Record<string, AnswerValue>> = {}): readonly string[] {
  const { rulesets } = miniRules({ rules: rulesOf });
  return evaluate(rulesets, new Map(Object.entries(answers)), DAY).next_questions.map(({ fact }) => fact);
}

function waiting({ rulesets }: Evaluation): readonly Finding[] {
  return rulesets
    .flatMap(({ findings }) => findings)
    .filter(({ echo, status }) => !echo && (status === 'undetermined' || status === 'needs_attestation'));
}

/** Expected weight of the findings that an answer settles, by evaluating every typical answer. */
function gainByTrial(rulesets: readonly CompiledRuleset[], answers: Answers, fact: string): number {
  const typical = rulesets.flatMap((ruleset) => typicalAnswers(ruleset).get(fact) ?? []);
  const before = waiting(evaluate(rulesets, answers, DAY));
  let sum = 0;
  for (const answer of typical) {
    const after = evaluate(rulesets, new Map([...answers, [fact, answer]]), DAY);
    const left = new Map(waiting(after).map(({ rule, status }) => [rule, status]));
    for (const { rule, status, severity, open } of before)
      if (open.includes(fact) && left.get(rule) !== status && !(status === 'needs_attestation' && left.has(rule)))
        sum += WEIGHTS[severity];
  }
  return sum / typical.length;
}

/** The order that the documentation promises, worked out by trial. */
function orderByTrial(rulesets: readonly CompiledRuleset[], answers: Answers): readonly string[] {
  const facts = new Set(waiting(evaluate(rulesets, answers, DAY)).flatMap(({ open }) => open));
  const order = questionOrder(rulesets);
  const ranked = [...facts].map((fact) => {
    const question = rulesets.find(({ questionById }) => questionById.has(fact))?.questionById.get(fact);
    if (question === undefined) throw new Error(`no question ${fact}`);
    const effort = TYPES.indexOf(question.type === 'date' ? 'integer' : question.type);
    const late = Number(question.type === 'attestation');
    return { fact, keys: [late, -gainByTrial(rulesets, answers, fact), effort, order.get(fact) ?? Infinity] };
  });
  return ranked.sort((a, b) => compare(a.keys, b.keys)).map(({ fact }) => fact);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((key, index) => key !== b[index]);
  return (a[differing] ?? 0) - (b[differing] ?? 0);
}

describe('next questions', () => {
  it('are asked in the order of the findings that their answers may be expected to settle, by weight', () => {
    expect(askedOf([{ met: 'a.p' }, { met: 'a.q', severity: 'blocker' }, { met: 'a.r', severity: 'minor' }])).toEqual([
      'a.q',
      'a.p',
      'a.r',
    ]);
    // Half the answers to a.s settle 16, all answers to a.p settle 8 where a.s does not matter.
    expect(
      askedOf([
        { applies: 'a.s', met: 'a.p', severity: 'blocker' },
        { applies: 'a.s', met: 'a.q', severity: 'blocker' },
      ]),
    ).toEqual(['a.s', 'a.p', 'a.q']);
  });

  it('of equal worth are asked from cheap to dear, then in question order, and sign-offs last', () => {
    expect(
      askedOf([
        { met: 'attestation.sign', severity: 'blocker' },
        { met: 'a.count <= 5' },
        { met: '"x" in a.parts' },
        { met: 'a.kind == "all"' },
        { met: 'a.q' },
        { met: 'a.p' },
      ]),
    ).toEqual(['a.p', 'a.q', 'a.kind', 'a.parts', 'a.count', 'attestation.sign']);
  });

  it('name the rules they bear on, and leave out what can change nothing', () => {
    const { rulesets } = miniRules({
      rules: [
        { id: 'one', met: 'a.p || a.q' },
        { id: 'two', met: 'a.q' },
        { id: 'three', met: 'a.r' },
      ],
    });
    const { next_questions: next } = evaluate(
      rulesets,
      new Map([
        ['a.p', true],
        ['a.r', false],
      ]),
      DAY,
    );
    expect(next).toEqual([{ fact: 'a.q', group: 'a', rules: ['two'] }]);
  });

  it('still ask for a sign-off that was refused', () => {
    expect(askedOf([{ met: 'attestation.sign' }], { 'attestation.sign': { attested: false } })).toEqual([
      'attestation.sign',
    ]);
  });

  it('stand on random small rulesets in the order that trying every answer gives', () => {
    fc.assert(
      fc.property(smallRulesets('loose'), fc.infiniteStream(fc.nat(3)), (ruleset, digits) => {
        const answers = new Map(
          ruleset.questions.flatMap(({ id }): [string, AnswerValue][] => {
            const answer = typicalAnswers(ruleset).get(id)?.[Number(digits.next().value) - 1];
            return answer === undefined ? [] : [[id, answer]];
          }),
        );
        const next = evaluate([ruleset], answers, DAY).next_questions.map(({ fact }) => fact);
        expect(next).toEqual(orderByTrial([ruleset], answers));
      }),
      { numRuns: 60, seed: 20261123 },
    );
  }, 120_000);

  it('stand on the shipped rulesets in the order that trying every answer gives', () => {
    const [product = new Map<string, AnswerValue>()] = fc.sample(plausibleAnswers(rules.questionnaire), {
      numRuns: 1,
      seed: 5,
    });
    const answers = new Map([...product].filter((_, index) => index % 10 < 8));
    const next = evaluate(rules.rulesets, answers, DAY).next_questions.map(({ fact }) => fact);
    expect(next.length).toBeGreaterThan(5);
    expect(next).toEqual(orderByTrial(rules.rulesets, answers));
  }, 60_000);
});
