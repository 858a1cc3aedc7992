import { at } from '../base/at.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { LaneAssessment } from './assess-lanes.ts';
import { PLACE, type FindingState } from './lane-findings.ts';
import type { LaneSet } from './lanes.ts';

/**
 * Why something is not what it was, when rules and date may both be other ones. Each of the two is tried alone, the other left as it
 * was:
 *
 * - `rules_changed`: the new rules alone, on the old day, come to the new result; the new day alone does not;
 * - `date_passed`: the new day alone, under the old rules, comes to the new result; the new rules alone do not;
 * - `either`: each of the two alone comes to the new result;
 * - `both`: only the two together come to it.
 */
export type Why = 'rules_changed' | 'date_passed' | 'either' | 'both';

/** Something before and after; `why` is `null` when it stays what it was. */
export interface Change<T> {
  readonly from: T;
  readonly to: T;
  readonly why: Why | null;
}

/** A finding that is not what it was. `null` stands for a rule that a version does not have. */
export interface FindingImpact {
  readonly rule: string;
  readonly from: FindingState | null;
  readonly to: FindingState | null;
  readonly why: Why;
}

/** A rule in both versions of its ruleset; -1 where a version does not have it. */
export interface RulePair {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** The four ways to put rules and days together. Where nothing else was asked for, two of them are one. */
export interface Assessments {
  readonly before: LaneAssessment;
  readonly after: LaneAssessment;
  /** The new rules on the old days. */
  readonly rulesAlone: LaneAssessment;
  /** The old rules on the new day. */
  readonly dateAlone: LaneAssessment;
}

/** Every rule of two versions, in the order of the new one; those that are gone come last. */
export function pairRules(before: CompiledRuleset, after: CompiledRuleset): readonly RulePair[] {
  const old = new Map(before.rules.map(({ id }, index) => [id, index]));
  const kept = new Set(after.rules.map(({ id }) => id));
  return [
    ...after.rules.map(({ id }, index) => ({ id, before: old.get(id) ?? -1, after: index })),
    ...before.rules.flatMap(({ id }, index) => (kept.has(id) ? [] : [{ id, before: index, after: -1 }])),
  ];
}

/**
 * The lanes in which a finding changes. A rule that a version does not have asks nothing there, as one that does not apply: that it
 * comes, goes or is shown with another severity is a change only where it applies or may apply, before or after.
 */
export function lanesOfChange(before: LaneAssessment, after: LaneAssessment, ruleset: number, pair: RulePair): LaneSet {
  const [old, young] = [at(before.findings, ruleset), at(after.findings, ruleset)];
  if (pair.before < 0) return ~young.lanesOf(pair.after, PLACE.notApplicable);
  if (pair.after < 0) return ~old.lanesOf(pair.before, PLACE.notApplicable);
  const idle = old.lanesOf(pair.before, PLACE.notApplicable) & young.lanesOf(pair.after, PLACE.notApplicable);
  return old.lanesThatDiffer(pair.before, young, pair.after) & ~idle;
}

/** How a finding that changes in a lane changes there. */
export function findingImpact(
  { before, after, rulesAlone, dateAlone }: Assessments,
  ruleset: number,
  pair: RulePair,
  index: number,
): FindingImpact {
  const [from, to] = [stateIn(before, ruleset, pair.before, index), stateIn(after, ruleset, pair.after, index)];
  const why = whyOf(
    isSameState(stateIn(rulesAlone, ruleset, pair.after, index), to),
    isSameState(stateIn(dateAlone, ruleset, pair.before, index), to),
  );
  return { rule: pair.id, from, to, why };
}

function stateIn(assessment: LaneAssessment, ruleset: number, rule: number, index: number): FindingState | null {
  return rule < 0 ? null : at(assessment.findings, ruleset).stateOf(rule, index);
}

/** A rule that is not there comes to the same as one that does not apply, whatever its severity. */
function isSameState(a: FindingState | null, b: FindingState | null): boolean {
  return a === b || (asksNothing(a) && asksNothing(b));
}

function asksNothing(state: FindingState | null): boolean {
  return state === null || state.status === 'not_applicable';
}

/** How something of a product changes in a lane, if it does. */
export function changeOf<T>(
  { before, after, rulesAlone, dateAlone }: Assessments,
  of: (assessment: LaneAssessment) => T,
): Change<T> {
  const [from, to] = [of(before), of(after)];
  return { from, to, why: from === to ? null : whyOf(of(rulesAlone) === to, of(dateAlone) === to) };
}

function whyOf(byRules: boolean, byDate: boolean): Why {
  if (byRules) return byDate ? 'either' : 'rules_changed';
  return byDate ? 'date_passed' : 'both';
}
