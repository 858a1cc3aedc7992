import * as fc from 'fast-check';

/** Conditions over some tests: one of them, a negation, or two joined, so many times one in the other at most. */
export function randomCondition(test: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return test;
  const part = randomCondition(test, depth - 1);
  return fc.oneof(
    test,
    part.map((operand) => `!(${operand})`),
    fc
      .tuple(part, fc.constantFrom('&&', '||'), part)
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
  );
}
