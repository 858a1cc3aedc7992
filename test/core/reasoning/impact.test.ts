import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, type CalendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation, Finding } from '../../../src/core/evaluation/evaluation.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import type { Why } from '../../../src/core/reasoning/finding-impact.ts';
import { ImpactJudge, type JudgedProduct, type ProductImpact } from '../../../src/core/reasoning/impact.ts';
import { miniRules, type MiniRule, type MiniRuleset } from '../../support/mini-rules.ts';

const OLD_DAY = calendarDate('2022-12-31');
const NEW_DAY = calendarDate('2023-01-02');
const DATED = 'as_of >= timestamp("2023-01-01T00:00:00Z")';

function compile(ruleset: MiniRuleset): CompiledRuleset {
  const [compiled] = miniRules(ruleset).rulesets;
  if (compiled === undefined) throw new Error('no ruleset');
  return compiled;
}

/** A product with what it came to when it was judged. */
function judged(
  rulesets: readonly CompiledRuleset[],
  answers: Readonly<Record<string, AnswerValue>>,
  asOf: CalendarDate,
): JudgedProduct {
  const { gate, rulesets: results } = evaluate(rulesets, new Map(Object.entries(answers)), asOf);
  return { answers: Object.entries(answers), asOf, gate, verdicts: results.map(({ verdict }) => verdict) };
}

function impactOn(
  before: readonly CompiledRuleset[],
  after: readonly CompiledRuleset[],
  answers: Readonly<Record<string, AnswerValue>>,
  day: CalendarDate | undefined,
): ProductImpact | 'not_reproduced' | undefined {
  return new ImpactJudge(before, after).compare([judged(before, answers, OLD_DAY)], day)[0];
}

/** The one finding that changes. */
function onlyChange(
  before: MiniRuleset,
  after: MiniRuleset,
  answers: Readonly<Record<string, AnswerValue>>,
  day: CalendarDate | undefined,
): unknown {
  const impact = impactOn([compile(before)], [compile(after)], answers, day);
  if (impact === undefined || impact === 'not_reproduced') return impact;
  expect(impact.rulesets.map(({ findings }) => findings.length)).toEqual([1]);
  const [finding] = impact.rulesets[0]?.findings ?? [];
  return [finding?.rule, finding?.from?.status ?? null, finding?.to?.status ?? null, finding?.why];
}

const one = (met: string, applies = 'true', extra: Partial<MiniRule> = {}): MiniRuleset => ({
  rules: [{ id: 'one', met, applies, ...extra }],
});

describe('why a finding changes', () => {
  const P = { 'a.p': true, 'a.q': false };

  it.each<[Why, MiniRuleset, MiniRuleset, CalendarDate | undefined, string, string]>([
    ['rules_changed', one('a.p'), one('a.q'), undefined, 'met', 'not_met'],
    ['rules_changed', one('a.p'), one('a.q'), NEW_DAY, 'met', 'not_met'],
    ['date_passed', one('a.q', DATED), one('a.q', DATED), NEW_DAY, 'not_applicable', 'not_met'],
    ['date_passed', one('a.q', DATED), one('a.q && a.q', DATED), NEW_DAY, 'not_applicable', 'not_met'],
    ['either', one(`a.p && !(${DATED})`), one('a.q'), NEW_DAY, 'met', 'not_met'],
    ['both', one('a.p'), one(`a.q || !(${DATED})`), NEW_DAY, 'met', 'not_met'],
  ])('%s', (why, before, after, day, from, to) => {
    expect(onlyChange(before, after, P, day)).toEqual(['one', from, to, why]);
  });

  it('a result that neither alone comes to, though each alone changes something, takes both', () => {
    // Old rules: met, and not applicable from the new day on. New rules: not known, and a gap from the new day on.
    const before = one('a.p', `!(${DATED})`);
    const after = one(`a.r && !(${DATED})`);
    expect(onlyChange(before, after, P, NEW_DAY)).toEqual(['one', 'met', 'not_met', 'both']);
  });

  it('a rule that comes, or goes, is a change where it applies or may apply, and nowhere else', () => {
    const none: MiniRuleset = { rules: [{ id: 'other', met: 'a.p' }] };
    const more = (applies: string): MiniRuleset => ({ rules: [...none.rules, { id: 'one', applies, met: 'a.q' }] });
    expect(onlyChange(none, more('true'), P, undefined)).toEqual(['one', null, 'not_met', 'rules_changed']);
    expect(onlyChange(more('true'), none, P, undefined)).toEqual(['one', 'not_met', null, 'rules_changed']);
    expect(onlyChange(none, more(DATED), P, NEW_DAY)).toEqual(['one', null, 'not_met', 'both']);
    expect(onlyChange(none, more('a.r'), P, undefined)).toEqual(['one', null, 'undetermined', 'rules_changed']);
    expect(onlyChange(none, more('a.q'), P, NEW_DAY)).toBeUndefined();
    expect(onlyChange(more('a.q'), none, P, NEW_DAY)).toBeUndefined();
    // It would have ended with the old day in any case.
    expect(onlyChange(more(`!(${DATED})`), none, P, NEW_DAY)).toEqual(['one', 'not_met', null, 'either']);
  });
});

