import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Gate, Verdict } from '../evaluation/evaluation.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { AnswerColumns, dayNumber } from './answer-columns.ts';
import { LaneAssessment, LaneAssessor } from './assess-lanes.ts';
import { PLACE, type FindingState } from './lane-findings.ts';
import { lanesFor } from './lanes-for.ts';
import { firstLanes, includesLane, lane, LANES, type LaneSet } from './lanes.ts';

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

/** What changes in one ruleset. */
export interface RulesetImpact {
  readonly id: string;
  readonly verdict: Change<Verdict>;
  /** In the order of the new rules; those of rules that are gone come last. */
  readonly findings: readonly FindingImpact[];
}

/** What changes for one product. */
export interface ProductImpact {
  readonly gate: Change<Gate>;
  /** Those in which something changes. */
  readonly rulesets: readonly RulesetImpact[];
  /** Facts whose answer has no place in the new questions: an option that is gone, another type. They are unknown there. */
  readonly no_longer_answered: readonly string[];
}

/** A product as it was judged: with its answers, the day, and what was found then. */
export interface JudgedProduct {
  readonly answers: Iterable<readonly [fact: string, answer: AnswerValue]>;
  readonly asOf: CalendarDate;
  readonly gate: Gate;
  /** One for each ruleset, in their order. */
  readonly verdicts: readonly Verdict[];
}

/** A rule in both versions of its ruleset; -1 where a version does not have it. */
interface RulePair {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** The four ways to put rules and days together. Where nothing else was asked for, two of them are one. */
interface Assessments {
  readonly before: LaneAssessment;
  readonly after: LaneAssessment;
  /** The new rules on the old days. */
  readonly rulesAlone: LaneAssessment;
  /** The old rules on the new day. */
  readonly dateAlone: LaneAssessment;
}

/**
 * Says what changes for products when the rulesets they were judged under give way to others, on the same day or another one. Made once
 * for all products that were judged under the same rulesets; judges up to 32 of them at once.
 */
export class ImpactJudge {
  readonly #before: readonly CompiledRuleset[];
  readonly #pairs: readonly (readonly RulePair[])[];
  /** For each pair the lanes in which its finding changes, of the block judged last. */
  readonly #changed: readonly Int32Array[];
  readonly #columns: AnswerColumns;
  readonly #old: LaneAssessor;
  readonly #new: LaneAssessor;
  readonly #sameRules: boolean;
  readonly #days = new Float64Array(LANES);
  readonly #room: Assessments;

  /**
   * @param before - the rulesets the products were judged under
   * @param after - for each of them the one that takes its place; the same object where none does
   */
  constructor(before: readonly CompiledRuleset[], after: readonly CompiledRuleset[]) {
    this.#before = before;
    this.#pairs = before.map((ruleset, index) => pairRules(ruleset, at(after, index)));
    this.#changed = this.#pairs.map((pairs) => new Int32Array(pairs.length));
    this.#sameRules = before.every((ruleset, index) => ruleset === after[index]);
    const { layout, programs } = lanesFor(this.#sameRules ? before : [...before, ...after]);
    this.#columns = new AnswerColumns(layout);
    this.#old = new LaneAssessor(programs.slice(0, before.length), this.#columns);
    this.#new = this.#sameRules ? this.#old : new LaneAssessor(programs.slice(before.length), this.#columns);
    this.#room = {
      before: new LaneAssessment(before),
      after: new LaneAssessment(after),
      rulesAlone: new LaneAssessment(after),
      dateAlone: new LaneAssessment(before),
    };
  }

