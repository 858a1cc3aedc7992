import type { Phase } from '../language/shapes/question-file.ts';
import type { Plan } from '../reasoning/plan.ts';
import { timelineOf, type Timeline } from '../reasoning/timeline.ts';
import type { PlanTime } from './plan-model.ts';
import type { ReportSource } from './report-source.ts';

/** The plan against the planned launch. */
export function buildTime(source: ReportSource, plan: Plan): PlanTime {
  const { words } = source;
  const timeline = timelineFor(source, plan);
  const names = { heading: words.plan.time, dates_label: words.plan.dates };
  const hasWork = plan.fixes.length + plan.attestations.length > 0;
  if (timeline === undefined) return { ...names, sentences: hasWork ? [words.plan.noLaunch] : [], phases: [] };
  const { target_launch: launch, fits, earliest_launch: earliest } = timeline;
  return {
    ...names,
    sentences: [
      words.sentences([words.plan.launch(words.date(launch)), words.plan.fits[fits]]),
      words.plan.earliest(words.date(earliest.at_low), words.date(earliest.at_high)),
      words.plan.calendar,
    ],
    phases: timeline.phases.map((placed) => ({
      phase: placed.phase,
      heading: words.plan.phases[placed.phase].heading,
      dates: datesOf(source, placed),
    })),
  };
}

/** From the last day to begin to the last day to finish, by phase; empty while no launch is planned. */
export function datesByPhase(source: ReportSource, plan: Plan): ReadonlyMap<Phase, string> {
  const phases = timelineFor(source, plan)?.phases ?? [];
  return new Map(phases.map((placed) => [placed.phase, datesOf(source, placed)]));
}

function timelineFor({ input }: ReportSource, plan: Plan): Timeline | undefined {
  if (input.targetLaunch === null || plan.fixes.length + plan.attestations.length === 0) return undefined;
  return timelineOf(plan, input.asOf, input.targetLaunch);
}

function datesOf(
  { input, words }: ReportSource,
  { begin_by: begin, finish_by: finish }: Timeline['phases'][number],
): string {
  if (finish.at_high < input.asOf) return words.plan.finishedBefore;
  const last = words.date(finish.at_high);
  return begin.at_high < input.asOf ? words.plan.begunBefore(last) : words.plan.span(words.date(begin.at_high), last);
}
