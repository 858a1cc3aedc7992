import { addDays, type CalendarDate } from '../base/calendar-date.ts';
import { addWorkingDays } from '../base/working-days.ts';
import { PHASES, type Phase } from '../language/shapes/question-file.ts';
import type { EffortDays, Plan } from './plan.ts';

/** A stretch between the two ends of the estimates: the day if everything takes as little as estimated, and as much. */
interface DateRange {
  readonly at_low: CalendarDate;
  readonly at_high: CalendarDate;
}

/** The work of one phase, placed before the launch. */
interface TimelinePhase {
  readonly phase: Phase;
  /** Facts of its fixes and signatures, in the order of work. */
  readonly facts: readonly string[];
  /** Working days of the team, one piece of work after the other, signatures included. */
  readonly effort_days: EffortDays;
  /** Waiting for others, in calendar days; what is waited for runs side by side, after the team's own work. */
  readonly wait_days: EffortDays;
  /** The last day on which its work can begin for the launch to be met. */
  readonly begin_by: DateRange;
  /** The day by which it has to be finished. */
  readonly finish_by: DateRange;
}

/** A plan in time: the phases before the launch backwards from its date, those after it forwards. */
export interface Timeline {
  readonly target_launch: CalendarDate;
  /**
   * Whether work begun on the day of the assessment meets the launch: at the high end of the estimates, only at the low end, or not
   * even then.
   */
  readonly fits: 'at_high' | 'at_low' | 'no';
  /** The first day on which the product could launch if work began on the day of the assessment. */
  readonly earliest_launch: DateRange;
  readonly phases: readonly TimelinePhase[];
}

/** Time limit for the work of the phase after the launch, in working days: that of the algorithm filing. */
const AFTER_LAUNCH_DAYS = 10;

const BEFORE_LAUNCH: ReadonlySet<Phase> = new Set(['decide', 'build', 'test_and_sign', 'file', 'launch_day']);

/**
 * Places a plan in time. Phases follow one another, the work within a phase is that of one team, and what the team waits for in a
 * phase begins once its own work in it is done. Days of the team are working days, Monday to Friday, without public holidays.
 *
 * @param from - the day on which work could begin
 */
export function timelineOf(plan: Plan, from: CalendarDate, targetLaunch: CalendarDate): Timeline {
  const work = PHASES.flatMap((phase) => workIn(plan, phase));
  const before = work.filter(({ phase }) => BEFORE_LAUNCH.has(phase));
  const low = backwards(before, targetLaunch, 0);
  const high = backwards(before, targetLaunch, 1);
  const phases = work.map((piece): TimelinePhase => {
    const [atLow, atHigh] = [low.get(piece.phase), high.get(piece.phase)];
    if (atLow !== undefined && atHigh !== undefined) {
      return {
        ...piece,
        begin_by: { at_low: atLow.begin, at_high: atHigh.begin },
        finish_by: { at_low: atLow.finish, at_high: atHigh.finish },
      };
    }
    const last = addWorkingDays(targetLaunch, AFTER_LAUNCH_DAYS);
    const begin = (end: 0 | 1): CalendarDate => beginOf(piece, last, end);
    const finish = piece.phase === 'after_launch' ? last : targetLaunch;
    return {
      ...piece,
      begin_by: piece.phase === 'after_launch' ? { at_low: begin(0), at_high: begin(1) } : both(targetLaunch),
      finish_by: both(finish),
    };
  });
  const first = (placed: ReadonlyMap<Phase, Placed>): CalendarDate => [...placed.values()][0]?.begin ?? targetLaunch;
  return {
    target_launch: targetLaunch,
    fits: first(high) >= from ? 'at_high' : first(low) >= from ? 'at_low' : 'no',
    earliest_launch: { at_low: forwards(before, from, 0), at_high: forwards(before, from, 1) },
    phases,
  };
}

type Work = Omit<TimelinePhase, 'begin_by' | 'finish_by'>;

interface Placed {
  readonly begin: CalendarDate;
  readonly finish: CalendarDate;
}

function workIn(plan: Plan, phase: Phase): readonly Work[] {
  const fixes = plan.fixes.filter((fix) => fix.phase === phase);
  const signed = phase === 'test_and_sign' ? plan.attestations : [];
  const all = [...fixes, ...signed];
  if (all.length === 0) return [];
  const effort = (end: 0 | 1): number => all.reduce((sum, { effort_days: days }) => sum + days[end], 0);
  const wait = (end: 'low' | 'high'): number => Math.max(0, ...fixes.map((fix) => fix.wait_days?.[end] ?? 0));
  return [
    {
      phase,
      facts: all.map(({ fact }) => fact),
      effort_days: [effort(0), effort(1)],
      wait_days: [wait('low'), wait('high')],
    },
  ];
}

/** The phases placed so that the last is finished on the day of the launch, in the order of work. */
function backwards(work: readonly Work[], launch: CalendarDate, end: 0 | 1): ReadonlyMap<Phase, Placed> {
  const placed: [Phase, Placed][] = [];
  let finish = launch;
  for (const piece of work.toReversed()) {
    const begin = beginOf(piece, finish, end);
    placed.push([piece.phase, { begin, finish }]);
    finish = begin;
  }
  return new Map(placed.reverse());
}

function beginOf(work: Work, finish: CalendarDate, end: 0 | 1): CalendarDate {
  return addWorkingDays(addDays(finish, -work.wait_days[end]), -Math.ceil(work.effort_days[end]));
}

function forwards(work: readonly Work[], from: CalendarDate, end: 0 | 1): CalendarDate {
  return work.reduce(
    (day, piece) => addDays(addWorkingDays(day, Math.ceil(piece.effort_days[end])), piece.wait_days[end]),
    from,
  );
}

function both(day: CalendarDate): DateRange {
  return { at_low: day, at_high: day };
}
