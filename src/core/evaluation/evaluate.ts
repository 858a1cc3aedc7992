import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRule, CompiledRuleset, UnitRules } from '../language/compiled-ruleset.ts';
import { SEMANTICS } from '../language/compile-ruleset.ts';
import { SEVERITIES, type ConfidenceLevel, type Severity } from '../language/shapes/ruleset-file.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { cite } from './citation.ts';
import { DecidingFacts } from './deciding-facts.ts';
import type { CitationOnWire, Evaluation, Finding, RulesetResult } from './evaluation.ts';
import { judgeRule, otherBlockers, type Outcome } from './judge-rule.ts';
import { nextQuestions } from './next-questions.ts';
import { OpenFacts } from './open-facts.ts';
import { countOpen, gateOf, rollUp } from './roll-up.ts';
import { setAside } from './set-aside.ts';
import { traceOf } from './trace.ts';
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
  const results = rulesets.map((ruleset) => evaluateRuleset(ruleset, answers, asOf, options));
  const { gate, basis } = gateOf(results);
  return {
    as_of: asOf,
    semantics: SEMANTICS,
    gate,
    gate_basis: basis,
    open: countOpen(results),
    rulesets: results,
    warnings: warningsOf(rulesets, answers, asOf, options.answeredOn),
    set_aside: setAside(rulesets, results),
    next_questions: nextQuestions(rulesets, results),
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
  { trace = false }: EvaluationOptions,
): RulesetResult {
  const valuation = new Valuation(ruleset, answers, asOf);
  const outcomes = judgeAll(ruleset, valuation);
  const valueOf = valueIn(ruleset, answers);
  const openFacts = new OpenFacts(ruleset, valuation);
  const open = ruleset.rules.map((rule, index) =>
    rule.readsEngine ? [] : openFacts.of(rule, outcomes[index] ?? NEVER),
  );
  const deciding = new DecidingFacts(ruleset, answers, valuation, outcomes);
  const units = new Map(ruleset.units.map(({ id }) => [id, unitState(ruleset.unitRules.get(id), valuation)]));
  const findings = facesOf(ruleset).map((face, index): Finding => {
    const rule = ruleAt(ruleset, index);
    const outcome = outcomes[index] ?? NEVER;
    const unit = units.get(face.unit) ?? PLAIN_UNIT;
    const decidedBy = deciding.of(rule, outcome);
    const finding: Finding = {
      rule: face.rule,
      unit: face.unit,
      status: outcome.status,
      because: outcome.because,
      applicability: outcome.applicability,
      severity: unit.cap === undefined ? face.severity : lighter(face.severity, unit.cap),
      base_severity: face.severity,
      tag: unit.tag,
      echo: face.echo,
      outside_scope: face.outside_scope,
      upcoming: outcome.status === 'not_applicable' ? upcomingOf(rule, valueOf, asOf) : null,
      citation: face.citation,
      basis: face.basis,
      confidence: face.confidence,
      review: unit.review.length === 0 ? face.review : [...face.review, ...unit.review],
      assurance: outcome.status === 'met' ? assuranceOf(decidedBy) : null,
      decided_by: decidedBy,
      open: rule.readsEngine
        ? openThroughOthers(ruleset, outcomes, open, openFacts.of(rule, outcome), outcome)
        : (open[index] ?? []),
    };
    if (!trace) return finding;
    return {
      ...finding,
      trace: { applies: traceOf(rule.applies, valuation, valueOf), met: traceOf(rule.met, valuation, valueOf) },
    };
  });
  return rollUp(ruleset, findings);
}

function ruleAt(ruleset: CompiledRuleset, index: number): CompiledRule {
  const rule = ruleset.rules[index];
  if (rule === undefined) throw new RangeError(`no rule ${index}`);
  return rule;
}

const NEVER: Outcome = { status: 'undetermined', because: 'applicability', applicability: 'unknown' };

/** Judges the rules in order; those that read what the others came to are judged last (`semantics.md` part 3). */
function judgeAll(ruleset: CompiledRuleset, valuation: Valuation): readonly Outcome[] {
  const outcomes = ruleset.rules.map((rule) => judgeRule(rule, valuation));
  if (!ruleset.rules.some((rule) => rule.readsEngine)) return outcomes;
  valuation.settleOtherOpenBlockers(otherOpenBlockers(ruleset, outcomes));
  return ruleset.rules.map((rule, index) =>
    rule.readsEngine ? judgeRule(rule, valuation) : (outcomes[index] ?? NEVER),
  );
}

