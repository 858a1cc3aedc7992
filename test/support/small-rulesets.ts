import * as fc from 'fast-check';
import { formatProblem } from '../../src/core/base/problem.ts';
import { compileRules } from '../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../src/core/language/compiled-ruleset.ts';
import { miniQuestion, miniSources, type MiniRule } from './mini-rules.ts';

interface Fact {
  readonly id: string;
  readonly type: 'boolean' | 'choice' | 'choices' | 'attestation';
}

const OPTIONS = ['x', 'y', 'z'];

/** How the rules of a small ruleset hang together: all behind one scope as in a law, or anyhow. */
export type SmallShape = 'scoped' | 'loose';

/**
 * Random rulesets of 5 to 12 facts and 3 to 8 rules, small enough that every order of questions can be tried. Their conditions have
 * the forms that the shipped rules have.
 */
export function smallRulesets(shape: SmallShape): fc.Arbitrary<CompiledRuleset> {
  return vocabularies.chain((facts) => {
    const test = fc.constantFrom(...facts.filter(({ type }) => type !== 'attestation')).chain(testOf);
    const signs = facts.filter(({ type }) => type === 'attestation').map(({ id }) => ` && ${id}`);
    const met = fc.tuple(clauseOf(test), fc.constantFrom('', '', ...signs)).map(([clause, sign]) => clause + sign);
    const scopes = fc.array(test, { minLength: 1, maxLength: 3 }).map((tests) => tests.join(' && '));
    return scopes
      .chain((scope) => fc.array(ruleOf(shape, scope, test, met), { minLength: 3, maxLength: 8 }))
      .map((rules) => compileSmall(facts, rules));
  });
}

const vocabularies: fc.Arbitrary<readonly Fact[]> = fc
  .record({
    booleans: fc.integer({ min: 5, max: 8 }),
    choice: fc.boolean(),
    choices: fc.boolean(),
    signs: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ booleans, choice, choices, signs }): readonly Fact[] => [
    ...named('a.f', 'boolean', booleans),
    ...named('a.c', 'choice', choice ? 1 : 0),
    ...named('a.l', 'choices', choices ? 1 : 0),
    ...named('attestation.s', 'attestation', signs),
  ]);

function named(prefix: string, type: Fact['type'], count: number): readonly Fact[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, type }));
}

function testOf({ id, type }: Fact): fc.Arbitrary<string> {
  switch (type) {
    case 'boolean':
      return fc.constantFrom(id, id, `!${id}`);
    case 'choice':
      return fc.constantFrom(`${id} == "x"`, `${id} != "x"`, `${id} in ["x", "y"]`, `${id} == "z"`);
    case 'choices':
      return fc.constantFrom(`"x" in ${id}`, `"y" in ${id}`, `${id}.exists(m, m in ["x", "y"])`);
    case 'attestation':
      return fc.constant(id);
  }
}

function clauseOf(test: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: test },
    { weight: 3, arbitrary: fc.tuple(test, test).map(([a, b]) => `(${a} && ${b})`) },
    { weight: 2, arbitrary: fc.tuple(test, test).map(([a, b]) => `(${a} || ${b})`) },
    { weight: 1, arbitrary: fc.tuple(test, test, test).map(([a, b, c]) => `((${a} && ${b}) || ${c})`) },
  );
}

function ruleOf(
  shape: SmallShape,
  scope: string,
  test: fc.Arbitrary<string>,
  met: fc.Arbitrary<string>,
): fc.Arbitrary<MiniRule> {
  const applies =
    shape === 'loose'
      ? fc.oneof(fc.constant('true'), test, clauseOf(test))
      : fc.oneof(
          { weight: 4, arbitrary: fc.constant(scope) },
          { weight: 3, arbitrary: test.map((further) => `${scope} && ${further}`) },
          { weight: 1, arbitrary: clauseOf(test).map((further) => `${scope} && ${further}`) },
        );
  return fc.record({
    applies,
    met,
    severity: fc.constantFrom('blocker', 'blocker', 'major', 'major', 'minor'),
    extra: fc.oneof(
      { weight: 7, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constant('    outside_scope: true\n') },
    ),
  });
}

function compileSmall(facts: readonly Fact[], rules: readonly MiniRule[]): CompiledRuleset {
  const questions = facts.map(({ id, type }) =>
    type === 'attestation'
      ? miniQuestion(id, type, [], '    asked_in: a\n')
      : miniQuestion(id, type, type === 'boolean' ? [] : OPTIONS),
  );
  const text = `group: a
title: { en: Group }
about: { en: About the group. }
questions:
${questions.join('')}${miniQuestion('a.count', 'integer')}`;
  const [, ...sources] = miniSources({ rules });
  const compiled = compileRules([{ path: 'questions/01-a.yaml', text }, ...sources]);
  const [ruleset] = compiled.rulesets;
  if (ruleset === undefined || compiled.problems.length > 0)
    throw new Error(compiled.problems.map(formatProblem).join('\n'));
  return ruleset;
}
