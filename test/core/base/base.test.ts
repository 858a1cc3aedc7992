import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, daysBetween, parseCalendarDate } from '../../../src/core/base/calendar-date.ts';
import { nearest } from '../../../src/core/base/nearest.ts';
import { conjunction, disjunction, negate, type Truth } from '../../../src/core/base/truth.ts';

const TRUTHS: readonly Truth[] = ['false', 'unknown', 'true'];
const rank = (truth: Truth): number => TRUTHS.indexOf(truth);

describe('truth', () => {
  const pairs = TRUTHS.flatMap((a) => TRUTHS.map((b): [Truth, Truth] => [a, b]));

  it.each(pairs)('%s and %s is the lesser of the two, or the greater', (a, b) => {
    expect(conjunction([a, b])).toBe(rank(a) <= rank(b) ? a : b);
    expect(disjunction([a, b])).toBe(rank(a) >= rank(b) ? a : b);
  });

  it('negation swaps the ends and leaves unknown', () => {
    expect(TRUTHS.map(negate)).toEqual(['true', 'unknown', 'false']);
  });

  it('nothing at all is a true conjunction and a false disjunction', () => {
    expect([conjunction([]), disjunction([])]).toEqual(['true', 'false']);
  });
});

describe('calendar date', () => {
  it.each([
    '2023-02-30',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '2023-08-15T00:00:00Z',
    '15.08.2023',
    '0000-01-01',
    '2015-03-04-05',
    '',
  ])('%j is none', (text) => {
    expect(parseCalendarDate(text)).toBeUndefined();
  });

  it.each(['2024-02-29', '2000-01-01', '2100-12-31', '0001-01-01'])('%s is one', (text) => {
    expect(parseCalendarDate(text)).toBe(text);
  });

  it('counts days over leap years and ends of year', () => {
    expect(addDays(calendarDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(calendarDate('2023-08-15'), -1)).toBe('2023-08-14');
    expect(daysBetween(calendarDate('2023-12-31'), calendarDate('2024-03-01'))).toBe(61);
  });

  it('a text that was not checked is a fault of ours', () => {
    expect(() => calendarDate('soon')).toThrow(new RangeError('"soon" is no calendar date'));
  });
});

describe('nearest name', () => {
  const known = ['org.origin', 'org.roles', 'service.audience'];

  it.each([
    ['org.origen', 'org.origin'],
    ['ORG.ROLES', 'org.roles'],
    ['service.audiense', 'service.audience'],
    ['something.else', undefined],
    ['w', undefined],
  ])('of %s is %s', (name, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });
});