  /**
   * @param products - at most {@link LANES}
   * @param day - the day to judge them for; each on its own day when it is `undefined`
   * @returns for each product what changes, `undefined` when nothing does, or `not_reproduced` when judging it again as it was
   *   does not come to what was found then, so that nothing can be said of it
   */
  compare(
    products: readonly JudgedProduct[],
    day: CalendarDate | undefined,
  ): readonly (ProductImpact | 'not_reproduced' | undefined)[] {
    const lost = this.#enter(products);
    const assessments = this.#assess(day);
    const differ = this.#noteChanges(assessments) & firstLanes(products.length);
    return products.map((product, index) => {
      if (!this.#isReproduced(product, assessments.before, index)) return 'not_reproduced';
      if (!includesLane(differ, index)) return undefined;
      return this.#impactOn(assessments, index, lost[index] ?? []);
    });
  }

  #enter(products: readonly JudgedProduct[]): readonly (readonly string[])[] {
    this.#columns.clear();
    return products.map(({ answers, asOf }, index) => {
      this.#days[index] = dayNumber(asOf);
      const lost: string[] = [];
      for (const [fact, value] of answers) if (!this.#columns.set(lane(index), fact, value)) lost.push(fact);
      return lost;
    });
  }

  #assess(day: CalendarDate | undefined): Assessments {
    const { before, after, rulesAlone, dateAlone } = this.#room;
    this.#old.assess(this.#days, before);
    if (day === undefined) {
      if (this.#sameRules) return { before, after: before, rulesAlone: before, dateAlone: before };
      this.#new.assess(this.#days, after);
      return { before, after, rulesAlone: after, dateAlone: before };
    }
    const then = new Float64Array(LANES).fill(dayNumber(day));
    this.#new.assess(then, after);
    if (this.#sameRules) return { before, after, rulesAlone: before, dateAlone: after };
    this.#new.assess(this.#days, rulesAlone);
    this.#old.assess(then, dateAlone);
    return { before, after, rulesAlone, dateAlone };
  }

  /** @returns the lanes in which anything changes */
  #noteChanges({ before, after }: Assessments): LaneSet {
    let differ = before.gatesThatDiffer(after);
    for (const [ruleset, pairs] of this.#pairs.entries()) {
      const changed = at(this.#changed, ruleset);
      differ |= before.verdictsThatDiffer(ruleset, after, ruleset);
      for (const [index, pair] of pairs.entries()) {
        const lanes = lanesOfChange(before, after, ruleset, pair);
        changed[index] = lanes;
        differ |= lanes;
      }
    }
    return differ;
  }

  #isReproduced({ gate, verdicts }: JudgedProduct, before: LaneAssessment, index: number): boolean {
    if (before.gateOf(index) !== gate) return false;
    return verdicts.every((verdict, ruleset) => before.verdictOf(ruleset, index) === verdict);
  }

  #impactOn(assessments: Assessments, index: number, lost: readonly string[]): ProductImpact {
    const rulesets: RulesetImpact[] = [];
    for (const [ruleset, pairs] of this.#pairs.entries()) {
      const changed = at(this.#changed, ruleset);
      const findings: FindingImpact[] = [];
      for (const [position, lanes] of changed.entries())
        if (includesLane(lanes, index)) findings.push(findingImpact(assessments, ruleset, at(pairs, position), index));
      const verdict = changeOf(assessments, (assessment) => assessment.verdictOf(ruleset, index));
      if (verdict.why === null && findings.length === 0) continue;
      rulesets.push({ id: at(this.#before, ruleset).id, verdict, findings });
    }
    const gate = changeOf(assessments, (assessment) => assessment.gateOf(index));
    return { gate, rulesets, no_longer_answered: lost };
  }
}

/** Every rule of two versions, in the order of the new one; those that are gone come last. */
function pairRules(before: CompiledRuleset, after: CompiledRuleset): readonly RulePair[] {
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
function lanesOfChange(before: LaneAssessment, after: LaneAssessment, ruleset: number, pair: RulePair): LaneSet {
  const [old, young] = [at(before.findings, ruleset), at(after.findings, ruleset)];
  if (pair.before < 0) return ~young.lanesOf(pair.after, PLACE.notApplicable);
  if (pair.after < 0) return ~old.lanesOf(pair.before, PLACE.notApplicable);
  const idle = old.lanesOf(pair.before, PLACE.notApplicable) & young.lanesOf(pair.after, PLACE.notApplicable);
  return old.lanesThatDiffer(pair.before, young, pair.after) & ~idle;
}

function findingImpact(
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

function changeOf<T>(
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
