import type { CalendarDate } from '../base/calendar-date.ts';
import { truthOf, type Truth } from '../base/truth.ts';
import type { Comparator, Leaf } from '../language/expression.ts';
import { isGiven, type AnswerValue } from '../questionnaire/answers.ts';

/** How attestations count: those actually given, or every one of them assumed given. */
export type AttestationMode = 'given' | 'assumed';

/**
 * The truth of one test. A test of a fact whose value is not known is unknown; an attestation that is not given is false.
 *
 * @param value - the answer to the fact the test reads, else its default; `undefined` when not known
 * @param otherOpenBlockers - what the engine computed of the other rules, where the condition reads it
 */
export function judgeLeaf(
  leaf: Leaf,
  value: AnswerValue | undefined,
  asOf: CalendarDate,
  attestations: AttestationMode,
  otherOpenBlockers: Truth,
): Truth {
  if (leaf.kind === 'as_of') return truthOf(holds(asOf, leaf.comparator, leaf.than));
  if (leaf.kind === 'other_open_blockers') return otherOpenBlockers;
  if (leaf.kind === 'is_given') return truthOf(attestations === 'assumed' || isGiven(value));
  if (value === undefined) return 'unknown';
  switch (leaf.kind) {
    case 'is_true':
      return truthOf(value === true);
    case 'is_answered':
      return 'true';
    case 'is_one_of':
      return truthOf(typeof value === 'string' && leaf.options.includes(value));
    case 'has_one_of':
      return truthOf(Array.isArray(value) && leaf.options.some((option) => value.includes(option)));
    case 'integer':
      return truthOf(typeof value === 'number' && holds(value, leaf.comparator, leaf.than));
    case 'date':
      return truthOf(typeof value === 'string' && holds<string>(value, leaf.comparator, leaf.than));
  }
}

function holds<T extends string | number>(left: T, comparator: Comparator, right: T): boolean {
  switch (comparator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
