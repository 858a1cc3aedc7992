import { expect, it } from 'vitest';
import { formatProblem } from '../../../src/core/base/problem.ts';
import { compileRules } from '../../../src/core/language/compile-rules.ts';
import { miniSources } from '../../support/mini-rules.ts';

function problemsWith(routes: string): readonly string[] {
  const rules = [{ applies: 'D', met: 'a.p && a.kind == "some"' }];
  return compileRules(miniSources({ definitions: { D: 'a.q' }, rules, tail: routes })).problems.map(formatProblem);
}

it('a route reads and answers facts that its ruleset reads, and definitions', () => {
  const sound = `routes:
  - { id: other-way, title: { en: Another way }, offered: 'D && !a.p', answers: { a.p: true, a.kind: all }, costs: { en: Much. } }
`;
  expect(problemsWith(sound)).toEqual([]);
});

it('a route with facts, values or conditions that cannot be is refused, each at its place', () => {
  const faulty = `routes:
  - id: other-way
    title: { en: Another way }
    offered: 'E || a.r'
    answers: { a.s: true, a.p: x, a.kind: sone }
    costs: { en: Much. }
  - id: other-way
    title: { en: Once more }
    offered: 'a.r'
    answers: { a.p: true }
    costs: { en: Much. }
`;
  expect(problemsWith(faulty)).toEqual([
    'mini/ruleset.yaml:24:15: unknown-definition: "E" is not declared.',
    'mini/ruleset.yaml:25:16: undeclared-fact: "a.s" is no fact that this ruleset reads. Did you mean "a.p"?',
    'mini/ruleset.yaml:25:27: wrong-value: x is no answer to "a.p". A route answers questions of yes or no, and choices of one option.',
    'mini/ruleset.yaml:25:35: unknown-option: "sone" is not an option of "a.kind". Options: none, some, all.',
    'mini/ruleset.yaml:27:9: duplicate-id: "other-way" exists already.',
    'mini/ruleset.yaml:29:14: undeclared-fact: "a.r" is no fact that this ruleset reads. Did you mean "a.p"?',
  ]);
});
