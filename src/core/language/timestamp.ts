import type { ASTNode } from '@marcbachmann/cel-js';
import { parseCalendarDate, type CalendarDate } from '../base/calendar-date.ts';

/** What follows the day in a condition: a day begins at midnight UTC. */
export const MIDNIGHT = 'T00:00:00Z';

/** What stands between the brackets of `timestamp("…")`, or `undefined` when a node is no such call. */
export function timestampText(node: ASTNode): string | undefined {
  if (node.op !== 'call') return undefined;
  const [argument] = node.args[1];
  const written = argument?.op === 'value' ? argument.args : undefined;
  return typeof written === 'string' ? written : undefined;
}

/** The day that begins at an instant, or `undefined` when no real day does. */
export function dayBeginningAt(instant: string): CalendarDate | undefined {
  return instant.endsWith(MIDNIGHT) ? parseCalendarDate(instant.slice(0, -MIDNIGHT.length)) : undefined;
}
