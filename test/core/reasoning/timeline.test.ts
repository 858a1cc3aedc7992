import { expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { addWorkingDays } from '../../../src/core/base/working-days.ts';
import type { Plan, PlannedFix } from '../../../src/core/reasoning/plan.ts';
import { timelineOf } from '../../../src/core/reasoning/timeline.ts';

const FRIDAY = calendarDate('2026-11-27');

it('working days are Monday to Friday, counted in either direction', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '2026-11-27'],
    [1, '2026-11-30'],
    [5, '2026-12-04'],
    [6, '2026-12-07'],
    [-1, '2026-11-26'],
    [-5, '2026-11-20'],
    [-6, '2026-11-19'],
  ];
  expect(cases.map(([count]) => addWorkingDays(FRIDAY, count))).toEqual(cases.map(([, day]) => day));
  expect(addWorkingDays(calendarDate('2026-11-28'), 0)).toBe('2026-11-28');
  expect(addWorkingDays(calendarDate('2026-11-28'), -1)).toBe('2026-11-27');
});

function fix(
  fact: string,
  phase: PlannedFix['phase'],
  effort: readonly [number, number],
  wait?: readonly [number, number],
): PlannedFix {
  return {
    fact,
    now: false,
    to: true,
    fix_kind: 'build',
    phase,
    after: [],
    effort_days: effort,
    wait_days:
      wait === undefined ? null : { low: wait[0], high: wait[1], who: { en: 'The office' }, basis: { en: 'Practice' } },
    settles: [],
    with: [],
    evidence: [],
  };
}

const PLAN: Plan = {
  target: 'unblocked',
  gate: 'conditional',
  fixes: [
    fix('a.build', 'build', [5, 10]),
    fix('a.file', 'file', [1, 2], [7, 14]),
    fix('a.other', 'file', [0.5, 0.5], [3, 21]),
    fix('a.later', 'after_launch', [5, 30]),
    fix('a.keep', 'keep', [1, 1]),
  ],
  attestations: [{ fact: 'attestation.sign', after: [], effort_days: [0.5, 1], settles: [], with: [], evidence: [] }],
  needs_answers: [],
  effort_days: [12.5, 43.5],
  opens: [],
  impossible: [],
};

it('phases run backwards from the launch, waiting after the own work, what is waited for side by side', () => {
  const launch = calendarDate('2027-03-01');
  const timeline = timelineOf(PLAN, calendarDate('2026-11-27'), launch);
  expect(timeline.phases).toEqual([
    {
      phase: 'build',
      facts: ['a.build'],
      effort_days: [5, 10],
      wait_days: [0, 0],
      begin_by: { at_low: '2027-02-10', at_high: '2027-01-19' },
      finish_by: { at_low: '2027-02-17', at_high: '2027-02-02' },
    },
    {
      phase: 'test_and_sign',
      facts: ['attestation.sign'],
      effort_days: [0.5, 1],
      wait_days: [0, 0],
      begin_by: { at_low: '2027-02-17', at_high: '2027-02-02' },
      finish_by: { at_low: '2027-02-18', at_high: '2027-02-03' },
    },
    {
      phase: 'file',
      facts: ['a.file', 'a.other'],
      effort_days: [1.5, 2.5],
      wait_days: [7, 21],
      begin_by: { at_low: '2027-02-18', at_high: '2027-02-03' },
      finish_by: { at_low: '2027-03-01', at_high: '2027-03-01' },
    },
    {
      phase: 'after_launch',
      facts: ['a.later'],
      effort_days: [5, 30],
      wait_days: [0, 0],
      begin_by: { at_low: '2027-03-08', at_high: '2027-02-01' },
      finish_by: { at_low: '2027-03-15', at_high: '2027-03-15' },
    },
    {
      phase: 'keep',
      facts: ['a.keep'],
      effort_days: [1, 1],
      wait_days: [0, 0],
      begin_by: { at_low: '2027-03-01', at_high: '2027-03-01' },
      finish_by: { at_low: '2027-03-01', at_high: '2027-03-01' },
    },
  ]);
  expect(timeline.fits).toBe('at_high');
});

it('says when the launch is met only if everything takes as little as estimated, and when not even then', () => {
  const begin = calendarDate('2026-11-27');
  const { earliest_launch: earliest } = timelineOf(PLAN, begin, begin);
  expect(earliest).toEqual({ at_low: '2026-12-16', at_high: '2027-01-07' });
  expect(timelineOf(PLAN, begin, calendarDate('2027-01-07')).fits).toBe('at_high');
  expect(timelineOf(PLAN, begin, calendarDate('2027-01-05')).fits).toBe('at_low');
  expect(timelineOf(PLAN, begin, calendarDate('2026-12-10')).fits).toBe('no');
});

it('a plan with nothing before the launch fits on any day', () => {
  const idle = { ...PLAN, fixes: [], attestations: [] };
  const day = calendarDate('2026-11-27');
  expect(timelineOf(idle, day, day)).toEqual({
    target_launch: day,
    fits: 'at_high',
    earliest_launch: { at_low: day, at_high: day },
    phases: [],
  });
});
