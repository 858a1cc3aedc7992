import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Gate, Verdict } from '../evaluation/evaluation.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { AnswerColumns, dayNumber } from './answer-columns.ts';
import { LaneAssessment, LaneAssessor } from './assess-lanes.ts';
import {
  changeOf,
  findingImpact,
  lanesOfChange,
  pairRules,
  type Assessments,
  type Change,
  type FindingImpact,
  type RulePair,
} from './finding-impact.ts';
import { lanesFor } from './lanes-for.ts';
import { firstLanes, includesLane, lane, LANES, type LaneSet } from './lanes.ts';

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
