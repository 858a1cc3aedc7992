import type { Position } from '../base/problem.ts';
import type { CompiledRules } from '../language/compile-rules.ts';
import type { ConditionId } from '../language/rule-places.ts';
import type { Difference } from './find-difference.ts';
import { MutationTrial } from './mutation-trial.ts';

/** A mutant that no case notices, with a product that a case could show. */
export interface Survivor extends Position {
  readonly condition: ConditionId;
  /** The part that is changed, as it is and as it becomes. */
  readonly before: string;
  readonly after: string;
  readonly example: Difference;
}

/** What mutating the rules came to. */
export interface MutationReport {
  readonly mutants: number;
  readonly killed: number;
  /** Mutants that change no finding of any product on any day. */
  readonly equivalent: number;
  /** In the order of the rulesets, definitions before rules. */
  readonly survivors: readonly Survivor[];
  /** Killed mutants in percent of those that are not equivalent, with one decimal, never rounded up. */
  readonly score: number;
}

/**
 * Mutates every condition of every rule and definition and runs the cases against each mutant: those of the rule, or of every rule
 * that reads the definition. A mutant that no case notices is compared with the original over all products and days, so that every
 * one is killed, proven equivalent, or shown with a product that a case should have.
 *
 * @param rules - without problems, and with cases that do not fail
 * @param rulesets - the ids of those to mutate
 */
export function mutateRules(rules: CompiledRules, rulesets: readonly string[]): MutationReport {
  const counts = { mutants: 0, killed: 0, equivalent: 0 };
  const survivors: Survivor[] = [];
  for (const ruleset of rules.rulesets.filter(({ id }) => rulesets.includes(id))) {
    const trial = new MutationTrial(rules, ruleset);
    for (const mutant of trial.mutants) {
      const { condition, mutation } = mutant;
      const fate = trial.fateOf(mutant);
      counts.mutants += 1;
      if (fate.kind === 'survived') {
        const { before, after, offset } = mutation;
        survivors.push({
          ...rules.places.condition(condition, offset),
          condition,
          before,
          after,
          example: fate.example,
        });
      } else counts[fate.kind] += 1;
    }
  }
  return { ...counts, survivors, score: scoreOf(counts.killed, counts.killed + survivors.length) };
}

function scoreOf(killed: number, telling: number): number {
  return telling === 0 ? 100 : Math.floor((1000 * killed) / telling) / 10;
}
