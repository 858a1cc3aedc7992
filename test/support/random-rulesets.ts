import * as fc from 'fast-check';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { randomCondition } from './random-condition.ts';

/** The conditions of a ruleset of one definition `D` and one rule. */
export interface RandomConditions {
  readonly definition: string;
  readonly applies: string;
  readonly met: string;
}

const GIVEN: AnswerValue = { attested: true, by: 'Head', role: 'Head', on: '2026-01-01', evidence: ['Record'] };
export const REFUSED: AnswerValue = { attested: false };

/** The facts that random conditions read, with few values each, so that every set of answers can be tried. */
export const VALUES: Readonly<Record<string, readonly AnswerValue[]>> = {
  'a.p': [true, false],
  'a.q': [true, false],
  'a.kind': ['none', 'some', 'all'],
  'a.parts': [[], ['x'], ['x', 'y']],
  'a.count': [4, 5, 6],
  'attestation.sign': [GIVEN, REFUSED],
};
export const FACTS: readonly string[] = Object.keys(VALUES);
/** The days between which random conditions turn. */
export const DAYS = ['2022-12-31', '2023-01-01', '2023-01-02'].map(calendarDate);

const test = fc.constantFrom(
  'a.p',
  'a.q',
  'a.p in [true, false]',
  'a.q == false',
  'a.kind == "none"',
  'a.kind != "all"',
  'a.kind in ["some", "all"]',
  '"x" in a.parts',
  'a.parts.exists(m, m in ["x", "z"])',
  '["x", "y"].all(m, m in a.parts)',
  'a.parts.all(m, m == "x")',
  'a.count <= 5',
  '5 < a.count',
  'as_of >= timestamp("2023-01-01T00:00:00Z")',
  'as_of > timestamp("2023-01-01T00:00:00Z")',
  'D',
);

const requirement = fc
  .tuple(randomCondition(test, 2), fc.constantFrom('', ' && attestation.sign', ' || attestation.sign'))
  .map(([part, sign]) => `${part}${sign}`);

/** Any conditions over the facts above. */
export const randomConditions: fc.Arbitrary<RandomConditions> = fc
  .tuple(randomCondition(test, 1), randomCondition(test, 2), requirement)
  .map(([definition, applies, met]) => ({ definition: definition.replaceAll(/\bD\b/g, 'a.q'), applies, met }));

/** Every way to answer some facts, leaving any of them open. */
export function* completions(
  facts: readonly string[],
  from: ReadonlyMap<string, AnswerValue>,
): Iterable<ReadonlyMap<string, AnswerValue>> {
  const [first, ...rest] = facts;
  if (first === undefined) {
    yield from;
    return;
  }
  yield* completions(rest, from);
  for (const value of VALUES[first] ?? []) yield* completions(rest, new Map([...from, [first, value]]));
}

/** Every complete set of answers, lists with every choice of options. */
export function completeProducts(): readonly ReadonlyMap<string, AnswerValue>[] {
  const lists = [[], ['x'], ['y'], ['z'], ['x', 'y'], ['x', 'z'], ['y', 'z'], ['x', 'y', 'z']];
  let products: readonly ReadonlyMap<string, AnswerValue>[] = [new Map()];
  for (const fact of FACTS) {
    const values = fact === 'a.parts' ? lists : (VALUES[fact] ?? []);
    products = products.flatMap((product) => values.map((value) => new Map([...product, [fact, value]])));
  }
  return products;
}
