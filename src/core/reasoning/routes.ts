import type { CalendarDate } from '../base/calendar-date.ts';
import type { Steps } from '../base/steps.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Evaluation, Gate } from '../evaluation/evaluation.ts';
import { valuateAlone, valueIn } from '../evaluation/valuate-alone.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { LocalizedText } from '../language/shapes/text.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { makePlanInSteps } from './make-plan.ts';
import type { PlanTarget } from './plan-goals.ts';
import type { Plan } from './plan.ts';

/** A change of what the product is, evaluated: shown beside a plan with its cost, never mixed into it. */
export interface Route {
  readonly ruleset: string;
  readonly id: string;
  readonly title: LocalizedText;
  readonly costs: LocalizedText;
  /** What would be answered otherwise; `now` is `null` while it is not known. */
  readonly answers: readonly { readonly fact: string; readonly now: AnswerValue | null; readonly to: AnswerValue }[];
  /** The gate on the day the route is taken, before any work. */
  readonly gate: Gate;
  readonly open: Evaluation['open'];
  /** Rules that apply now and would not any more. */
  readonly no_longer_apply: readonly string[];
  /** Rules that do not apply now and would. */
  readonly newly_apply: readonly string[];
  /** What is left to do on the route, for the same target. */
  readonly plan: Pick<Plan, 'gate' | 'effort_days'> & { readonly fixes: number; readonly attestations: number };
}

/**
 * The routes open to a product, each evaluated as if it had been taken, in steps of a few milliseconds. A route is open while its
 * condition is true, and is left out where it would change no answer.
 */
export function* routesInSteps(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  target: PlanTarget,
): Steps<readonly Route[]> {
  const open = rulesets.flatMap((ruleset) =>
    ruleset.routes
      .filter(({ offered }) => valuateAlone(offered, valueIn(ruleset, answers), asOf) === 'true')
      .map((route) => ({ ruleset, route })),
  );
  if (open.length === 0) return [];
  const before = applying(evaluate(rulesets, answers, asOf));
  const routes: Route[] = [];
  for (const { ruleset, route } of open) {
    const changed = [...route.answers].filter(([fact, to]) => answers.get(fact) !== to);
    if (changed.length === 0) continue;
    yield;
    const taken: Answers = new Map<string, AnswerValue>([...answers, ...changed]);
    const evaluation = evaluate(rulesets, taken, asOf);
    const after = applying(evaluation);
    yield;
    const { gate, effort_days: effort, fixes, attestations } = yield* makePlanInSteps(rulesets, taken, asOf, target);
    routes.push({
      ruleset: ruleset.id,
      id: route.entry.id,
      title: route.entry.title,
      costs: route.entry.costs,
      answers: changed.map(([fact, to]) => ({ fact, now: answers.get(fact) ?? null, to })),
      gate: evaluation.gate,
      open: evaluation.open,
      no_longer_apply: [...before].filter((rule) => !after.has(rule)),
      newly_apply: [...after].filter((rule) => !before.has(rule)),
      plan: { gate, effort_days: effort, fixes: fixes.length, attestations: attestations.length },
    });
  }
  return routes;
}

/** The rules that apply or may apply; echoes repeat others. */
function applying({ rulesets }: Evaluation): ReadonlySet<string> {
  const findings = rulesets.flatMap((ruleset) => ruleset.findings);
  return new Set(findings.filter(({ status, echo }) => status !== 'not_applicable' && !echo).map(({ rule }) => rule));
}
