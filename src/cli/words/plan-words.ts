import type { Gate } from '../../core/evaluation/evaluation.ts';
import type { PlanTarget } from '../../core/reasoning/plan-goals.ts';

/** What the plan on a terminal says besides the words of a report. */
export interface PlanWords {
  target(target: PlanTarget): string;
  /** A gate that is not that of the answers given, so that nothing is counted. */
  readonly gate: Readonly<Record<Gate, string>>;
  readonly now: string;
  readonly onceDone: string;
  readonly nothingClaimed: string;
  readonly nothingToDo: string;
  effort(days: string): string;
  readonly onTop: string;
  readonly notAnswered: string;
  readonly after: string;
  readonly alone: string;
  readonly together: string;
  readonly keep: string;
  readonly waiting: string;
  readonly signOffs: string;
  readonly needsAnswers: string;
  readonly needsAnswersLead: string;
  readonly bearsOn: string;
  readonly impossible: string;
  readonly impossibleLead: string;
  readonly opens: string;
  readonly routes: string;
  readonly routesLead: string;
  readonly gateOnRoute: string;
  noLonger(rules: number): string;
  newly(rules: number): string;
  leftOnRoute(fixes: number, attestations: number, days: string): string;
  readonly nothingLeft: string;
  readonly time: string;
  launch(date: string): string;
  readonly fits: { readonly at_high: string; readonly at_low: string; readonly no: string };
  earliest(low: string, high: string): string;
  phase(begin: string, finish: string): string;
  readonly workingDays: string;
}
