import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { SEMANTICS } from '../language/compile-ruleset.ts';
import type { Expression } from '../language/expression.ts';
import type { Locale } from '../language/shapes/text.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { DecidingFacts } from './deciding-facts.ts';
import type { Evaluation, Finding, RulesetResult } from './evaluation.ts';
import { judgeRule, type Outcome } from './judge-rule.ts';
import { nextQuestions } from './next-questions.ts';
import { OpenFacts } from './open-facts.ts';
import { openThroughOthers, otherOpenBlockers } from './other-blockers.ts';
import { conditionalReview } from './review.ts';
import { countOpen, gateOf, isOpenStatus, rollUp } from './roll-up.ts';
import { facesOf } from './rule-face.ts';
import { setAside } from './set-aside.ts';
import { traceOf } from './trace.ts';
import { PLAIN_UNIT, shownSeverity, unitState } from './unit-state.ts';
import { upcomingOf } from './upcoming.ts';
import { valueIn } from './valuate-alone.ts';
import { Valuation } from './valuation.ts';
import { warningsOf } from './warnings.ts';

/** What an evaluation may be asked for beyond its findings. */
export interface EvaluationOptions {
  /** Give each finding the traces of its conditions. */
  readonly trace?: boolean;
  /** The day on which the answers were given; counted days of another day than `as_of` are warned of. */
  readonly answeredOn?: CalendarDate;
  /** The language of the texts, English when left out. It changes nothing else. */
  readonly locale?: Locale;
}

/**
 * Evaluates a product: one set of answers against any number of instruments on a day. Pure: the same arguments give the same result,
 * under this engine and, for what the result digest covers, under every later one.
 *
 * @param answers - parsed answers; those that a ruleset does not read change nothing in it
 * @param asOf - the day whose law is applied
 */
export function evaluate(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  options: EvaluationOptions = {},
): Evaluation {
  const { locale = 'en' } = options;
  const results = rulesets.map((ruleset) => evaluateRuleset(ruleset, answers, asOf, locale, options.trace ?? false));
  const { gate, basis } = gateOf(results);
  return {
    as_of: asOf,
    locale,
    semantics: SEMANTICS,
    gate,
    gate_basis: basis,
    open: countOpen(results),
    rulesets: results,
    warnings: warningsOf(rulesets, answers, asOf, options.answeredOn, locale),
    set_aside: setAside(rulesets, results),
    next_questions: nextQuestions(rulesets, results, answers, asOf),
  };
}

/** The statuses of all rules of a ruleset in order, without the reasons; what comparisons and counts over many products need. */
export function judgeRuleset(ruleset: CompiledRuleset, answers: Answers, asOf: CalendarDate): readonly Outcome[] {
  return judgeAll(ruleset, new Valuation(ruleset, answers, asOf));
}

function evaluateRuleset(
  ruleset: CompiledRuleset,
  answers: Answers,
  asOf: CalendarDate,
  locale: Locale,
  trace: boolean,
): RulesetResult {
  const valuation = new Valuation(ruleset, answers, asOf);
  const outcomes = judgeAll(ruleset, valuation);
  const valueOf = valueIn(ruleset, answers);
  const openFacts = new OpenFacts(ruleset, valuation);
  const open = ruleset.rules.map((rule, index) => (rule.readsEngine ? [] : openFacts.of(rule, at(outcomes, index))));
  const deciding = new DecidingFacts(ruleset, answers, valuation, outcomes);
  const truthOf = (condition: Expression): Truth => valuation.truth(condition, 'given');
  const units = new Map(ruleset.units.map(({ id }) => [id, unitState(ruleset.unitRules.get(id), truthOf, locale)]));
  const findings = facesOf(ruleset, locale).map((face, index): Finding => {
    const rule = at(ruleset.rules, index);
    const outcome = at(outcomes, index);
    const unit = units.get(face.unit) ?? PLAIN_UNIT;
    const decidedBy = deciding.of(rule, outcome);
    const finding: Finding = {
      rule: face.rule,
      unit: face.unit,
      status: outcome.status,
      because: outcome.because,
      applicability: outcome.applicability,
      severity: shownSeverity(face.severity, unit),
      base_severity: face.severity,
      tag: unit.tag,
      echo: face.echo,
      outside_scope: face.outside_scope,
      upcoming: outcome.status === 'not_applicable' ? upcomingOf(rule, valueOf, asOf) : null,
      citation: face.citation,
      basis: face.basis,
      confidence: face.confidence,
      review:
        unit.review.length === 0
          ? face.review
          : [...face.review, ...unit.review.map((why) => conditionalReview(ruleset, why, locale))],
      consequences: isOpenStatus(outcome.status) ? face.consequences : [],
      assurance: outcome.status === 'met' ? assuranceOf(decidedBy) : null,
      decided_by: decidedBy,
      open: rule.readsEngine
        ? openThroughOthers(ruleset, outcomes, open, openFacts.of(rule, outcome), outcome)
        : at(open, index),
    };
    if (!trace) return finding;
    return {
      ...finding,
      trace: { applies: traceOf(rule.applies, valuation, valueOf), met: traceOf(rule.met, valuation, valueOf) },
    };
  });
  return rollUp(ruleset, findings, locale);
}

/** Judges the rules in order; those that read what the others came to are judged last (`semantics.md` part 3). */
function judgeAll(ruleset: CompiledRuleset, valuation: Valuation): readonly Outcome[] {
  const outcomes = ruleset.rules.map((rule) => judgeRule(rule, valuation));
  if (!ruleset.rules.some((rule) => rule.readsEngine)) return outcomes;
  valuation.settleOtherOpenBlockers(otherOpenBlockers(ruleset, outcomes));
  return ruleset.rules.map((rule, index) => (rule.readsEngine ? judgeRule(rule, valuation) : at(outcomes, index)));
}

function assuranceOf(decidedBy: Finding['decided_by']): 'declared' | 'evidence_referenced' {
  const named = decidedBy.some(
    (entry) => 'fact' in entry && typeof entry.value === 'object' && 'attested' in entry.value,
  );
  return named ? 'evidence_referenced' : 'declared';
}
