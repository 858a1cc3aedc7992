import { addDays, calendarDate, daysBetween, type CalendarDate } from './calendar-date.ts';

/** A Monday before every day that is counted from. */
const MONDAY = calendarDate('1900-01-01');

/**
 * The day that lies some working days after a date, or before it when negative. Working days are Monday to Friday: public holidays
 * and the working weekends that make up for them are not known here.
 *
 * @param date - from 1901 on
 * @param count - a whole number; 0 is the day itself, whatever day of the week it is
 */
export function addWorkingDays(date: CalendarDate, count: number): CalendarDate {
  const step = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, step);
    if (daysBetween(MONDAY, day) % 7 < 5) left -= 1;
  }
  return day;
}
