import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { conjunction, disjunction, negate, type Truth } from '../../../src/core/base/truth.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Finding } from '../../../src/core/evaluation/evaluation.ts';
import type { AnswerValue, Answers } from '../../../src/core/questionnaire/answers.ts';
import { Explainer } from '../../../src/core/reasoning/explain.ts';
import type { Explanation, ProofNode } from '../../../src/core/reasoning/explanation.ts';
import { miniRules, type MiniRuleset } from '../../support/mini-rules.ts';

const DAY = calendarDate('2023-01-01');
const SIGNED: AnswerValue = { attested: true, by: 'Head', role: 'Head', on: '2022-01-01', evidence: ['Record'] };

function explain(
  ruleset: MiniRuleset,
  answers: Answers,
  index = 0,
): { readonly finding: Finding; readonly why: Explanation } {
  const [compiled] = miniRules(ruleset).rulesets;
  const rule = compiled?.rules[index];
  if (compiled === undefined || rule === undefined) throw new Error('no rule');
  const finding = evaluate([compiled], answers, DAY).rulesets[0]?.findings[index];
  if (finding === undefined) throw new Error('no finding');
  return { finding, why: new Explainer(compiled, answers, DAY).explain(rule, finding) };
}

/** A tree without truths of what did not decide, for short expectations: kind, truth, mark, and what is asked. */
function sketch(node: ProofNode): unknown {
  const head = `${node.decides ? '*' : ''}${node.kind} ${node.truth}`;
  switch (node.kind) {
    case 'all_of':
    case 'any_of':
      return [head, ...node.parts.map(sketch)];
    case 'not':
      return [head, sketch(node.part)];
    case 'definition':
      return [`${head} ${node.definition}`, sketch(node.part)];
    case 'test':
      return `${head} ${node.fact} ${JSON.stringify(node.asked)} ${JSON.stringify(node.value)}`;
    case 'sign_off':
      return `${head} ${node.fact}`;
    case 'date':
      return `${head} ${node.comparator} ${node.than} (${node.as_of})`;
    case 'engine':
      return `${head} ${node.asked} ${JSON.stringify(node.rules)}`;
    case 'constant':
      return head;
  }
}

const facts = (entries: Readonly<Record<string, AnswerValue>>): Answers => new Map(Object.entries(entries));
const metOf = (met: string, entries: Readonly<Record<string, AnswerValue>>): unknown =>
  sketch(explain({ rules: [{ met }] }, facts(entries)).why.met);

