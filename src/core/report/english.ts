import { parseCalendarDate } from '../base/calendar-date.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A number with its noun: "1 point", "2 points". */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c"; nothing for no items. */
export function listOf(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A noun for as many as there are. */
export function plural(word: string, items: readonly string[]): string {
  return items.length === 1 ? word : `${word}s`;
}

/** A day written out; what is no date is left as it is. */
export function longDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const name = parseCalendarDate(date) === undefined ? undefined : MONTHS[Number(month) - 1];
  return name === undefined ? date : `${Number(day)} ${name} ${Number(year)}`;
}
