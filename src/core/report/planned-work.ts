import { carryOut, type Steps } from '../base/steps.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { makePlanInSteps } from '../reasoning/make-plan.ts';
import type { Plan } from '../reasoning/plan.ts';
import { routesInSteps, type Route } from '../reasoning/routes.ts';

/** What no language changes of the order of work. */
interface PlannedWork {
  readonly plan: Plan;
  readonly routes: readonly Route[];
}

interface Known extends PlannedWork {
  readonly rulesets: readonly CompiledRuleset[];
  readonly asOf: CalendarDate;
}

const lastFor = new WeakMap<Answers, Known>();

/** The plan that leaves no point of a binding instrument open, and the routes beside it; found once for both languages of a report. */
export function plannedWork(rulesets: readonly CompiledRuleset[], answers: Answers, asOf: CalendarDate): PlannedWork {
  return carryOut(planInSteps(rulesets, answers, asOf));
}

/** The same in steps. A report that is built after it finds it done. */
export function* planInSteps(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
): Steps<PlannedWork> {
  const last = lastFor.get(answers);
  if (last?.asOf === asOf && areSame(last.rulesets, rulesets)) return last;
  const plan = yield* makePlanInSteps(rulesets, answers, asOf, 'clear');
  yield;
  const routes = yield* routesInSteps(rulesets, answers, asOf, 'clear');
  const found: Known = { rulesets, asOf, plan, routes };
  lastFor.set(answers, found);
  return found;
}

function areSame(some: readonly CompiledRuleset[], others: readonly CompiledRuleset[]): boolean {
  return some.length === others.length && some.every((ruleset, index) => ruleset === others[index]);
}