describe('a proof', () => {
  test('brings negations to the tests', () => {
    const answers = { 'a.p': true, 'a.q': false, 'a.kind': 'some', 'a.parts': ['x'], 'a.count': 6 };
    const met = '!(a.p && (a.q || a.kind != "none")) || !(a.parts.exists(m, m == "x") && !(a.count <= 5))';
    expect(metOf(met, answers)).toEqual([
      '*any_of false',
      [
        '*any_of false',
        '*test false a.p {"is":"false"} true',
        [
          '*all_of false',
          'test true a.q {"is":"false"} false',
          '*test false a.kind {"is":"one_of","options":["none"]} "some"',
        ],
      ],
      [
        '*any_of false',
        '*test false a.parts {"is":"none_of","options":["x"]} ["x"]',
        '*test false a.count {"is":"<=","than":5} 6',
      ],
    ]);
  });

  test('keeps a negation before a definition, whose meaning is a sentence', () => {
    const { why } = explain(
      { definitions: { D: 'a.p || a.q' }, rules: [{ met: '!D && a.r' }] },
      facts({ 'a.q': true, 'a.r': true }),
    );
    expect(sketch(why.met)).toEqual([
      '*all_of false',
      [
        '*not false',
        [
          '*definition true D',
          ['*any_of true', 'test unknown a.p {"is":"true"} null', '*test true a.q {"is":"true"} true'],
        ],
      ],
      'test true a.r {"is":"true"} true',
    ]);
  });

  test('shows dates, constants, and that something is answered', () => {
    const { why } = explain(
      { rules: [{ applies: '!(as_of < timestamp("2022-06-01T00:00:00Z"))', met: 'a.p in [true, false]' }] },
      facts({ 'a.p': false }),
    );
    expect([sketch(why.applies), sketch(why.met)]).toEqual([
      '*date true >= 2022-06-01 (2023-01-01)',
      '*test true a.p {"is":"answered"} false',
    ]);
    expect(sketch(explain({ rules: [{ met: 'a.p' }] }, facts({})).why.applies)).toBe('*constant true');
  });

  test('marks a missing sign-off where nothing else is missing, and passes over it where something is', () => {
    const met = 'a.p && attestation.sign';
    expect(metOf(met, { 'a.p': true })).toEqual([
      '*all_of false',
      'test true a.p {"is":"true"} true',
      '*sign_off false attestation.sign',
    ]);
    expect(metOf(met, { 'a.p': false })).toEqual([
      '*all_of false',
      '*test false a.p {"is":"true"} false',
      'sign_off false attestation.sign',
    ]);
    expect(metOf(met, {})).toEqual([
      '*all_of unknown',
      '*test unknown a.p {"is":"true"} null',
      'sign_off false attestation.sign',
    ]);
    expect(metOf(met, { 'a.p': true, 'attestation.sign': SIGNED })).toEqual([
      '*all_of true',
      '*test true a.p {"is":"true"} true',
      '*sign_off true attestation.sign',
    ]);
  });

  test('of what does not apply, or is met either way, marks only what decided', () => {
    const ruleset = { rules: [{ applies: 'a.q', met: 'a.p' }] };
    const outside = explain(ruleset, facts({ 'a.q': false, 'a.p': false })).why;
    expect([sketch(outside.applies), sketch(outside.met)]).toEqual([
      '*test false a.q {"is":"true"} false',
      'test false a.p {"is":"true"} false',
    ]);
    const either = explain(ruleset, facts({ 'a.p': true })).why;
    expect([sketch(either.applies), sketch(either.met)]).toEqual([
      'test unknown a.q {"is":"true"} null',
      '*test true a.p {"is":"true"} true',
    ]);
    const open = explain(ruleset, facts({})).why;
    expect([sketch(open.applies), sketch(open.met)]).toEqual([
      '*test unknown a.q {"is":"true"} null',
      'test unknown a.p {"is":"true"} null',
    ]);
  });

  test('names the results that a finding repeats', () => {
    const ruleset: MiniRuleset = {
      rules: [
        { met: 'a.p', severity: 'blocker' },
        { met: '!engine.other_open_blockers', extra: '    echo: true\n' },
      ],
    };
    const shown = (answers: Answers): unknown => sketch(explain(ruleset, answers, 1).why.met);
    expect(shown(facts({ 'a.p': false }))).toBe('*engine false none_open [{"rule":"rule-1","status":"not_met"}]');
    expect(shown(facts({ 'a.p': true }))).toBe('*engine true none_open [{"rule":"rule-1","status":"met"}]');
    expect(shown(facts({}))).toBe('*engine unknown none_open []');
  });
});

