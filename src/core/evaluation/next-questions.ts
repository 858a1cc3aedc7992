import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { asNextQuestion, AwaitedFacts, settlesMore, type AwaitedFact } from './awaited-facts.ts';
import type { NextQuestion, RulesetResult } from './evaluation.ts';
import { LaneProgram } from './lane-program.ts';
import { isOpen } from './roll-up.ts';
import { valuesOf } from './valuation.ts';

/**
 * The questions that can still change a finding, in the order to ask them: those first whose answers may be expected to settle the
 * most findings, by weight; then those that are cheaper to answer; then in question order. Sign-offs come last, since nobody signs
 * before the evidence exists. How likely an answer is nobody knows, so that all that the rules tell apart are taken for equally so.
 */
export function nextQuestions(
  rulesets: readonly CompiledRuleset[],
  results: readonly RulesetResult[],
  answers: Answers,
  asOf: CalendarDate,
): readonly NextQuestion[] {
  const awaited = new AwaitedFacts(rulesets, results, (finding) => !finding.echo && isOpen(finding));
  const { facts, lanes } = awaited;
  if (facts.length === 0) return [];
  awaited.weigh(rulesets.map((ruleset) => new LaneProgram(ruleset, lanes, asOf).run(valuesOf(ruleset, answers))));
  return facts.toSorted(bestFirst).map(asNextQuestion);
}

function bestFirst(a: AwaitedFact, b: AwaitedFact): number {
  const signsLast = Number(a.question.type === 'attestation') - Number(b.question.type === 'attestation');
  if (signsLast !== 0) return signsLast;
  return settlesMore(a, b);
}
