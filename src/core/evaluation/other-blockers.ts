import type { Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Outcome } from './judge-rule.ts';

const blockersOf = new WeakMap<CompiledRuleset, readonly number[]>();

/** The positions of the rules that the engine fact reads: blockers that do not read it themselves. */
export function otherBlockers(ruleset: CompiledRuleset): readonly number[] {
  const known = blockersOf.get(ruleset);
  if (known !== undefined) return known;
  const made = ruleset.rules.flatMap((rule, index) =>
    !rule.readsEngine && rule.entry.severity === 'blocker' ? [index] : [],
  );
  blockersOf.set(ruleset, made);
  return made;
}

/** What the engine fact says: whether one of them is open, unknown while one is undetermined (`semantics.md` part 3). */
export function otherOpenBlockers(ruleset: CompiledRuleset, outcomes: readonly Outcome[]): Truth {
  const statuses = otherBlockers(ruleset).map((index) => outcomes[index]?.status);
  if (statuses.some((status) => status === 'not_met' || status === 'needs_attestation')) return 'true';
  return statuses.includes('undetermined') ? 'unknown' : 'false';
}

/**
 * The open facts of a rule that repeats others: its own, and those of the open blockers it repeats, unless one of them is a gap
 * already and no answer can undo that.
 */
export function openThroughOthers(
  ruleset: CompiledRuleset,
  outcomes: readonly Outcome[],
  open: readonly (readonly string[])[],
  own: readonly string[],
  outcome: Outcome,
): readonly string[] {
  if (outcome.status === 'not_applicable') return [];
  const blockers = otherBlockers(ruleset).filter((index) => outcomes[index]?.status !== 'met');
  const settled = blockers.some((index) => outcomes[index]?.status === 'not_met');
  const facts = new Set(settled ? own : [...own, ...blockers.flatMap((index) => open[index] ?? [])]);
  return ruleset.questions.filter((question) => facts.has(question.id)).map((question) => question.id);
}
