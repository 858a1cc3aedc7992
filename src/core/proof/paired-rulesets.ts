import { ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { ExpressionPool } from '../language/expression-pool.ts';
import type { Question } from '../language/questionnaire.ts';
import { ExpressionBuilder } from '../language/rebuild-expression.ts';
import { rebuildConditions, type RulesetConditions } from '../language/rebuild-ruleset.ts';

/** Two states of a ruleset whose conditions are functions over one table of variables. */
export interface PairedRulesets {
  readonly old: RulesetConditions;
  readonly new: RulesetConditions;
  /** The functions over all products, and over those that are answered in full. */
  readonly all: ConditionDiagrams;
  readonly complete: ConditionDiagrams;
}

/**
 * Brings two states of a ruleset to one table. A question of one state alone is one that the other never reads; one that gained or
 * lost options has those of both; one that changed its type is two questions, the old one marked as such.
 */
export function pairRulesets(old: CompiledRuleset, fresh: CompiledRuleset): PairedRulesets {
  const pool = new ExpressionPool();
  const retyped = old.questions.filter(({ id, type }) => (fresh.questionById.get(id)?.type ?? type) !== type);
  const facts = new Map(retyped.map(({ id }) => [id, `${id} (old)`]));
  const [before, after] = [
    rebuildConditions(old, new ExpressionBuilder(pool, { facts })),
    rebuildConditions(fresh, new ExpressionBuilder(pool)),
  ];
  const renamed = (id: string): string => facts.get(id) ?? id;
  const source = {
    questions: mergeQuestions(
      old.questions.map((question) => ({ ...question, id: renamed(question.id) })),
      fresh.questions,
    ),
    rules: [...after.rules, ...before.rules.map((rule) => ({ facts: rule.facts.map(renamed) }))],
    expressions: pool.all,
  };
  return {
    old: before,
    new: after,
    all: new ConditionDiagrams(source),
    complete: new ConditionDiagrams(source, { complete: true }),
  };
}

function mergeQuestions(old: readonly Question[], fresh: readonly Question[]): readonly Question[] {
  const byId = new Map(fresh.map((question) => [question.id, question]));
  for (const question of old) {
    const other = byId.get(question.id);
    byId.set(question.id, other === undefined ? question : mergeQuestion(question, other));
  }
  return [...byId.values()];
}

/** A question as both states ask it: with the options of both, no least value that one of them lacks, and a default only they share. */
function mergeQuestion({ min, default: fallback, options }: Question, fresh: Question): Question {
  const { min: least, default: freshFallback, options: freshOptions, ...question } = fresh;
  return {
    ...question,
    ...(options === undefined && freshOptions === undefined ? {} : { options: { ...options, ...freshOptions } }),
    ...(min === undefined || least === undefined ? {} : { min: Math.min(min, least) }),
    ...(fallback === undefined || fallback !== freshFallback ? {} : { default: fallback }),
  };
}
