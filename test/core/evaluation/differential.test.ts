import { readFile } from 'node:fs/promises';
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import { outcomeOf, type Outcome } from '../../../src/core/evaluation/judge-rule.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import { isGiven, type Answers } from '../../../src/core/questionnaire/answers.ts';
import { anyDay, completeAnswers, plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

interface Draft {
  readonly ruleset: string;
  readonly definitions: readonly { readonly id: string; readonly expression: string }[];
  readonly requirements: readonly {
    readonly id: string;
    readonly applies: string;
    readonly met: string;
    readonly severity: string;
  }[];
}

type Bindings = Record<string, unknown>;
type Program = (bindings: Bindings) => boolean;

/** An expression planned by an independent implementation of CEL, which knows nothing of ours. */
function independent(source: string): Program {
  const run = plan(celEnv(), parse(source)) as (bindings: Bindings) => unknown;
  return (bindings) => {
    const value = run(bindings);
    if (typeof value !== 'boolean') throw new Error(`${source}: ${isCelError(value) ? value.message : String(value)}`);
    return value;
  };
}

/** Answers as CEL variables: one object per group, whole numbers as int, attestations as given or assumed. */
function bind(answers: Answers, asOf: string, assumed: boolean): Bindings {
  const bindings: Record<string, Record<string, unknown>> = {};
  for (const [id, value] of answers) {
    const [group = '', name = ''] = id.split('.');
    const bound =
      typeof value === 'number' ? BigInt(value) : group === 'attestation' ? assumed || isGiven(value) : value;
    (bindings[group] ??= {})[name] = bound;
  }
  return { ...bindings, as_of: timestampFromDate(new Date(`${asOf}T00:00:00Z`)) };
}

interface IndependentRule {
  readonly id: string;
  readonly blocker: boolean;
  readonly engine: boolean;
  readonly applies: Program;
  readonly met: Program;
}

class IndependentRuleset {
  readonly id: string;
  readonly #definitions: readonly (readonly [string, Program])[];
  readonly #rules: readonly IndependentRule[];

  constructor(draft: Draft) {
    this.id = draft.ruleset;
    this.#definitions = draft.definitions.map(({ id, expression }) => [id, independent(expression)]);
    this.#rules = draft.requirements.map(({ id, applies, met, severity }) => ({
      id,
      blocker: severity === 'blocker',
      engine: met.includes('engine.'),
      applies: independent(applies),
      met: independent(met),
    }));
  }

  judge(answers: Answers, asOf: string): readonly Outcome[] {
    const given = bind(answers, asOf, false);
    const assumed = bind(answers, asOf, true);
    for (const [id, program] of this.#definitions) {
      given[id] = program(given);
      assumed[id] = program(assumed);
    }
    const judge = (rule: IndependentRule): Outcome => {
      const truth = (value: boolean): 'true' | 'false' => (value ? 'true' : 'false');
      return outcomeOf(truth(rule.applies(given)), truth(rule.met(given)), truth(rule.met(assumed)));
    };
    const first = this.#rules.map((rule) => (rule.engine ? undefined : judge(rule)));
    const open = first.some((outcome, index) => {
      const blocks = outcome?.status === 'not_met' || outcome?.status === 'needs_attestation';
      return blocks && this.#rules[index]?.blocker === true;
    });
    given['engine'] = { other_open_blockers: open };
    assumed['engine'] = { other_open_blockers: open };
    return this.#rules.map((rule, index) => first[index] ?? judge(rule));
  }

  get ruleIds(): readonly string[] {
    return this.#rules.map((rule) => rule.id);
  }
}

let rules: CompiledRules;
let drafts: readonly IndependentRuleset[];

beforeAll(async () => {
  rules = await realRules();
  drafts = await Promise.all(
    ['cn-interim-measures', 'us-voluntary-commitments'].map(async (id) => {
      const file = new URL(`../../fixtures/law/${id}.requirements.yaml`, import.meta.url);
      return new IndependentRuleset(parseYaml(await readFile(file, 'utf8')) as Draft);
    }),
  );
});

describe('an independent CEL implementation, on the drafts of the law', () => {
  it('covers the same rules in the same order', () => {
    for (const draft of drafts) {
      const ruleset = rules.rulesets.find((candidate) => candidate.id === draft.id);
      expect(ruleset?.rules.map((rule) => rule.id)).toEqual(draft.ruleIds);
    }
  });

  for (const [name, answersOf] of [
    ['any', completeAnswers],
    ['plausible', plausibleAnswers],
  ] as const) {
    it(`agrees on every status of 1,500 products with ${name} answers, none missing`, () => {
      fc.assert(
        fc.property(answersOf(rules.questionnaire), anyDay, (answers, day) => {
          for (const draft of drafts) {
            const ruleset = rules.rulesets.find((candidate) => candidate.id === draft.id);
            if (ruleset === undefined) throw new Error(`no ruleset ${draft.id}`);
            expect(judgeRuleset(ruleset, answers, calendarDate(day))).toEqual(draft.judge(answers, day));
          }
        }),
        { numRuns: 1500, seed: 20261123 },
      );
    }, 120_000);
  }
});
