import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/core/base/at.ts';
import { judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import type { Outcome } from '../../../src/core/evaluation/judge-rule.ts';
import { compileRules, type CompiledRules } from '../../../src/core/language/compile-rules.ts';
import { diffRules } from '../../../src/core/proof/diff-rules.ts';
import { outcomeText } from '../../../src/core/proof/expected-finding.ts';
import type { RuleDiff, RulesetDiff } from '../../../src/core/proof/rules-diff.ts';
import type { Answers } from '../../../src/core/questionnaire/answers.ts';
import { miniRules, miniSources, type MiniRule, type MiniRuleset } from '../../support/mini-rules.ts';
import { completeProducts, DAYS, randomConditions, type RandomConditions } from '../../support/random-rulesets.ts';
import { realRules } from '../../support/real-rules.ts';

function diffOf(old: MiniRuleset, fresh: MiniRuleset): RulesetDiff {
  return at(diffRules(miniRules(old), miniRules(fresh)).rulesets, 0);
}

/** How one rule stands to what it was. */
function ruleDiff(old: MiniRule, fresh: MiniRule): RuleDiff {
  return at(diffOf({ rules: [old] }, { rules: [fresh] }).rules, 0);
}

function relation(old: MiniRule, fresh: MiniRule): string {
  return ruleDiff(old, fresh).relation;
}

/** Rules of which some texts are replaced. */
function edited(mini: MiniRuleset, ...edits: readonly (readonly [old: string, fresh: string])[]): CompiledRules {
  const sources = miniSources(mini).map(({ path, text }) => ({
    path,
    text: edits.reduce((whole, [old, fresh]) => whole.replace(old, fresh), text),
  }));
  const rules = compileRules(sources);
  expect(rules.problems).toEqual([]);
  return rules;
}

function outcome(rules: CompiledRules, answers: Answers, day: (typeof DAYS)[number]): Outcome {
  return at(judgeRuleset(at(rules.rulesets, 0), answers, day), 0);
}

function isOpen({ status }: Outcome): boolean {
  return status === 'not_met' || status === 'needs_attestation';
}

describe('a rule stands to what it was', () => {
  it('as its outcomes over all products say', () => {
    expect(relation({ met: 'a.p' }, { met: 'a.p && a.q' })).toBe('stricter');
    expect(relation({ met: 'a.p' }, { met: 'a.p', applies: 'a.q' })).toBe('looser');
    expect(relation({ met: 'a.p' }, { met: 'a.q' })).toBe('both_ways');
    expect(relation({ met: 'a.p' }, { met: '!(!a.p)' })).toBe('same_outcomes');
    expect(relation({ met: 'a.p' }, { met: 'a.p' })).toBe('equal');
  });

  it('otherwise, when the same products are open for another reason, or it differs only while something is unknown', () => {
    const reason = ruleDiff({ met: 'a.p', applies: 'a.p' }, { met: 'a.p' });
    expect(reason.relation).toBe('stricter');
    const scope = ruleDiff({ met: 'a.p || !a.q' }, { met: 'a.p', applies: 'a.q' });
    expect(scope.relation).toBe('otherwise');
    expect(scope.examples).toEqual([
      expect.objectContaining({
        answers: new Map([
          ['a.p', true],
          ['a.q', false],
        ]),
        old: 'met',
        new: 'not_applicable',
      }),
    ]);
    const signature = ruleDiff({ met: 'a.p && attestation.sign' }, { met: 'a.p && attestation.sign && (a.q || !a.q)' });
    expect(signature.relation).toBe('otherwise');
    expect(at(signature.examples, 0)).toMatchObject({
      old: 'needs_attestation',
      new: 'undetermined because of requirement',
    });
    expect(at(signature.examples, 0).answers.has('a.q')).toBe(false);
  });

  it('with its severity named, and with texts apart from all else', () => {
    const heavier = ruleDiff({ met: 'a.p' }, { met: 'a.p', severity: 'blocker' });
    expect(heavier).toMatchObject({
      relation: 'same_outcomes',
      severity: { old: 'major', new: 'blocker' },
      changed: { texts: [], others: ['severity'] },
    });
    const noted = ruleDiff({ met: 'a.p' }, { met: 'a.p', extra: '    note: { en: Read so. }\n' });
    expect(noted).toMatchObject({ relation: 'texts_only', severity: null, changed: { texts: ['note'], others: [] } });
    const confident = edited({ rules: [{ met: 'a.p' }] }, [
      '{ level: verified }',
      '{ level: verified, note: { en: Read. } }',
    ]);
    const doubtful = edited({ rules: [{ met: 'a.p' }] }, [
      '{ level: verified }',
      '{ level: recalled, note: { en: Read. } }',
    ]);
    const plain = miniRules({ rules: [{ met: 'a.p' }] });
    const ruleOf = (fresh: CompiledRules): RuleDiff => at(at(diffRules(plain, fresh).rulesets, 0).rules, 0);
    expect(ruleOf(confident)).toMatchObject({ relation: 'texts_only', changed: { texts: ['confidence'], others: [] } });
    expect(ruleOf(doubtful)).toMatchObject({ relation: 'same_outcomes', changed: { others: ['confidence'] } });
  });

  it('through a definition that changed, which is compared too', () => {
    const { definitions, rules } = diffOf(
      { definitions: { D: 'a.q', E: 'D', F: 'a.q' }, rules: [{ applies: 'E', met: 'a.p' }] },
      { definitions: { D: 'a.q || a.r', E: 'D', G: 'a.q' }, rules: [{ applies: 'E', met: 'a.p' }] },
    );
    expect(definitions.map((entry) => [entry.id, entry.relation, entry.changed.others])).toEqual([
      ['D', 'wider', ['when']],
      ['E', 'wider', []],
      ['G', 'added', []],
      ['F', 'removed', []],
    ]);
    expect(rules.map((entry) => [entry.id, entry.relation])).toEqual([['rule-1', 'stricter']]);
  });

  it('as added or removed, with its ruleset or alone', () => {
    const [one, two] = [
      [{ id: 'a', met: 'a.p' }],
      [
        { id: 'a', met: 'a.p' },
        { id: 'b', met: 'a.q' },
      ],
    ];
    const relations = (old: readonly MiniRule[], fresh: readonly MiniRule[]): readonly string[] =>
      diffOf({ rules: old }, { rules: fresh }).rules.map((rule) => `${rule.id} ${rule.relation}`);
    expect(relations(one, two)).toEqual(['a equal', 'b added']);
    expect(relations(two, one)).toEqual(['a equal', 'b removed']);
    const renamed = diffRules(miniRules({ rules: one }), miniRules({ id: 'other', rules: one })).rulesets;
    expect(renamed.map(({ id, versions, rules }) => [id, versions, rules.map((rule) => rule.relation)])).toEqual([
      ['other', { old: null, new: '1.0.0' }, ['added']],
      ['mini', { old: '1.0.0', new: null }, ['removed']],
    ]);
  });

  it('with what the engine finds of the others told apart from answers', () => {
    const blocker = { met: 'a.p', severity: 'blocker' };
    const { rules } = diffOf(
      { rules: [blocker, { met: '!engine.other_open_blockers' }] },
      { rules: [blocker, { met: '!engine.other_open_blockers || a.q' }] },
    );
    expect(at(rules, 1)).toMatchObject({
      relation: 'looser',
      examples: [{ answers: new Map([['a.q', true]]), otherOpenBlockers: true, old: 'not_met', new: 'met' }],
    });
  });
});

describe('questions that changed', () => {
  const rules = [{ met: 'a.kind == "none"' }];

  it('are listed, and an option one state lacks is an option all the same', () => {
    const old = miniRules({ rules });
    const gained = edited({ rules }, [
      '      all: { en: Option all }\n',
      '      all: { en: All of it }\n      most: { en: Most }\n',
    ]);
    const { questions, rulesets } = diffRules(old, gained);
    expect(questions).toEqual([{ id: 'a.kind', relation: 'changed', changed: { texts: [], others: ['options'] } }]);
    expect(at(at(rulesets, 0).rules, 0).relation).toBe('equal');
    const tolerant = edited(
      { rules },
      ['      all: { en: Option all }\n', '      all: { en: Option all }\n      most: { en: Most }\n'],
      ['== "none"', 'in ["none", "most"]'],
    );
    const rule = at(at(diffRules(old, tolerant).rulesets, 0).rules, 0);
    expect(rule).toMatchObject({ relation: 'looser', examples: [{ answers: new Map([['a.kind', 'most']]) }] });
  });

  it('are two questions when the type is another', () => {
    const old = miniRules({ rules: [{ met: 'a.s' }] });
    const options = '    options:\n      none: { en: None }\n      some: { en: Some }\n';
    const fresh = edited({ rules: [{ met: 'a.s == "some"' }] }, [
      /- id: a\.s\n(?: {4}.*\n)*/.exec(at(miniSources({ rules: [{ met: 'a.s' }] }), 0).text)?.[0] ?? '',
      `- id: a.s\n    type: choice\n    text: { en: "Is a.s so?" }\n    help: { en: Help. }\n    why: { en: Why. }\n${options}    fixable: false\n`,
    ]);
    const { questions, rulesets } = diffRules(old, fresh);
    expect(questions).toEqual([
      { id: 'a.s', relation: 'changed', changed: { texts: [], others: ['type', 'options'] } },
    ]);
    const rule = at(at(rulesets, 0).rules, 0);
    expect(rule.relation).toBe('both_ways');
    expect([...at(rule.examples, 0).answers]).toEqual([
      ['a.s', 'none'],
      ['a.s (old)', true],
    ]);
  });
});

it('agrees with trying every complete product under random pairs of rulesets, and each example is one', () => {
  const products = completeProducts();
  const rulesOf = ({ definition, applies, met }: RandomConditions): CompiledRules =>
    miniRules({ definitions: { D: definition }, rules: [{ applies, met }] });
  fc.assert(
    fc.property(randomConditions, randomConditions, (before, after) => {
      const [old, fresh] = [rulesOf(before), rulesOf({ ...before, met: after.met })];
      const pairs = DAYS.flatMap((day) =>
        products.map((answers) => [outcome(old, answers, day), outcome(fresh, answers, day)] as const),
      );
      const tightened = pairs.some(([was, is]) => !isOpen(was) && isOpen(is));
      const loosened = pairs.some(([was, is]) => isOpen(was) && !isOpen(is));
      const rule = at(at(diffRules(old, fresh).rulesets, 0).rules, 0);
      const expected = tightened
        ? [loosened ? 'both_ways' : 'stricter']
        : loosened
          ? ['looser']
          : ['otherwise', 'same_outcomes', 'equal'];
      expect(expected).toContain(rule.relation);
      const differs = pairs.some(([was, is]) => outcomeText(was) !== outcomeText(is));
      if (differs) expect(['same_outcomes', 'equal']).not.toContain(rule.relation);
      expect(rule.examples).toHaveLength(
        rule.relation === 'both_ways' ? 2 : ['same_outcomes', 'equal'].includes(rule.relation) ? 0 : 1,
      );
      for (const example of rule.examples) {
        const found = [old, fresh].map((rules) => outcomeText(outcome(rules, example.answers, example.asOf)));
        expect(found).toEqual([example.old, example.new]);
        expect(example.old).not.toBe(example.new);
      }
    }),
    { numRuns: 60, seed: 20261123 },
  );
}, 120_000);

it('finds the shipped rules equal to themselves', async () => {
  const rules = await realRules();
  const { questions, rulesets } = diffRules(rules, rules);
  expect(questions).toEqual([]);
  const relations = rulesets.flatMap((ruleset) =>
    [...ruleset.definitions, ...ruleset.rules].map((entry) => entry.relation),
  );
  expect(new Set(relations)).toEqual(new Set(['equal']));
});
