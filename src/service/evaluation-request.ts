import { AS_OF_BOUNDS, calendarDateOf, parseCalendarDate, type CalendarDate } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import { nearest } from '../core/base/nearest.ts';
import type { Locale } from '../core/language/shapes/text.ts';
import type { Answers } from '../core/questionnaire/answers.ts';
import { parseAnswers } from '../core/questionnaire/parse-answers.ts';
import { chooseLocale, localeIssues } from './choose-locale.ts';
import type { PlanChoice } from './plan-response.ts';
import type { Clock } from './ports.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** What a caller asks to have evaluated, before it was looked at. */
export interface EvaluationRequest {
  readonly answers: unknown;
  /** Ids of rulesets; all of them when absent. */
  readonly rulesets?: readonly string[] | undefined;
  /** A calendar date; today in UTC when absent. */
  readonly as_of?: string | undefined;
  /** The language of the texts in the answer; English when absent. */
  readonly locale?: string | undefined;
  /** What the plan is to reach; none is made when absent. */
  readonly plan?: PlanChoice | undefined;
  /** The day on which the product is meant to launch. */
  readonly target_launch?: string | undefined;
}

/** The same, parsed. */
export interface ParsedRequest {
  readonly answers: Answers;
  readonly rulesets: readonly LibraryRuleset[];
  readonly asOf: CalendarDate;
  readonly locale: Locale;
  readonly plan: PlanChoice;
  readonly targetLaunch: CalendarDate | null;
}

/**
 * Parses a request for an evaluation.
 *
 * @param further - issues already found in the rest of what was sent; they are reported together
 * @throws ServiceError `unknown_ruleset` or `unknown_locale` when that is the only fault, else `invalid_input` with every offending field
 */
export function parseRequest(
  request: EvaluationRequest,
  library: RuleLibrary,
  clock: Clock,
  further: readonly InputIssue[] = [],
): ParsedRequest {
  const issues: InputIssue[] = [...further];
  const asOf =
    request.as_of === undefined ? calendarDateOf(clock.now()) : parseDay(request.as_of, '/as_of', issues, AS_OF_BOUNDS);
  const targetLaunch =
    request.target_launch === undefined
      ? null
      : parseDay(request.target_launch, '/target_launch', issues, AS_OF_BOUNDS);
  const faultyRulesets: InputIssue[] = [];
  const rulesets = selectRulesets(request.rulesets, library, faultyRulesets);
  const parsed = parseAnswers(library.questionnaire, request.answers);
  if (!parsed.ok) issues.push(...parsed.issues);
  const onlyUnknown = issues.length === 0 && faultyRulesets.every((issue) => issue.code === 'unknown_ruleset');
  if (faultyRulesets.length > 0 && onlyUnknown) throw new ServiceError('unknown_ruleset', undefined, faultyRulesets);
  if (!parsed.ok || asOf === undefined || targetLaunch === undefined || issues.length > 0 || faultyRulesets.length > 0)
    throw new ServiceError('invalid_input', undefined, [
      ...issues,
      ...faultyRulesets,
      ...localeIssues(request.locale, rulesets),
    ]);
  const { plan = 'none' } = request;
  return {
    answers: parsed.answers,
    rulesets,
    asOf,
    locale: chooseLocale(request.locale, rulesets),
    plan,
    targetLaunch,
  };
}

/**
 * Reads a calendar date that a caller sent; within bounds where there are any, both days allowed.
 *
 * @returns `undefined` after adding an issue
 */
export function parseDay(
  text: string,
  pointer: string,
  issues: InputIssue[],
  bounds?: { readonly first: string; readonly last: string },
): CalendarDate | undefined {
  const day = parseCalendarDate(text);
  const range = bounds === undefined ? '' : ` from ${bounds.first} to ${bounds.last}`;
  if (day !== undefined && (bounds === undefined || (day >= bounds.first && day <= bounds.last))) return day;
  const message = day === undefined ? `"${text}" is no date` : `${text} lies outside the days that can be assessed`;
  issues.push({
    pointer,
    code: 'invalid_date',
    message,
    expected: `a real date written YYYY-MM-DD${range}`,
    suggestion: null,
  });
  return undefined;
}

/** The rulesets asked for, in library order; all of them when none is named. */
export function selectRulesets(
  ids: readonly string[] | undefined,
  library: RuleLibrary,
  issues: InputIssue[],
  pointer = '/rulesets',
): readonly LibraryRuleset[] {
  if (ids === undefined) return library.rulesets;
  const known = library.rulesets.map((ruleset) => ruleset.compiled.id);
  for (const [index, id] of ids.entries()) {
    const repeated = ids.indexOf(id) < index;
    if (known.includes(id) && !repeated) continue;
    issues.push({
      pointer: `${pointer}/${index}`,
      code: repeated ? 'duplicate_ruleset' : 'unknown_ruleset',
      message: repeated ? `"${id}" stands twice` : `"${id}" is no ruleset`,
      expected: repeated ? 'each ruleset once' : `one of ${known.join(', ')}`,
      suggestion: repeated ? null : (nearest(id, known) ?? null),
    });
  }
  return library.rulesets.filter((ruleset) => ids.includes(ruleset.compiled.id));
}
