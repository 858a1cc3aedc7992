import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { Steps } from '../core/base/steps.ts';
import type { CompiledRuleset } from '../core/language/compiled-ruleset.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';
import type { Answers } from '../core/questionnaire/answers.ts';
import { makePlanInSteps } from '../core/reasoning/make-plan.ts';
import { PLAN_TARGETS, type PlanTarget } from '../core/reasoning/plan-goals.ts';
import type { Plan, PlannedAttestation, PlannedFix } from '../core/reasoning/plan.ts';
import { routesInSteps, type Route } from '../core/reasoning/routes.ts';
import { timelineOf, type Timeline } from '../core/reasoning/timeline.ts';

/** What a caller may ask of the plan in an evaluation: a target, or none at all. */
export const PLAN_CHOICES = [...PLAN_TARGETS, 'none'] as const;

/** What a caller may ask of the plan in an evaluation. */
export type PlanChoice = (typeof PLAN_CHOICES)[number];

type InOneLanguage<T extends { readonly evidence: unknown }> = Omit<T, 'evidence'> & {
  readonly evidence: readonly string[];
};

/** A change as it goes out, texts in one language. */
interface FixResponse extends Omit<InOneLanguage<PlannedFix>, 'wait_days'> {
  readonly wait_days: {
    readonly low: number;
    readonly high: number;
    readonly who: string;
    readonly basis: string;
  } | null;
}

/** A route as it goes out, texts in one language. */
interface RouteResponse extends Omit<Route, 'title' | 'costs'> {
  readonly title: string;
  readonly costs: string;
}

/** A plan as it goes out: the least work, beside it the routes, and the time it takes. */
export interface PlanResponse extends Omit<Plan, 'fixes' | 'attestations'> {
  readonly fixes: readonly FixResponse[];
  readonly attestations: readonly InOneLanguage<PlannedAttestation>[];
  readonly routes: readonly RouteResponse[];
  /** `null` while no launch is planned. */
  readonly timeline: Timeline | null;
}

/** What a plan is asked for with. */
export interface PlanRequest {
  readonly target: PlanTarget;
  readonly targetLaunch: CalendarDate | null;
  readonly locale: Locale;
}

/** Makes the plan of an evaluation, with routes and timeline, in steps of a few milliseconds. Pure. */
export function* planInSteps(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  { target, targetLaunch, locale }: PlanRequest,
): Steps<PlanResponse> {
  const plan = yield* makePlanInSteps(rulesets, answers, asOf, target);
  const { fixes, attestations, ...rest } = plan;
  const routes = yield* routesInSteps(rulesets, answers, asOf, target);
  return {
    ...rest,
    fixes: fixes.map(({ evidence, wait_days: wait, ...fix }) => ({
      ...fix,
      wait_days: wait === null ? null : { ...wait, who: textIn(locale, wait.who), basis: textIn(locale, wait.basis) },
      evidence: evidence.map((text) => textIn(locale, text)),
    })),
    attestations: attestations.map(({ evidence, ...attestation }) => ({
      ...attestation,
      evidence: evidence.map((text) => textIn(locale, text)),
    })),
    routes: routes.map((route) => ({
      ...route,
      title: textIn(locale, route.title),
      costs: textIn(locale, route.costs),
    })),
    timeline: targetLaunch === null ? null : timelineOf(plan, asOf, targetLaunch),
  };
}
