import { parseCalendarDate } from './calendar-date.ts';

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/**
 * A whole number as Chinese legal texts write it: 一, 十二, 二十, 一百零三.
 *
 * @returns the figures themselves for what is not between 1 and 999: no instrument has so many articles
 */
export function chineseNumber(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 999) return String(number);
  const [hundreds, tens, units] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const tensWords = tens === 0 ? (units === 0 ? '' : DIGITS[0]) : tens === 1 ? '一十' : `${digit(tens)}十`;
  const unitsWords = units === 0 ? '' : digit(units);
  if (hundreds > 0) return `${digit(hundreds)}百${tensWords}${unitsWords}`;
  if (tens === 0) return unitsWords;
  // Below a hundred the ten stands without its one: 十二, not 一十二.
  return `${tens === 1 ? '十' : tensWords}${unitsWords}`;
}

/** A day as a Chinese text writes it: 2026年11月23日. What is no date is left as it is. */
export function chineseDate(date: string): string {
  if (parseCalendarDate(date) === undefined) return date;
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(year)}年${Number(month)}月${Number(day)}日`;
}

/** "甲", "甲和乙", "甲、乙和丙"; nothing for no items. */
export function chineseList(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join('、')}和${last}`;
}

function digit(number: number): string {
  return DIGITS[number] ?? '';
}