describe('the impact on a product', () => {
  it('is nothing under the same rules on the same day', () => {
    const rulesets = [compile(one('a.q'))];
    expect(impactOn(rulesets, rulesets, { 'a.q': false }, undefined)).toBeUndefined();
    expect(impactOn(rulesets, rulesets, { 'a.q': false }, OLD_DAY)).toBeUndefined();
  });

  it('tells gate, verdicts, findings and severities, each with why', () => {
    const before = compile({ rules: [{ id: 'one', met: 'a.q', severity: 'minor' }] });
    const after = compile({ rules: [{ id: 'one', met: 'a.q', severity: 'blocker' }] });
    const state = { status: 'not_met', because: null, applicability: 'true' };
    expect(impactOn([before], [after], { 'a.q': false }, undefined)).toEqual({
      gate: { from: 'conditional', to: 'blocked', why: 'rules_changed' },
      rulesets: [
        {
          id: 'mini',
          verdict: { from: 'pass_with_gaps', to: 'fail', why: 'rules_changed' },
          findings: [
            {
              rule: 'one',
              from: { ...state, severity: 'minor' },
              to: { ...state, severity: 'blocker' },
              why: 'rules_changed',
            },
          ],
        },
      ],
      no_longer_answered: [],
    });
  });

  it('is nothing where a rule that does not apply is shown with another severity', () => {
    const before = compile({ rules: [{ id: 'one', applies: 'a.p', met: 'a.q', severity: 'minor' }] });
    const after = compile({ rules: [{ id: 'one', applies: 'a.p', met: 'a.q', severity: 'blocker' }] });
    expect(impactOn([before], [after], { 'a.p': false }, undefined)).toBeUndefined();
    expect(impactOn([before], [after], { 'a.p': true, 'a.q': true }, undefined)).toBeDefined();
  });

  it('names answers that have no place in the new questions, and takes them as not known', () => {
    const before = compile(one('a.kind == "none"'));
    const after = {
      ...before,
      questions: before.questions.map((question) => ({ ...question, options: { some: question.text } })),
    };
    const renamed = { ...after, questionById: new Map(after.questions.map((question) => [question.id, question])) };
    expect(impactOn([before], [renamed], { 'a.kind': 'none', 'a.p': true }, undefined)).toMatchObject({
      rulesets: [{ findings: [{ from: { status: 'met' }, to: { status: 'undetermined' }, why: 'rules_changed' }] }],
      no_longer_answered: ['a.kind'],
    });
  });

  it('is not told when what was found then is not found again', () => {
    const rulesets = [compile(one('a.q'))];
    const product = judged(rulesets, { 'a.q': false }, OLD_DAY);
    const judge = new ImpactJudge(rulesets, rulesets);
    const altered: JudgedProduct[] = [{ ...product, gate: 'clear' }, { ...product, verdicts: ['pass'] }, product];
    expect(judge.compare(altered, undefined)).toEqual(['not_reproduced', 'not_reproduced', undefined]);
  });
});

// Against whole evaluations, two by two.

const condition = fc.constantFrom(
  'true',
  'a.p',
  '!a.p',
  'a.q && a.r',
  'a.r || a.p',
  'a.kind == "some"',
  '"x" in a.parts',
  'a.count > 4',
  DATED,
  `!(${DATED})`,
  `a.p && ${DATED}`,
  `a.q || !(${DATED})`,
);

const rule = fc
  .record({
    id: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'),
    applies: condition,
    met: fc
      .tuple(condition, fc.constantFrom('', ' && attestation.sign', ' && !engine.other_open_blockers'))
      .map(([part, more]) => `(${part})${more}`),
    severity: fc.constantFrom('blocker', 'major', 'minor'),
    extra: fc.constantFrom('', '', '    echo: true\n', '    outside_scope: true\n'),
  })
  .map((made): MiniRule => made);

