import { z } from 'zod';
import { isCalendarDate, type CalendarDate } from '../core/base/calendar-date.ts';
import type { Digest } from '../service/digest.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A time as it is stored. */
export const instant = z.iso.datetime({ precision: 3 }).transform((text) => new Date(text));

export const calendarDay = z.custom<CalendarDate>((value) => typeof value === 'string' && isCalendarDate(value));

export const digest = z.custom<Digest>((value) => typeof value === 'string' && DIGEST.test(value));

/** JSON text that holds what the schema says. */
export function jsonOf<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        // The parser quotes what it stumbles over, and that may be an answer: it stays out of the log.
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
}
