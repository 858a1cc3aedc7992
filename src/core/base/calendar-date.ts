const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS_A_DAY = 86_400_000;

declare const brand: unique symbol;

/** A day of the proleptic Gregorian calendar, written `YYYY-MM-DD`. Compare two with `<` and `>`: the order is that of the text. */
export type CalendarDate = string & { readonly [brand]: true };

/** First and last day on which products may be assessed. */
export const AS_OF_BOUNDS = { first: '2000-01-01', last: '2100-12-31' } as const;

/** Whether a text is a calendar date: exactly `YYYY-MM-DD`, years 0001 to 9999, and a day that exists, unlike 2023-02-30. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!DATE.test(text) || text.startsWith('0000')) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** Reads a calendar date that a person wrote; `undefined` when it is none. */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  return isCalendarDate(text) ? text : undefined;
}

/**
 * The calendar date in a text that was checked before.
 *
 * @throws RangeError when it is none: a fault of ours
 */
export function calendarDate(text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw new RangeError(`"${text}" is no calendar date`);
}

/** The day of an instant in UTC. */
export function calendarDateOf(instant: Date): CalendarDate {
  return calendarDate(instant.toISOString().slice(0, 10));
}

/** The day that lies the given number of days later, or earlier when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return calendarDateOf(new Date(Date.parse(`${date}T00:00:00Z`) + days * MILLISECONDS_A_DAY));
}

/** How many days lie from one date to a later one; negative when it is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLISECONDS_A_DAY);
}