const version = fc
  .record({
    rules: fc.uniqueArray(rule, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
    tail: fc.constantFrom('', 'severity_cap: [{ units: ["1"], while_false: D, to: minor }]\n'),
    binding: fc.boolean(),
    definition: condition,
  })
  .map(({ definition, ...made }) => ({ ...made, definitions: { D: definition } }));

const answers = fc
  .record(
    {
      'a.p': fc.boolean(),
      'a.q': fc.boolean(),
      'a.r': fc.boolean(),
      'a.kind': fc.constantFrom('none', 'some'),
      'a.parts': fc.subarray(['x', 'y']),
      'a.count': fc.constantFrom(4, 5),
      'attestation.sign': fc.constantFrom<AnswerValue>(
        { attested: true, by: 'A', role: 'B', on: '2026-01-01', evidence: ['C'] },
        { attested: false },
      ),
    },
    { requiredKeys: [] },
  )
  .map((made) => made as Readonly<Record<string, AnswerValue>>);

type State = Pick<Finding, 'status' | 'because' | 'applicability' | 'severity'> | null;

function stateOf(evaluation: Evaluation, ruleset: number, id: string): State {
  const found = evaluation.rulesets[ruleset]?.findings.find((finding) => finding.rule === id);
  if (found === undefined) return null;
  const { status, because, applicability, severity } = found;
  return { status, because, applicability, severity };
}

/** A rule that is not there comes to the same as one that does not apply, whatever its severity. */
function same(a: State, b: State): boolean {
  const idle = [a, b].every((state) => state === null || state.status === 'not_applicable');
  return idle || JSON.stringify(a) === JSON.stringify(b);
}

function whyOf(rulesAlone: boolean, dateAlone: boolean): Why {
  if (rulesAlone && dateAlone) return 'either';
  if (rulesAlone) return 'rules_changed';
  return dateAlone ? 'date_passed' : 'both';
}

function reference(
  before: readonly CompiledRuleset[],
  after: readonly CompiledRuleset[],
  { answers: given, asOf }: JudgedProduct,
  day: CalendarDate | undefined,
): unknown {
  const on = (rulesets: readonly CompiledRuleset[], date: CalendarDate): Evaluation =>
    evaluate(rulesets, new Map(given), date);
  const then = day ?? asOf;
  const [old, young, rulesAlone, dateAlone] = [on(before, asOf), on(after, then), on(after, asOf), on(before, then)];
  const change = (of: (evaluation: Evaluation) => unknown): unknown => {
    const [from, to] = [of(old), of(young)];
    return { from, to, why: from === to ? null : whyOf(of(rulesAlone) === to, of(dateAlone) === to) };
  };
  const rulesets = before.flatMap((ruleset, index) => {
    const inOrder = [...(after[index]?.rules ?? []), ...ruleset.rules].map(({ id }) => id);
    const findings = [...new Set(inOrder)].flatMap((id) => {
      const [from, to] = [stateOf(old, index, id), stateOf(young, index, id)];
      if (same(from, to)) return [];
      const byRules = same(stateOf(rulesAlone, index, id), to);
      return [{ rule: id, from, to, why: whyOf(byRules, same(stateOf(dateAlone, index, id), to)) }];
    });
    const verdict = change((evaluation) => evaluation.rulesets[index]?.verdict);
    const stays = old.rulesets[index]?.verdict === young.rulesets[index]?.verdict;
    return findings.length === 0 && stays ? [] : [{ id: ruleset.id, verdict, findings }];
  });
  if (rulesets.length === 0 && old.gate === young.gate) return undefined;
  return { gate: change(({ gate }) => gate), rulesets, no_longer_answered: [] };
}

describe('on random versions of small rulesets', () => {
  it('says what whole evaluations say, compared two by two', () => {
    const days = fc.constantFrom(OLD_DAY, NEW_DAY);
    const products = fc.array(fc.tuple(answers, days), { minLength: 1, maxLength: 32 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(version, fc.option(version)), { minLength: 1, maxLength: 2 }),
        products,
        fc.option(days, { nil: undefined }),
        (versions, given, day) => {
          const before = versions.map(([old], index) => compile({ ...old, id: `mini-${index}` }));
          const after = versions.map(([, young], index) =>
            young === null ? (before[index] ?? compile(one('a.p'))) : compile({ ...young, id: `mini-${index}` }),
          );
          const block = given.map(([said, asOf]) => judged(before, said, asOf));
          expect(new ImpactJudge(before, after).compare(block, day)).toEqual(
            block.map((product) => reference(before, after, product, day)),
          );
        },
      ),
      { numRuns: 150, seed: 20261123 },
    );
  }, 120_000);
});