describe('on random small rules and answers', () => {
  const VALUES: Readonly<Record<string, readonly AnswerValue[]>> = {
    'a.p': [true, false],
    'a.q': [true, false],
    'a.kind': ['none', 'some', 'all'],
    'a.parts': [[], ['x'], ['x', 'y']],
    'a.count': [4, 6],
    'attestation.sign': [SIGNED, { attested: false }],
  };
  const FACTS = Object.keys(VALUES);
  const leaf = fc.constantFrom(
    'a.p',
    'a.q',
    'a.q in [true, false]',
    'a.kind == "none"',
    'a.kind in ["some", "all"]',
    '["x", "y"].all(m, m in a.parts)',
    'a.parts.all(m, m == "x")',
    'a.count <= 5',
    'as_of >= timestamp("2023-01-01T00:00:00Z")',
    'D',
  );
  const condition = (depth: number): fc.Arbitrary<string> =>
    depth === 0
      ? leaf
      : fc.oneof(
          leaf,
          condition(depth - 1).map((part) => `!(${part})`),
          fc
            .tuple(condition(depth - 1), fc.constantFrom('&&', '||'), condition(depth - 1))
            .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
        );
  const cases = fc.record({
    definition: condition(1).map((text) => text.replaceAll(/\bD\b/g, 'a.q')),
    applies: condition(2),
    met: fc
      .tuple(condition(2), fc.constantFrom('', ' && attestation.sign', ' || attestation.sign'))
      .map(([text, sign]) => `${text}${sign}`),
    answers: fc
      .tuple(...FACTS.map((fact) => fc.option(fc.constantFrom(...(VALUES[fact] ?? [])), { nil: undefined })))
      .map(
        (values) =>
          new Map(
            FACTS.flatMap((fact, index): [string, AnswerValue][] => {
              const value = values[index];
              return value === undefined ? [] : [[fact, value]];
            }),
          ),
      ),
  });

  function* nodesOf(node: ProofNode): Iterable<ProofNode> {
    yield node;
    if (node.kind === 'all_of' || node.kind === 'any_of') for (const part of node.parts) yield* nodesOf(part);
    if (node.kind === 'not' || node.kind === 'definition') yield* nodesOf(node.part);
  }

  /** The truth of a tree from that of its tests; what did not decide counts as not known when only what decided is asked. */
  function truthFrom(node: ProofNode, truthOf: (leafNode: ProofNode) => Truth): Truth {
    switch (node.kind) {
      case 'all_of':
        return conjunction(node.parts.map((part) => truthFrom(part, truthOf)));
      case 'any_of':
        return disjunction(node.parts.map((part) => truthFrom(part, truthOf)));
      case 'not':
        return negate(truthFrom(node.part, truthOf));
      case 'definition':
        return truthFrom(node.part, truthOf);
      case 'test':
      case 'date':
      case 'sign_off':
      case 'engine':
      case 'constant':
        return truthOf(node);
    }
  }

  const run = (check: (finding: Finding, why: Explanation) => void): void => {
    fc.assert(
      fc.property(cases, ({ definition, applies, met, answers }) => {
        const { finding, why } = explain({ definitions: { D: definition }, rules: [{ applies, met }] }, answers);
        check(finding, why);
      }),
      { numRuns: 300, seed: 20261123 },
    );
  };
  const counted =
    (finding: Finding) =>
    (node: ProofNode): Truth =>
      node.kind === 'sign_off' && finding.status !== 'met' && finding.status !== 'needs_attestation'
        ? 'true'
        : node.truth;

  test('every node has the truth that its parts come to, negations brought inwards', () => {
    run((finding, { applies, met }) => {
      for (const root of [applies, met]) {
        for (const node of nodesOf(root)) {
          if (node.kind !== 'sign_off') expect(truthFrom(node, counted(finding))).toBe(node.truth);
          if (node.kind === 'not') expect(node.part.kind).toBe('definition');
        }
      }
    });
  }, 120_000);

  test('what decided is enough for the truth of a condition, whatever the rest is', () => {
    run((finding, { applies, met }) => {
      for (const root of [applies, met]) {
        if (!root.decides || root.truth === 'unknown') continue;
        const alone = (node: ProofNode): Truth =>
          node.decides || node.kind === 'constant' ? counted(finding)(node) : 'unknown';
        expect(truthFrom(root, alone)).toBe(root.truth);
      }
    });
  }, 120_000);

  test('it rests on exactly the facts that decide the finding, and where it is open on those that are open', () => {
    run((finding, { applies, met }) => {
      const deciding = [...nodesOf(applies), ...nodesOf(met)].filter(({ decides }) => decides);
      const named = deciding.flatMap((node) => (node.kind === 'test' || node.kind === 'sign_off' ? [node] : []));
      const settled = new Set(named.filter(({ truth }) => truth !== 'unknown').map(({ fact }) => fact));
      const open = named.filter(({ truth }) => truth === 'unknown').map(({ fact }) => fact);
      const byAnswers = finding.decided_by.flatMap((entry) => ('fact' in entry ? [entry.fact] : []));
      expect(open.filter((fact) => !finding.open.includes(fact))).toEqual([]);
      // Of a finding that waits for sign-offs the answers name what is enough but for them, the proof that they are missing.
      if (finding.status !== 'needs_attestation') expect([...settled].sort()).toEqual([...byAnswers].sort());
    });
  }, 120_000);
});
