import type { PlanTarget } from '../../core/reasoning/plan-goals.ts';

/** What the plan on a terminal says besides the words of a report. */
export interface PlanWords {
  target(target: PlanTarget): string;
  readonly now: string;
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
  phase(begin: string, finish: string): string;
}
