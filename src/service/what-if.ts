import { at } from '../core/base/at.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import type { Evaluation, Gate, Verdict, Warning } from '../core/evaluation/evaluation.ts';
import { warningsOf } from '../core/evaluation/warnings.ts';
import { SEMANTICS } from '../core/language/compile-ruleset.ts';
import {
  laidOver,
  parseVariants,
  type NamedVariant,
  type SentVariant,
  type Variant,
} from '../core/questionnaire/parse-variants.ts';
import type { FindingState } from '../core/reasoning/lane-findings.ts';
import { whatIf, type Standing } from '../core/reasoning/what-if.ts';
import type { Digest } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { parseRequest, type EvaluationRequest, type ParsedRequest } from './evaluation-request.ts';
import { answersDigestOf } from './evaluation-response.ts';
import type { Clock } from './ports.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';

/** What a caller asks, before it was looked at. */
export interface WhatIfRequest extends EvaluationRequest {
  readonly variants: readonly SentVariant[];
}

/** The same, parsed. */
export interface ParsedWhatIf extends Pick<ParsedRequest, 'answers' | 'rulesets' | 'asOf' | 'locale'> {
  readonly variants: readonly NamedVariant[];
}

/** What the base comes to. */
interface BaseResponse {
  readonly gate: Gate;
  readonly gate_basis: readonly string[];
  readonly open: Evaluation['open'];
  readonly rulesets: readonly {
    readonly id: string;
    readonly version: string;
    readonly digest: Digest;
    readonly binding: boolean;
    readonly verdict: Verdict;
  }[];
  readonly warnings: readonly Warning[];
}

/** What a variant comes to, and exactly the findings that are then not what they are under the base. */
interface VariantResponse {
  readonly id: string | null;
  readonly gate: Gate;
  readonly open: Evaluation['open'];
  readonly rulesets: readonly { readonly id: string; readonly verdict: Verdict }[];
  readonly changes: readonly {
    readonly ruleset: string;
    readonly rule: string;
    readonly from: FindingState;
    readonly to: FindingState;
  }[];
  readonly warnings: readonly Warning[];
}

/** The base and its variants, in the order in which they were asked for. */
export interface WhatIfResponse {
  readonly as_of: string;
  readonly engine: string;
  readonly semantics: number;
  readonly answers_digest: Digest;
  readonly base: BaseResponse;
  readonly variants: readonly VariantResponse[];
}

/**
 * Says what would change if some answers were other ones. Nothing is stored.
 *
 * @throws ServiceError when the request cannot be used, naming every fault of the base and of all variants
 */
export function judgeVariants(
  needs: { readonly library: RuleLibrary; readonly clock: Clock },
  request: WhatIfRequest,
): WhatIfResponse {
  return respondToVariants(parseWhatIf(request, needs.library, needs.clock));
}

/** Judges variants that were parsed. */
export function respondToVariants({ answers, rulesets, asOf, locale, variants }: ParsedWhatIf): WhatIfResponse {
  const compiled = rulesets.map((ruleset) => ruleset.compiled);
  const { base, variants: standings } = whatIf(
    compiled,
    answers,
    variants.map((variant) => variant.answers),
    asOf,
  );
  const warnings = warningsOf(compiled, answers, asOf, undefined, locale);
  const constrained = new Set(compiled.flatMap((ruleset) => ruleset.constraints.flatMap(({ facts }) => facts)));
  // What is warned of whatever the answers are is said once, of the base.
  const ofAnswers = (found: readonly Warning[]): readonly Warning[] => found.filter(({ facts }) => facts.length > 0);
  const warningsUnder = (variant: Variant): readonly Warning[] => {
    if (![...variant.keys()].some((fact) => constrained.has(fact))) return ofAnswers(warnings);
    return ofAnswers(warningsOf(compiled, laidOver(answers, variant), asOf, undefined, locale));
  };
  return {
    as_of: asOf,
    engine: ENGINE_VERSION,
    semantics: SEMANTICS,
    answers_digest: answersDigestOf(answers),
    base: baseResponse(base, rulesets, warnings),
    variants: standings.map(({ gate, open, verdicts, changes }, index): VariantResponse => {
      const { id, answers: variant } = at(variants, index);
      return {
        id,
        gate,
        open,
        rulesets: verdicts.map((verdict, place) => ({ id: at(compiled, place).id, verdict })),
        changes: changes.map(({ ruleset, ...change }) => ({ ruleset: at(compiled, ruleset).id, ...change })),
        warnings: warningsUnder(variant),
      };
    }),
  };
}

/**
 * Parses a request for variants.
 *
 * @param further - issues already found in the rest of what was sent; they are reported together
 * @throws ServiceError as {@link parseRequest} does, with the issues of the variants among the others
 */
export function parseWhatIf(
  request: WhatIfRequest,
  library: RuleLibrary,
  clock: Clock,
  further: readonly InputIssue[] = [],
): ParsedWhatIf {
  const { variants, issues } = parseVariants(library.questionnaire, request.variants);
  return { ...parseRequest(request, library, clock, [...further, ...issues]), variants };
}

function baseResponse(
  { gate, open, verdicts }: Standing,
  rulesets: readonly LibraryRuleset[],
  warnings: readonly Warning[],
): BaseResponse {
  return {
    gate,
    gate_basis: rulesets.filter(({ compiled }) => compiled.binding).map(({ compiled }) => compiled.id),
    open,
    rulesets: verdicts.map((verdict, index) => {
      const { compiled, digest } = at(rulesets, index);
      return { id: compiled.id, version: compiled.version, digest, binding: compiled.binding, verdict };
    }),
    warnings,
  };
}
