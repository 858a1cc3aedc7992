import type { Route } from '../reasoning/routes.ts';
import { answerWords, askedIn } from './answer-words.ts';
import type { PlanRoute, PlanRoutes } from './plan-model.ts';
import type { ReportSource } from './report-source.ts';

const LETTER_A = 'A'.charCodeAt(0);

/** The routes beside a plan, each with what it costs and what would come of it. */
export function describeRoutes(source: ReportSource, routes: readonly Route[]): PlanRoutes {
  const { plan } = source.words;
  return {
    heading: plan.routes,
    lead: plan.routesLead,
    labels: plan.route,
    routes: routes.map((route) => describeRoute(source, route)),
  };
}

function describeRoute(source: ReportSource, route: Route): PlanRoute {
  const { words } = source;
  return {
    ruleset: route.ruleset,
    id: route.id,
    letter: letterOf(source, route),
    title: source.text(route.title),
    costs: source.text(route.costs),
    // In question order: a stored ruleset has lost the order in which its file names them.
    changes: inQuestionOrder(source, route.answers).map(({ fact, now, to }) => {
      const question = source.question(fact);
      return {
        fact,
        text: question === undefined ? fact : askedIn(source, question),
        now: now === null ? words.notAnswered : answerWords(source, question, now),
        then: answerWords(source, question, to),
      };
    }),
    gate: route.gate,
    outcome: outcomeOf(source, route),
  };
}

function inQuestionOrder<T extends { readonly fact: string }>(
  source: ReportSource,
  entries: readonly T[],
): readonly T[] {
  const place = ({ fact }: T): number => source.question(fact)?.order ?? Infinity;
  return entries.toSorted((a, b) => place(a) - place(b));
}

/** The place of a route among all that its ruleset has, so that it keeps its letter where others are not open. */
function letterOf({ rulesets }: ReportSource, { ruleset, id }: Route): string {
  const all = rulesets.flatMap(({ compiled }) =>
    compiled.routes.map(({ entry }) => ({ ruleset: compiled.id, id: entry.id })),
  );
  const index = all.findIndex((one) => one.ruleset === ruleset && one.id === id);
  return String.fromCharCode(LETTER_A + index);
}

function outcomeOf({ words }: ReportSource, route: Route): readonly string[] {
  const { plan, marks } = words;
  const { fixes, attestations, effort_days: effort } = route.plan;
  const removed = route.no_longer_apply.length;
  const added = route.newly_apply.length;
  return [
    `${plan.gateOnRoute}${marks.colon}${plan.gate[route.gate]}`,
    ...(removed === 0 ? [] : [plan.noLonger(removed)]),
    ...(added === 0 ? [] : [plan.newly(added)]),
    fixes + attestations === 0 ? plan.nothingLeft : plan.leftOnRoute(fixes, attestations, plan.workingDays(...effort)),
  ];
}
