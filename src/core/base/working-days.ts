import { addDays, calendarDate, daysBetween, type CalendarDate } from './calendar-date.ts';

/** A Monday before every day that is counted from. */
const MONDAY = calendarDate('1900-01-01');
const WEEK = 7;
const WORKING_WEEK = 5;

/**
 * The day that lies some working days after a date, or before it when negative. Working days are Monday to Friday: public holidays
 * and the working weekends that make up for them are not known here.
 *
 * @param date - from 1901 on
 * @param count - a whole number; 0 is the day itself, whatever day of the week it is
 */
export function addWorkingDays(date: CalendarDate, count: number): CalendarDate {
  if (count === 0) return date;
  const weekday = daysBetween(MONDAY, date) % WEEK;
  // From a weekend, the count begins at the last working day behind.
  const behind = weekday < WORKING_WEEK ? weekday : count > 0 ? WORKING_WEEK - 1 : WEEK;
  const first = weekday < WORKING_WEEK ? 0 : behind - weekday;
  const place = (behind % WEEK) + count;
  const weeks = Math.floor(place / WORKING_WEEK);
  return addDays(date, first + weeks * WEEK + (place - weeks * WORKING_WEEK) - (behind % WEEK));
}