function otherOpenBlockers(ruleset: CompiledRuleset, outcomes: readonly Outcome[]): Truth {
  const statuses = otherBlockers(ruleset).map((index) => outcomes[index]?.status);
  if (statuses.some((status) => status === 'not_met' || status === 'needs_attestation')) return 'true';
  return statuses.includes('undetermined') ? 'unknown' : 'false';
}

/**
 * The open facts of a rule that repeats others: its own, and those of the open blockers it repeats, unless one of them is a gap
 * already and no answer can undo that.
 */
function openThroughOthers(
  ruleset: CompiledRuleset,
  outcomes: readonly Outcome[],
  open: readonly (readonly string[])[],
  own: readonly string[],
  outcome: Outcome,
): readonly string[] {
  if (outcome.status === 'not_applicable') return [];
  const blockers = otherBlockers(ruleset);
  const settled = blockers.some((index) => outcomes[index]?.status === 'not_met');
  const facts = new Set(settled ? own : [...own, ...blockers.flatMap((index) => open[index] ?? [])]);
  return ruleset.questions.filter((question) => facts.has(question.id)).map((question) => question.id);
}

/** What holds for all findings of a unit under some answers. */
interface UnitState {
  readonly cap: Severity | undefined;
  readonly tag: string | null;
  readonly review: readonly { readonly why: string }[];
}

const PLAIN_UNIT: UnitState = { cap: undefined, tag: null, review: [] };

/** While a definition is unknown the base severity is shown, without tag, and no review is asked for (`semantics.md` part 4). */
function unitState(unit: UnitRules | undefined, valuation: Valuation): UnitState {
  if (unit === undefined) return PLAIN_UNIT;
  const caps = unit.caps.filter((cap) => valuation.truth(cap.whileFalse, 'given') === 'false').map((cap) => cap.to);
  const tag = unit.tags.find((entry) => valuation.truth(entry.whileTrue, 'given') === 'true')?.tag ?? null;
  const reviews = unit.reviews.filter((entry) => valuation.truth(entry.whileTrue, 'given') === 'true');
  return {
    cap: caps.length === 0 ? undefined : caps.reduce(lighter),
    tag,
    review: reviews.map(({ why }) => ({ why: why.en })),
  };
}

function lighter(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}

const REVIEW_OF_CONFIDENCE: Readonly<Record<ConfidenceLevel, readonly { readonly why: string }[]>> = {
  verified: [],
  secondary: [{ why: 'The legal basis is known from secondary sources only.' }],
  recalled: [{ why: 'The wording of the source is recalled, not read.' }],
  practice: [
    { why: 'This is regulatory practice, known from secondary sources; ask the provincial cyberspace office.' },
  ],
};
const REVIEW_OF_JUDGEMENT = { why: 'A person must confirm this result: the test is a judgement.' };

function assuranceOf(decidedBy: Finding['decided_by']): 'declared' | 'evidence_referenced' {
  const named = decidedBy.some(
    (entry) => 'fact' in entry && typeof entry.value === 'object' && 'attested' in entry.value,
  );
  return named ? 'evidence_referenced' : 'declared';
}

/** What a rule shows in every finding, whatever the answers are. */
interface RuleFace extends Pick<
  Finding,
  'rule' | 'unit' | 'echo' | 'outside_scope' | 'basis' | 'confidence' | 'review'
> {
  readonly severity: Severity;
  readonly citation: CitationOnWire;
}

const faces = new WeakMap<CompiledRuleset, readonly RuleFace[]>();

/** The faces of the rules of a ruleset, in their order. They depend on nothing but the ruleset, so they are made once. */
function facesOf(ruleset: CompiledRuleset): readonly RuleFace[] {
  const known = faces.get(ruleset);
  if (known !== undefined) return known;
  const made = ruleset.rules.map(({ id, unit, entry }): RuleFace => {
    const judgement = entry.judgement === 'review' ? [REVIEW_OF_JUDGEMENT] : [];
    return {
      rule: id,
      unit,
      severity: entry.severity,
      echo: entry.echo ?? false,
      outside_scope: entry.outside_scope ?? false,
      citation: Object.freeze(cite(ruleset, entry.citation)),
      basis: entry.basis,
      confidence: entry.confidence.level,
      review: Object.freeze([...judgement, ...REVIEW_OF_CONFIDENCE[entry.confidence.level]]),
    };
  });
  faces.set(ruleset, made);
  return made;
}
