import { addDays, type CalendarDate } from '../base/calendar-date.ts';
import { sameData } from '../base/same-data.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Finding, RulesetResult } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { CAUSE_KINDS, type CauseKind, type Change, type FindingState } from './comparison.ts';

/** Causes that are taken as they are after; the others are as they were before. */
export type Switched = ReadonlySet<CauseKind>;

/** Nothing switched: the old world. */
export const OLD: Switched = new Set();
/** Everything switched: the new world. */
export const NEW: Switched = new Set(CAUSE_KINDS);

/** One side of a comparison of one ruleset. */
export interface World {
  readonly ruleset: CompiledRuleset;
  readonly answers: Answers;
  readonly asOf: CalendarDate;
}

/** Every set of causes, the smaller first. */
const CAUSE_SETS: readonly Switched[] = Array.from({ length: 1 << CAUSE_KINDS.length }, (_, bits) => {
  return new Set(CAUSE_KINDS.filter((_kind, index) => (bits & (1 << index)) !== 0));
}).sort((a, b) => a.size - b.size);

/**
 * The least sets of causes that alone turn old into new, found by trying all of them: sets that contain another are left out.
 *
 * @param isNew - whether a result is the new one with some causes switched
 */
export function leastCauses(isNew: (switched: Switched) => boolean): readonly Switched[] {
  const least: Switched[] = [];
  for (const switched of CAUSE_SETS) {
    const contains = least.some((smaller) => [...smaller].every((kind) => switched.has(kind)));
    if (!contains && isNew(switched)) least.push(switched);
  }
  return least;
}

/** What a ruleset came to in worlds between the old one and the new one: old or new answers, rules and day in every combination. */
export class Worlds {
  readonly #from: World;
  readonly #to: World;
  readonly #results = new Map<string, RulesetResult>();
  readonly #isSame: Readonly<Record<CauseKind, boolean>>;

  constructor({ from, to }: Change<World>) {
    this.#from = from;
    this.#to = to;
    this.#isSame = {
      facts_changed: sameData(Object.fromEntries(from.answers), Object.fromEntries(to.answers)),
      rules_changed: from.ruleset === to.ruleset,
      date_passed: from.asOf === to.asOf,
    };
  }

  /** The world with some causes switched. */
  world(switched: Switched): World {
    const pick = (kind: CauseKind): World => (switched.has(kind) && !this.#isSame[kind] ? this.#to : this.#from);
    return {
      ruleset: pick('rules_changed').ruleset,
      answers: pick('facts_changed').answers,
      asOf: pick('date_passed').asOf,
    };
  }

  /** What the ruleset came to with some causes switched. */
  result(switched: Switched): RulesetResult {
    return this.#evaluate(this.world(switched));
  }

  /** The state of a rule's finding with some causes switched; `undefined` where the version has no such rule. */
  state(rule: string, switched: Switched): FindingState | undefined {
    return stateIn(this.result(switched), rule);
  }

  /**
   * The day on which a finding turns into its new state, while everything but the day stays as switched. It is that turn which lies
   * nearest to the new day; where the new day is the earlier one, the first day on which the finding no longer is what it is on it.
   */
  turnsOn(rule: string, switched: Switched): CalendarDate {
    const world = this.world(switched);
    const [first, last] = [this.#from.asOf, this.#to.asOf].sort();
    if (first === undefined || last === undefined) throw new RangeError('a comparison has two days');
    const days = turningDays(world.ruleset).filter((day) => day > first && day <= last);
    const isNew = (day: CalendarDate): boolean =>
      sameData(stateIn(this.#evaluate({ ...world, asOf: day }), rule), this.state(rule, switched));
    // A stretch of days on which nothing turns is known by its first day.
    if (first === this.#from.asOf) {
      const lastOld = days.findLastIndex((day) => !isNew(day));
      return days[lastOld + 1] ?? last;
    }
    return days.find((day) => !isNew(day)) ?? last;
  }

  #evaluate(world: World): RulesetResult {
    const sides = [world.ruleset === this.#from.ruleset, world.answers === this.#from.answers, world.asOf];
    const key = sides.join();
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const [made] = evaluate([world.ruleset], world.answers, world.asOf).rulesets;
    if (made === undefined) throw new RangeError('a ruleset has a result');
    this.#results.set(key, made);
    return made;
  }
}

/** The state of a rule's finding in a result. */
export function stateIn(result: RulesetResult, rule: string): FindingState | undefined {
  const finding = result.findings.find((candidate) => candidate.rule === rule);
  return finding === undefined ? undefined : stateOf(finding);
}

/** What a comparison looks at in a finding. */
export function stateOf({ status, because, applicability, severity, upcoming }: Finding): FindingState {
  return { status, because, applicability, severity, upcoming };
}

/** Every day on which something in a ruleset may turn, in order. */
function turningDays({ expressions, rules }: CompiledRuleset): readonly CalendarDate[] {
  const tested = expressions.flatMap((expression) =>
    expression.op === 'leaf' && expression.leaf.kind === 'as_of' ? [expression.leaf.than] : [],
  );
  const days = [...tested, ...tested.map((day) => addDays(day, 1)), ...rules.map(({ inForceFrom }) => inForceFrom)];
  return [...new Set(days)].sort();
}
