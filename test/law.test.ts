import { beforeAll, describe, expect, it } from 'vitest';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../src/core/language/compiled-ruleset.ts';
import { readDraft } from './support/independent-law.ts';
import { realRules } from './support/real-rules.ts';

// The rule files carry the ids, the logic and the weights of the drafts of the law; what they add is texts.

interface Draft {
  readonly units: readonly { readonly id: string }[];
  readonly definitions: readonly { readonly id: string; readonly expression: string }[];
  readonly requirements: readonly DraftRule[];
  readonly provisions: readonly {
    readonly id: string;
    readonly unit: string;
    readonly class: string;
    readonly rules: readonly string[];
  }[];
}

interface DraftRule {
  readonly id: string;
  readonly unit: string;
  readonly provisions: readonly string[];
  readonly basis: string;
  readonly kind: string;
  readonly severity: string;
  readonly judgement: string;
  readonly applies: string;
  readonly met: string;
  readonly echo?: boolean;
  readonly outside_scope?: boolean;
  readonly in_force?: { readonly from: string };
}

interface DraftFact {
  readonly id: string;
  readonly type: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly default?: unknown;
  readonly fixable: boolean;
  readonly fix_to?: readonly unknown[];
  readonly fix_kind?: string;
  readonly effort_days?: readonly number[];
  readonly asked_in?: string;
  readonly descriptive?: boolean;
}

function oneLine(condition: string): string {
  return condition.replaceAll(/\s+/g, ' ').trim();
}

let rules: CompiledRules;

beforeAll(async () => {
  rules = await realRules();
});

describe.each(['cn-interim-measures', 'us-voluntary-commitments'])('%s', (id) => {
  const draft = readDraft(`${id}.requirements`) as Draft;
  const ruleset = (): CompiledRuleset => {
    const found = rules.rulesets.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no ruleset ${id}`);
    return found;
  };

  it('has the units and definitions of its draft, in its order', () => {
    expect(ruleset().units.map((unit) => unit.id)).toEqual(draft.units.map((unit) => unit.id));
    expect(ruleset().definitions.map(({ entry }) => [entry.id, oneLine(entry.when)])).toEqual(
      draft.definitions.map((definition) => [definition.id, oneLine(definition.expression)]),
    );
  });

  it('has the rules of its draft, with their logic and weights', () => {
    const found = ruleset().rules.map(({ entry, unit }) => ({
      id: entry.id,
      unit,
      provisions: entry.provisions,
      basis: entry.basis,
      kind: entry.kind,
      severity: entry.severity,
      judgement: entry.judgement,
      applies: oneLine(entry.applies),
      met: oneLine(entry.met),
      echo: entry.echo ?? false,
      outside_scope: entry.outside_scope ?? false,
      from: entry.in_force?.from ?? null,
    }));
    expect(found).toEqual(
      draft.requirements.map((rule) => ({
        id: rule.id,
        unit: rule.unit,
        provisions: rule.provisions,
        basis: rule.basis,
        kind: rule.kind,
        severity: rule.severity,
        judgement: rule.judgement,
        applies: oneLine(rule.applies),
        met: oneLine(rule.met),
        echo: rule.echo ?? false,
        outside_scope: rule.outside_scope ?? false,
        from: rule.in_force?.from ?? null,
      })),
    );
  });

  it('lists every provision of its draft, each treated by the same rules', () => {
    const found = ruleset().provisions.map((provision) => ({
      id: provision.id,
      unit: provision.unit,
      class: provision.class,
      rules: ruleset()
        .rules.filter((rule) => rule.entry.provisions.includes(provision.id))
        .map((rule) => rule.id),
    }));
    expect(found).toEqual(
      draft.provisions.map(({ id: provision, unit, class: kind, rules: by }) => ({
        id: provision,
        unit,
        class: kind,
        rules: by,
      })),
    );
  });
});

it('the vocabulary has the 202 facts of its draft, with their types, options, defaults and fixes', () => {
  const { facts } = readDraft('vocabulary') as { readonly facts: readonly DraftFact[] };
  const found = rules.questionnaire.questions.map((question) => ({
    id: question.id,
    type: question.type,
    options: Object.keys(question.options ?? {}),
    default: question.default ?? null,
    fixable: question.fixable,
    effort: question.effort_days ?? null,
    asked_in: question.asked_in ?? null,
    descriptive: question.descriptive ?? false,
  }));
  const drafted = facts.map((fact) => ({
    id: fact.id,
    type: fact.type,
    options: Object.keys(fact.options ?? {}),
    default: fact.default ?? null,
    fixable: fact.fixable,
    effort: fact.effort_days ?? null,
    asked_in: fact.asked_in ?? null,
    descriptive: fact.descriptive ?? false,
  }));
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
  expect(found).toHaveLength(202);
  expect(found.sort(byId)).toEqual(drafted.sort(byId));
  const byQuestion = rules.questionnaire.byId;
  for (const fact of facts) {
    if (fact.fix_to !== undefined) expect([fact.id, byQuestion.get(fact.id)?.fix_to]).toEqual([fact.id, fact.fix_to]);
    if (fact.fix_kind !== undefined)
      expect([fact.id, byQuestion.get(fact.id)?.fix_kind]).toEqual([fact.id, fact.fix_kind]);
  }
});

it('every question is read by a rule, a definition or a constraint, or says that it is descriptive', () => {
  const read = new Set(rules.rulesets.flatMap((ruleset) => ruleset.questions.map((question) => question.id)));
  const unread = rules.questionnaire.questions
    .filter((question) => !read.has(question.id))
    .map((question) => question.id);
  expect(unread).toEqual(['labelling.provenance_user_identity']);
  expect(rules.questionnaire.byId.get('labelling.provenance_user_identity')?.descriptive).toBe(true);
});
