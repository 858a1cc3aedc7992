import type { InputIssue } from '../core/base/input-issue.ts';
import { nearest } from '../core/base/nearest.ts';
import { readSource } from '../core/report/report-source.ts';
import type { WhyDescription } from '../core/report/why-model.ts';
import { describeWhy, findAssessed } from '../core/report/why.ts';
import type { Caller } from './access.ts';
import { parseRequest, type EvaluationRequest } from './evaluation-request.ts';
import { respond } from './evaluation-response.ts';
import type { Clock } from './ports.ts';
import { recompute, type RecomputeNeeds } from './recompute.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { reportInputOf, subjectOf, type ReportSubject } from './report-subject.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** What a caller asks to have explained without anything being stored. */
export interface WhyRequest extends EvaluationRequest {
  readonly rule: string;
}

/**
 * Tells why a finding of a stored evaluation is what it is, and what lies nearest to its being met. It shows answers, so reading it
 * is noted.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased`, `rule_not_found` or `unknown_locale`
 */
export async function explainStored(
  needs: RecomputeNeeds & RecordNeeds,
  caller: Caller,
  { id, rule, locale }: { readonly id: string; readonly rule: string; readonly locale: string | undefined },
): Promise<WhyDescription> {
  const stored = await recompute(needs, caller.reach, id, { locale });
  const described = explainSubject(subjectOf(stored, { crosswalks: [], glossary: [] }), rule);
  if (described === undefined) throw new ServiceError('rule_not_found', sayUnknown(rule, stored.rulesets));
  await recordAccess(needs, caller, 'evaluation.explain', id, { rule });
  return described;
}

/**
 * The same for bare answers; nothing is stored.
 *
 * @throws ServiceError when the request cannot be used; a rule that does not exist is a fault of its field
 */
export function explainAnswers(
  needs: { readonly library: RuleLibrary; readonly clock: Clock },
  request: WhyRequest,
): WhyDescription {
  const { answers, rulesets, asOf, locale } = parseRequest(request, needs.library, needs.clock);
  const evaluation = respond({ id: null, rulesets, answers, asOf, locale });
  const nobody = {
    product: null,
    productVersion: null,
    evidence: [],
    glossary: [],
    answeredBy: null,
    answeredOn: null,
    targetLaunch: null,
  };
  const subject = { evaluation, rulesets, crosswalks: [], answers, asOf, ...nobody };
  const described = explainSubject(subject, request.rule);
  if (described !== undefined) return described;
  throw new ServiceError('invalid_input', undefined, [unknownRule(request.rule, rulesets)]);
}

/**
 * Tells why a finding of an evaluation at hand is what it is, in the language of the evaluation.
 *
 * @returns `undefined` when no ruleset of the evaluation has such a rule
 */
export function explainSubject(subject: ReportSubject, rule: string): WhyDescription | undefined {
  const source = readSource(reportInputOf(subject));
  const found = findAssessed(source, rule);
  return found === undefined ? undefined : describeWhy(source, found.ruleset, found.assessed);
}

/** Says that no ruleset has a rule, with the nearest one that there is. */
export function sayUnknown(rule: string, rulesets: readonly LibraryRuleset[]): string {
  const near = nearestRule(rule, rulesets);
  const names = rulesets.map(({ compiled }) => compiled.id).join(', ');
  return `There is no rule "${rule}" in ${names}.${near === null ? '' : ` Did you mean "${near}"?`}`;
}

function unknownRule(rule: string, rulesets: readonly LibraryRuleset[]): InputIssue {
  const names = rulesets.map(({ compiled }) => compiled.id).join(', ');
  return {
    pointer: '/rule',
    code: 'unknown_rule',
    message: `"${rule}" is no rule`,
    expected: `the id of a rule of ${names}`,
    suggestion: nearestRule(rule, rulesets),
  };
}

function nearestRule(rule: string, rulesets: readonly LibraryRuleset[]): string | null {
  return (
    nearest(
      rule,
      rulesets.flatMap(({ compiled }) => compiled.rules.map(({ id }) => id)),
    ) ?? null
  );
}
