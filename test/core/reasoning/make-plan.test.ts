import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate, judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import type { Finding } from '../../../src/core/evaluation/evaluation.ts';
import { judgeRuleAlone } from '../../../src/core/evaluation/judge-rule.ts';
import { makePlan } from '../../../src/core/reasoning/make-plan.ts';
import { PLAN_TARGETS, type PlanTarget } from '../../../src/core/reasoning/plan-goals.ts';
import type { CompiledRule, CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import { factOf, leavesOf } from '../../../src/core/language/expression.ts';
import type { Answers, AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { miniRules } from '../../support/mini-rules.ts';
import { randomCondition } from '../../support/random-condition.ts';

// Plans for random small rulesets, compared with the best of every set of changes there is.

const TODAY = calendarDate('2026-11-23');
const SIGNED: AnswerValue = { attested: true };
const REFUSED: AnswerValue = { attested: false };

const QUESTIONS = `group: a
title: { en: Group }
about: { en: About the group. }
questions:
${['scope', 'info'].map((name) => question(`a.${name}`, 'boolean', 'fixable: false')).join('')}${question('a.p', 'boolean', 'fixable: true', 'fix_to: [true]', 'fix_kind: build', 'effort_days: [1, 3]', 'phase: build')}${question('a.q', 'boolean', 'fixable: true', 'fix_kind: decide', 'effort_days: [0.5, 2]', 'phase: decide')}${question('a.kind', 'choice', 'options: { none: { en: None }, some: { en: Some }, all: { en: All } }', 'fixable: true', 'fix_to: [some, all]', 'fix_kind: build', 'effort_days: [2, 3]', 'phase: test_and_sign')}${question('a.parts', 'choices', 'options: { x: { en: X }, y: { en: Y } }', 'fixable: true', 'fix_kind: build', 'effort_days: [1, 5]', 'phase: build')}${question('attestation.sign', 'attestation', 'fixable: true', 'fix_kind: sign', 'effort_days: [0.5, 1]', 'phase: test_and_sign', 'asked_in: a')}${question('a.count', 'integer', 'fixable: false')}`;

function question(id: string, type: string, ...lines: readonly string[]): string {
  const texts = 'text: { en: "Is it so?" }\n    help: { en: Help. }\n    why: { en: Why. }';
  return `  - id: ${id}\n    type: ${type}\n    ${texts}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** What each fact may be answered; the first two cannot be changed by work. */
const VALUES: Readonly<Record<string, readonly AnswerValue[]>> = {
  'a.scope': [true, false],
  'a.info': [true, false],
  'a.p': [true, false],
  'a.q': [true, false],
  'a.kind': ['none', 'some', 'all'],
  'a.parts': [[], ['x'], ['y'], ['x', 'y']],
  'attestation.sign': [SIGNED, REFUSED],
};
const BEYOND_WORK = ['a.scope', 'a.info'];
/** High and low effort in half-days. */
const EFFORT: Readonly<Record<string, readonly [high: number, low: number]>> = {
  'a.p': [6, 2],
  'a.q': [4, 1],
  'a.kind': [6, 4],
  'a.parts': [10, 2],
};

const test = fc.constantFrom(
  'a.scope',
  'a.info',
  'a.p',
  'a.q',
  'a.kind == "some"',
  'a.kind != "none"',
  'a.kind in ["some", "all"]',
  '"x" in a.parts',
  'a.parts.exists(m, m in ["x", "y"])',
  '["x", "y"].all(m, m in a.parts)',
);

const rule = fc.record({
  applies: fc.oneof(fc.constantFrom('true', 'a.scope'), randomCondition(test, 1)),
  met: fc
    .tuple(randomCondition(test, 2), fc.constantFrom('', '', ' && attestation.sign', ' || attestation.sign'))
    .map(([part, sign]) => `(${part})${sign}`),
  severity: fc.constantFrom('blocker', 'blocker', 'major', 'minor'),
});

const rulesets = fc.array(rule, { minLength: 1, maxLength: 4 }).map((rules) => compile(rules));

function compile(rules: readonly { applies: string; met: string; severity: string }[]): CompiledRuleset {
  const [ruleset] = miniRules({ questions: QUESTIONS, rules }).rulesets;
  if (ruleset === undefined) throw new Error('no ruleset');
  return ruleset;
}

const someAnswers: fc.Arbitrary<Answers> = fc
  .record(
    Object.fromEntries(Object.entries(VALUES).map(([fact, values]) => [fact, fc.constantFrom(undefined, ...values)])),
  )
  .map(
    (record) =>
      new Map(
        Object.entries(record).flatMap(([fact, value]): [string, AnswerValue][] =>
          value === undefined ? [] : [[fact, value]],
        ),
      ),
  );

type Changes = ReadonlyMap<string, AnswerValue>;

function apply(answers: Answers, changes: Changes): Answers {
  return new Map([...answers, ...changes]);
}

/** Every change of one fact that a plan may make; leaving it as it is comes first. */
function waysToChange(ruleset: CompiledRuleset, answers: Answers, fact: string): readonly (AnswerValue | undefined)[] {
  const readInMet = ruleset.rules.some(({ met }) => leavesOf(met).some((leaf) => factOf(leaf) === fact));
  if (!readInMet) return [undefined];
  const now = answers.get(fact);
  const other = (values: readonly AnswerValue[]): readonly AnswerValue[] => values.filter((value) => value !== now);
  switch (fact) {
    case 'a.p':
      return [undefined, ...other([true])];
    case 'a.q':
      return [undefined, ...other([true, false])];
    case 'a.kind':
      return [undefined, ...other(['some', 'all'])];
    case 'attestation.sign':
      return now === SIGNED ? [undefined] : [undefined, SIGNED];
    case 'a.parts': {
      const held = Array.isArray(now) ? now.map(String) : [];
      const tested = new Set(
        ruleset.expressions.flatMap((expression) =>
          expression.op === 'leaf' && expression.leaf.kind === 'has_one_of' ? expression.leaf.options : [],
        ),
      );
      const larger = [['x'], ['y'], ['x', 'y']]
        .map((added) => ['x', 'y'].filter((option) => held.includes(option) || added.includes(option)))
        .filter(
          (list) => list.length > held.length && list.every((option) => held.includes(option) || tested.has(option)),
        );
      return [undefined, ...new Map(larger.map((list) => [list.join(), list])).values()];
    }
    default:
      return [undefined];
  }
}

function* everyChange(
  ruleset: CompiledRuleset,
  answers: Answers,
  facts: readonly string[] = Object.keys(EFFORT).concat('attestation.sign'),
): Iterable<Changes> {
  const [fact, ...rest] = facts;
  if (fact === undefined) {
    yield new Map();
    return;
  }
  for (const value of waysToChange(ruleset, answers, fact)) {
    for (const changes of everyChange(ruleset, answers, rest))
      yield value === undefined ? changes : new Map([[fact, value], ...changes]);
  }
}

function* everyCompletion(answers: Answers, facts: readonly string[] = BEYOND_WORK): Iterable<Answers> {
  const [fact, ...rest] = facts;
  if (fact === undefined) {
    yield answers;
    return;
  }
  const values = answers.has(fact) ? [undefined] : [undefined, ...(VALUES[fact] ?? [])];
  for (const value of values)
    yield* everyCompletion(value === undefined ? answers : new Map([...answers, [fact, value]]), rest);
}

/** Whether each fact that may also decide what applies is changed for the sake of some requirement. */
function removesNoDuty(ruleset: CompiledRuleset, answers: Answers, changes: Changes): boolean {
  return [...changes.keys()].every((fact) => {
    if (!ruleset.rules.some((one) => one.scopeFacts.has(fact))) return true;
    const kept = new Map([...changes].filter(([other]) => other !== fact));
    return ruleset.rules.some((one) => {
      if (!leavesOf(one.met).some((leaf) => factOf(leaf) === fact)) return false;
      const after = apply(answers, changes);
      if (judgeRuleAlone(one, (read) => after.get(read), TODAY).status === 'not_applicable') return false;
      return isFulfilled(one, after) && !isFulfilled(one, apply(answers, kept));
    });
  });
}

/** Whether a requirement is true with every signature given, whether or not it applies. */
function isFulfilled(one: CompiledRule, answers: Answers): boolean {
  const always = { ...one, applies: ALWAYS };
  const { status } = judgeRuleAlone(always, (fact) => answers.get(fact), TODAY);
  return status === 'met' || status === 'needs_attestation';
}

const ALWAYS = (() => {
  const found = compile([{ applies: 'true', met: 'a.p', severity: 'minor' }]).rules[0]?.applies;
  if (found === undefined) throw new Error('no condition');
  return found;
})();

function findingsOf(ruleset: CompiledRuleset, answers: Answers): readonly Finding[] {
  return evaluate([ruleset], answers, TODAY).rulesets[0]?.findings ?? [];
}

/** Whether a finding is as the target asks, or waits for an answer on whether it applies. */
function isAccepted(now: Finding, then: Finding, target: PlanTarget): boolean {
  if (then.status === 'met' || then.status === 'not_applicable' || then.because === 'applicability') return true;
  if (target === 'clear' || then.severity === 'blocker') return false;
  return then.severity !== 'major' || (now.status === 'not_met' && then.status === 'not_met');
}

function acceptedRules(
  ruleset: CompiledRuleset,
  answers: Answers,
  changes: Changes,
  target: PlanTarget,
): ReadonlySet<string> {
  const now = findingsOf(ruleset, answers);
  const then = findingsOf(ruleset, apply(answers, changes));
  return new Set(
    then.flatMap((finding, index) => {
      const before = now[index];
      return before !== undefined && isAccepted(before, finding, target) ? [finding.rule] : [];
    }),
  );
}

function costOf(changes: Changes, answers: Answers): readonly (number | string)[] {
  const sum = (end: 0 | 1): number =>
    [...changes.keys()].reduce((total, fact) => total + (EFFORT[fact]?.[end] ?? 0), 0);
  const worked = [...changes.keys()].filter((fact) => fact !== 'attestation.sign');
  const parts = changes.get('a.parts');
  const held = answers.get('a.parts');
  const added = Array.isArray(parts) ? parts.length - (Array.isArray(held) ? held.length : 0) : 0;
  const facts = Object.keys(VALUES);
  const order = facts
    .flatMap((fact, index) => {
      const value = changes.get(fact);
      if (value === undefined) return [];
      if (!Array.isArray(value))
        return [`${index}.${JSON.stringify(value) === 'false' ? 1 : ['some', true].includes(value as never) ? 0 : 1}`];
      return [
        `${index}`,
        ...value
          .filter((option) => !Array.isArray(held) || !held.includes(option))
          .map((option) => `${index}.${String(option)}`),
      ];
    })
    .join();
  return [changes.has('attestation.sign') ? 1 : 0, sum(0), sum(1), worked.length, added, order];
}

function compareCosts(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, cost] of a.entries()) {
    const other = b[index] ?? cost;
    if (cost !== other) return cost < other ? -1 : 1;
  }
  return 0;
}

function changesOf(plan: ReturnType<typeof makePlan>): Changes {
  return new Map([
    ...plan.fixes.map(({ fact, to }): [string, AnswerValue] => [fact, to]),
    ...plan.attestations.map(({ fact }): [string, AnswerValue] => [fact, SIGNED]),
  ]);
}

function asText(changes: Changes): string {
  return JSON.stringify([...changes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('on random small rulesets, beside every set of changes', () => {
  it('a plan is the cheapest set of changes that reaches what can be reached', () => {
    let solvable = 0;
    fc.assert(
      fc.property(rulesets, someAnswers, fc.constantFrom(...PLAN_TARGETS), (ruleset, answers, target) => {
        const plan = makePlan([ruleset], answers, TODAY, target);
        const all = ruleset.rules.map(({ id }) => id);
        const reaching = [...everyChange(ruleset, answers)].filter(
          (changes) =>
            removesNoDuty(ruleset, answers, changes) &&
            all.every((id) => acceptedRules(ruleset, answers, changes, target).has(id)),
        );
        if (reaching.length === 0) {
          expect(plan.gate).toBeNull();
          expect(plan.impossible.length + plan.needs_answers.length).toBeGreaterThan(0);
          return;
        }
        solvable += 1;
        const [best] = reaching.sort((a, b) => compareCosts(costOf(a, answers), costOf(b, answers)));
        if (best === undefined) throw new Error('none');
        if (!isSettledOnlyBySecondTry(ruleset, answers, best)) expect(asText(changesOf(plan))).toBe(asText(best));
        expect(plan.impossible).toEqual([]);
      }),
      { numRuns: 800, seed: 20261126 },
    );
    expect(solvable).toBeGreaterThan(300);
  }, 240_000);

  it('a plan claims a gate exactly when its changes bring the evaluation there', () => {
    let claimed = 0;
    fc.assert(
      fc.property(rulesets, someAnswers, fc.constantFrom(...PLAN_TARGETS), (ruleset, answers, target) => {
        const plan = makePlan([ruleset], answers, TODAY, target);
        const { gate } = evaluate([ruleset], apply(answers, changesOf(plan)), TODAY);
        const reached =
          gate === 'clear' || gate === 'out_of_scope' || (gate === 'conditional' && target === 'unblocked');
        expect(plan.gate).toBe(reached && plan.impossible.length === 0 ? gate : null);
        if (plan.gate !== null) claimed += 1;
        else expect(plan.needs_answers.length + plan.impossible.length).toBeGreaterThan(0);
      }),
      { numRuns: 800, seed: 20261127 },
    );
    expect(claimed).toBeGreaterThan(250);
  }, 240_000);

  it('rules are called impossible together exactly when no answers and no changes meet them, and the first set is a smallest', () => {
    let conflicting = 0;
    fc.assert(
      fc.property(rulesets, someAnswers, fc.constantFrom(...PLAN_TARGETS), (ruleset, answers, target) => {
        const plan = makePlan([ruleset], answers, TODAY, target);
        const reachable: ReadonlySet<string>[] = [];
        for (const completed of everyCompletion(answers)) {
          for (const changes of everyChange(ruleset, completed)) {
            if (removesNoDuty(ruleset, completed, changes))
              reachable.push(acceptedOver(ruleset, answers, completed, changes, target));
          }
        }
        const ids = ruleset.rules.map(({ id }) => id);
        const unreachable = subsets(ids)
          .filter((some) => some.length > 0 && !reachable.some((accepted) => some.every((id) => accepted.has(id))))
          .sort((a, b) => a.length - b.length);
        const [smallest] = unreachable;
        if (smallest === undefined) expect(plan.impossible).toEqual([]);
        else {
          conflicting += 1;
          expect(plan.impossible[0]?.length).toBe(smallest.length);
          expect(unreachable).toContainEqual(plan.impossible[0]);
        }
      }),
      { numRuns: 250, seed: 20261128 },
    );
    expect(conflicting).toBeGreaterThan(20);
  }, 240_000);
});

/** Accepted findings where open answers were filled in: what was a gap before is judged on the answers as they were. */
function acceptedOver(
  ruleset: CompiledRuleset,
  before: Answers,
  completed: Answers,
  changes: Changes,
  target: PlanTarget,
): ReadonlySet<string> {
  const now = findingsOf(ruleset, before);
  const then = findingsOf(ruleset, apply(completed, changes));
  return new Set(
    then.flatMap((finding, index) => {
      const was = now[index];
      return was !== undefined && isAccepted(was, finding, target) ? [finding.rule] : [];
    }),
  );
}

/** Where nothing at all is settled the verdict stays undetermined, and the plan looks for one that settles something. */
function isSettledOnlyBySecondTry(ruleset: CompiledRuleset, answers: Answers, best: Changes): boolean {
  const result = evaluate([ruleset], apply(answers, best), TODAY).rulesets[0];
  const held = result?.findings.some(
    ({ status, severity }) => status === 'undetermined' && (severity === 'blocker' || severity === 'major'),
  );
  return result?.verdict === 'undetermined' && held === false;
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 1 << items.length }, (_, bits) =>
    items.filter((_item, index) => (bits & (1 << index)) !== 0),
  );
}

it('judges a ruleset as its rules are judged alone', () => {
  fc.assert(
    fc.property(rulesets, someAnswers, (ruleset, answers) => {
      expect(ruleset.rules.map((one) => judgeRuleAlone(one, (fact) => answers.get(fact), TODAY))).toEqual(
        judgeRuleset(ruleset, answers, TODAY),
      );
    }),
    { numRuns: 300, seed: 20261129 },
  );
});
