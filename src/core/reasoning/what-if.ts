import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Evaluation, Gate, Verdict } from '../evaluation/evaluation.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { Variant } from '../questionnaire/parse-variants.ts';
import { AnswerColumns, oneDay } from './answer-columns.ts';
import { LaneAssessment, LaneAssessor } from './assess-lanes.ts';
import type { FindingState } from './lane-findings.ts';
import { lanesFor } from './lanes-for.ts';
import { EVERY_LANE, firstLanes, lane, LANES, lanesIn, NO_LANE, type LaneSet } from './lanes.ts';

/** What a product comes to, without its findings. */
export interface Standing {
  readonly gate: Gate;
  readonly open: Evaluation['open'];
  /** One for each ruleset, in their order. */
  readonly verdicts: readonly Verdict[];
}

/** A finding that is not what it was. */
interface FindingChange {
  /** The place of the ruleset among those judged. */
  readonly ruleset: number;
  /** The id of the rule. */
  readonly rule: string;
  readonly from: FindingState;
  readonly to: FindingState;
}

/** What a product comes to under a variant, and the findings that are then not what they are under the base. */
interface VariantStanding extends Standing {
  readonly changes: readonly FindingChange[];
}

/** What a product comes to, and what it would come to under each variant, in their order. */
export interface WhatIf {
  readonly base: Standing;
  readonly variants: readonly VariantStanding[];
}

/**
 * Judges a product under variants of its answers. The base is written into the columns once and judged once; then blocks of variants
 * are laid over it, one a lane, and judged at once.
 */
export function whatIf(
  rulesets: readonly CompiledRuleset[],
  base: Answers,
  variants: readonly Variant[],
  asOf: CalendarDate,
): WhatIf {
  const days = oneDay(asOf);
  const { layout, programs } = lanesFor(rulesets);
  const columns = new AnswerColumns(layout);
  const assessor = new LaneAssessor(programs, columns);
  for (const [fact, value] of base) columns.set(EVERY_LANE, fact, value);
  const unchanged = columns.content();
  const from = new LaneAssessment(rulesets);
  assessor.assess(days, from);

  const to = new LaneAssessment(rulesets);
  const standings: VariantStanding[] = [];
  for (let first = 0; first < variants.length; first += LANES) {
    const block = variants.slice(first, first + LANES);
    columns.restore(unchanged);
    for (const [index, variant] of block.entries())
      for (const [fact, value] of variant) columns.set(lane(index), fact, value);
    assessor.assess(days, to);
    const changes = changesOf(from, to, firstLanes(block.length));
    for (const index of block.keys()) {
      const { gate, open, verdicts } = standingIn(to, index);
      standings.push({ gate, open, verdicts, changes: at(changes, index) });
    }
  }
  return { base: standingIn(from, 0), variants: standings };
}

function standingIn(assessment: LaneAssessment, index: number): Standing {
  return {
    gate: assessment.gateOf(index),
    open: assessment.openIn(index),
    verdicts: assessment.findings.map((_, ruleset) => assessment.verdictOf(ruleset, index)),
  };
}

/** The findings that differ, by lane, in the order of the rules. Nothing is made for those that do not. */
function changesOf(from: LaneAssessment, to: LaneAssessment, lanes: LaneSet): readonly FindingChange[][] {
  const changes = Array.from({ length: LANES }, (): FindingChange[] => []);
  for (const [ruleset, before] of from.findings.entries()) {
    const after = at(to.findings, ruleset);
    for (const [position, rule] of before.ruleset.rules.entries()) {
      const differ = before.lanesThatDiffer(position, after, position) & lanes;
      if (differ === NO_LANE) continue;
      for (const index of lanesIn(differ)) {
        const [was, is] = [before.stateOf(position, index), after.stateOf(position, index)];
        at(changes, index).push({ ruleset, rule: rule.id, from: was, to: is });
      }
    }
  }
  return changes;
}
