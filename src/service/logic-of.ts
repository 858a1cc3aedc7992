import type { RulesetSnapshot, SnapshotQuestion } from '../core/language/compiled-ruleset.ts';

/**
 * What decides the results of a ruleset: its snapshot without texts for people, places in the instrument, sources, and what reports
 * alone show. Results are gate, verdicts, scores, findings with what may follow, warnings, duties set aside, the next questions and the
 * order of work.
 *
 * A change to this function changes the logic digest of every ruleset, so it goes out with a new version of each of them.
 */
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
    consequences: (ruleset.consequences ?? []).map(({ id, confidence }) => ({ id, confidence })),
    rules: snapshot.units.flatMap(({ unit, rules }) =>
      rules.map((rule) => ({
        unit,
        id: rule.id,
        basis: rule.basis,
        severity: rule.severity,
        judgement: rule.judgement,
        applies: rule.applies,
        met: rule.met,
        consequences: rule.consequences,
        confidence: rule.confidence.level,
        in_force: rule.in_force === undefined ? null : { from: rule.in_force.from, to: rule.in_force.to ?? null },
        echo: rule.echo ?? false,
        outside_scope: rule.outside_scope ?? false,
      })),
    ),
    questions: snapshot.questions.map(logicOfQuestion),
    constraints: snapshot.constraints.map(({ id, when }) => ({ id, when })),
    counted_days: snapshot.counted_days.facts,
  };
}

function logicOfQuestion(question: SnapshotQuestion): unknown {
  const { wait_days: wait } = question;
  return {
    id: question.id,
    group: question.group,
    type: question.type,
    options: (question.options ?? []).map(({ value }) => value),
    min: question.min ?? null,
    default: question.default ?? null,
    fixable: question.fixable,
    fix_to: question.fix_to ?? null,
    fix_kind: question.fix_kind ?? null,
    effort_days: question.effort_days ?? null,
    wait_days: wait === undefined ? null : [wait.low, wait.high],
    phase: question.phase ?? null,
    after: question.after ?? [],
  };
}
