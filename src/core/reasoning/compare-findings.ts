import { sameData } from '../base/same-data.ts';
import type { RulesetResult } from '../evaluation/evaluation.ts';
import { changesBearingOn } from './compare-rulesets.ts';
import { leastCauses, NEW, OLD, stateIn, stateOf, type Switched, type World, type Worlds } from './compare-worlds.ts';
import type { CauseSet, ChangedFinding, FindingState, OneSidedRule, PartChange } from './comparison.ts';
import { FactSwitches } from './fact-switches.ts';

/** The findings of the rules that both versions of a ruleset have and whose state differs, each with its causes. */
export function compareFindings(worlds: Worlds, parts: readonly PartChange[]): readonly ChangedFinding[] {
  const causes = new Causes(worlds, parts);
  const { id, findings } = worlds.result(NEW);
  return findings.flatMap((finding) => {
    const { rule, unit } = finding;
    const [from, to] = [worlds.state(rule, OLD), stateOf(finding)];
    if (from === undefined || sameData(from, to)) return [];
    return [{ ruleset: id, rule, unit, from, to, causes: causes.of(rule, to) }];
  });
}

/** The rules that only the old or only the new version of a ruleset has. */
export function oneSidedRules(old: RulesetResult, now: RulesetResult, side: 'from' | 'to'): readonly OneSidedRule[] {
  const [here, there] = side === 'to' ? [now, old] : [old, now];
  return here.findings
    .filter(({ rule }) => stateIn(there, rule) === undefined)
    .map((finding) => ({ ruleset: here.id, rule: finding.rule, unit: finding.unit, state: stateOf(finding) }));
}

/** Finds the causes of changed findings; what several findings need is made once. */
class Causes {
  readonly #worlds: Worlds;
  readonly #parts: readonly PartChange[];
  readonly #switches = new Map<string, FactSwitches>();

  constructor(worlds: Worlds, parts: readonly PartChange[]) {
    this.#worlds = worlds;
    this.#parts = parts;
  }

  of(rule: string, wanted: FindingState): readonly CauseSet[] {
    const least = leastCauses((switched) => sameData(this.#worlds.state(rule, switched), wanted));
    return least.map((switched): CauseSet => ({
      facts_changed: switched.has('facts_changed') ? this.#facts(rule, switched, wanted) : null,
      rules_changed: switched.has('rules_changed') ? this.#rules(rule) : null,
      date_passed: switched.has('date_passed') ? { turns_on: this.#worlds.turnsOn(rule, switched) } : null,
    }));
  }

  #facts(id: string, switched: Switched, wanted: FindingState): readonly (readonly string[])[] {
    const key = [...switched].join();
    const world = this.#worlds.world(switched);
    const switches = this.#switches.get(key) ?? this.#switchesIn(world);
    this.#switches.set(key, switches);
    const rule = world.ruleset.rules.find((candidate) => candidate.id === id);
    return rule === undefined ? [] : switches.leastSets(rule, wanted);
  }

  #switchesIn({ ruleset, answers, asOf }: World): FactSwitches {
    return new FactSwitches(ruleset, this.#worlds.world(OLD).answers, answers, asOf);
  }

  #rules(rule: string): readonly PartChange[] {
    const versions = [this.#worlds.world(OLD).ruleset, this.#worlds.world(NEW).ruleset];
    return changesBearingOn(rule, versions, this.#parts);
  }
}
