import type { CalendarDate } from '../core/base/calendar-date.ts';
import { carryOut, type Steps } from '../core/base/steps.ts';
import { evaluate } from '../core/evaluation/evaluate.ts';
import type { Locale } from '../core/language/shapes/text.ts';
import type { Evaluation, RulesetResult, Score, Verdict } from '../core/evaluation/evaluation.ts';
import type { Answers, AnswerValue } from '../core/questionnaire/answers.ts';
import { digestOf, type Digest } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { inTurns } from './in-turns.ts';
import { planInSteps, type PlanChoice, type PlanResponse } from './plan-response.ts';
import type { StatusEntry } from './ports.ts';
import type { LibraryRuleset } from './rule-library.ts';

/** The result of one ruleset, with the digest of its content. */
interface RulesetResponse extends RulesetResult {
  readonly digest: Digest;
}

/** An evaluation as it goes out: what the core computed, with what identifies it. */
export interface EvaluationResponse extends Omit<Evaluation, 'rulesets'> {
  /** UUID of version 7, or `null` when nothing was stored. */
  readonly id: string | null;
  readonly engine: string;
  readonly answers_digest: Digest;
  readonly result_digest: Digest;
  readonly rulesets: readonly RulesetResponse[];
  /** `null` when none was asked for. */
  readonly plan: PlanResponse | null;
}

/** What an evaluation is made of. */
export interface EvaluationInput {
  readonly id: string | null;
  readonly rulesets: readonly LibraryRuleset[];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  readonly answeredOn?: CalendarDate | undefined;
  readonly trace?: boolean | undefined;
  /** The language of the texts, English when left out. */
  readonly locale?: Locale | undefined;
  /** What the plan is to reach; none is made when left out. */
  readonly plan?: PlanChoice | undefined;
  /** The day on which the product is meant to launch; a plan is placed in time when it is given. */
  readonly targetLaunch?: CalendarDate | null | undefined;
}

/** Evaluates and adds the digests. Pure but for the hash function. */
export function respond(input: EvaluationInput): EvaluationResponse {
  return carryOut(respondInSteps(input));
}

/** The same, while requests are answered in between: a plan takes tens of milliseconds, all else a few. */
export function respondInTurns(input: EvaluationInput): Promise<EvaluationResponse> {
  return inTurns(respondInSteps(input));
}

function* respondInSteps({
  id,
  rulesets,
  answers,
  asOf,
  answeredOn,
  trace = false,
  locale = 'en',
  plan = 'none',
  targetLaunch = null,
}: EvaluationInput): Steps<EvaluationResponse> {
  const compiled = rulesets.map((ruleset) => ruleset.compiled);
  const options = { trace, locale, ...(answeredOn === undefined ? {} : { answeredOn }) };
  const evaluation = evaluate(compiled, answers, asOf, options);
  const results = evaluation.rulesets.map((result, index): RulesetResponse => {
    const { id: ruleset, version, ...rest } = result;
    return { id: ruleset, version, digest: digestAt(rulesets, index), ...rest };
  });
  const covered = { as_of: evaluation.as_of, answers_digest: answersDigestOf(answers), rulesets: results };
  return {
    id,
    as_of: evaluation.as_of,
    locale: evaluation.locale,
    engine: ENGINE_VERSION,
    semantics: evaluation.semantics,
    answers_digest: covered.answers_digest,
    result_digest: digestOf(resultRecordOf(covered)),
    gate: evaluation.gate,
    gate_basis: evaluation.gate_basis,
    open: evaluation.open,
    rulesets: results,
    warnings: evaluation.warnings,
    set_aside: evaluation.set_aside,
    next_questions: evaluation.next_questions,
    plan: plan === 'none' ? null : yield* planInSteps(compiled, answers, asOf, { target: plan, targetLaunch, locale }),
  };
}

/** Answers as plain data, in question order. */
export function answersAsRecord(answers: Answers): Readonly<Record<string, AnswerValue>> {
  return Object.fromEntries(answers);
}

/** The digest of parsed answers: nulls are gone, choices stand in option order, defaults are not filled in. */
export function answersDigestOf(answers: Answers): Digest {
  return digestOf(answersAsRecord(answers));
}

/** The status vector of a result, in the order of its ruleset. */
export function statusesOf(result: RulesetResult): readonly StatusEntry[] {
  return result.findings.map(({ rule, status, because, applicability }) => [rule, status, because, applicability]);
}

/** What a result digest is taken of. Ids, times, texts, proofs and questions are outside of it. */
export interface ResultRecord {
  readonly result_format: 1;
  readonly as_of: string;
  readonly answers_digest: Digest;
  readonly rulesets: readonly {
    readonly id: string;
    readonly digest: Digest;
    readonly verdict: Verdict;
    readonly score: Score | null;
    /** Rule, status, cause, applicability, in the order of the ruleset. */
    readonly statuses: readonly StatusEntry[];
  }[];
}

/** What every later engine reproduces of an evaluation: the result digest is that of this record. */
export function resultRecordOf({
  as_of,
  answers_digest,
  rulesets,
}: Pick<EvaluationResponse, 'as_of' | 'answers_digest' | 'rulesets'>): ResultRecord {
  return {
    result_format: 1,
    as_of,
    answers_digest,
    rulesets: rulesets.map((result) => ({
      id: result.id,
      digest: result.digest,
      verdict: result.verdict,
      score: result.score,
      statuses: statusesOf(result),
    })),
  };
}

function digestAt(rulesets: readonly LibraryRuleset[], index: number): Digest {
  const ruleset = rulesets[index];
  if (ruleset === undefined) throw new RangeError(`no ruleset ${index}`);
  return ruleset.digest;
}
