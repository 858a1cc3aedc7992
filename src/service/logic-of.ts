import type { RulesetSnapshot } from '../core/language/compiled-ruleset.ts';

/** What decides the results of a ruleset: its snapshot without texts for people, sources and what only reports show. */
export function logicOf(snapshot: RulesetSnapshot): unknown {
  const { ruleset } = snapshot;
  return {
    id: ruleset.id,
    semantics: ruleset.semantics,
    binding: ruleset.binding,
    in_force: ruleset.in_force,
    score: ruleset.score,
    units: ruleset.units.map(({ id }) => id),
    definitions: ruleset.definitions.map(({ id, when }) => ({ id, when })),
    severity_cap: ruleset.severity_cap ?? [],
    tags: ruleset.tags ?? [],
    review: (ruleset.review ?? []).map(({ units, while_true }) => ({ units, while_true })),
    rules: snapshot.units.flatMap(({ unit, rules }) =>
      rules.map((rule) => ({
        unit,
        id: rule.id,
        basis: rule.basis,
        severity: rule.severity,
        judgement: rule.judgement,
        applies: rule.applies,
        met: rule.met,
        confidence: rule.confidence.level,
        in_force: rule.in_force === undefined ? null : { from: rule.in_force.from, to: rule.in_force.to ?? null },
        echo: rule.echo ?? false,
        outside_scope: rule.outside_scope ?? false,
      })),
    ),
    questions: snapshot.questions.map(({ id, type, options, min, default: fallback }) => ({
      id,
      type,
      options: (options ?? []).map(({ value }) => value),
      min: min ?? null,
      default: fallback ?? null,
    })),
    constraints: snapshot.constraints.map(({ id, when }) => ({ id, when })),
  };
}
