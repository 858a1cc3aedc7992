/**
 * The three truth values of strong Kleene logic. Never a JavaScript boolean and never `null`: an answer that is missing is
 * `unknown`, and a condition that turns on it says so.
 */
export type Truth = 'true' | 'false' | 'unknown';

/** The truth of a claim that is decided either way. */
export function truthOf(claim: boolean): Truth {
  return claim ? 'true' : 'false';
}

/** Kleene negation: unknown stays unknown. */
export function negate(operand: Truth): Truth {
  switch (operand) {
    case 'true':
      return 'false';
    case 'false':
      return 'true';
    case 'unknown':
      return 'unknown';
  }
}

/** Kleene conjunction of any number of operands: one `false` decides; none at all is `true`. */
export function conjunction(operands: Iterable<Truth>): Truth {
  let result: Truth = 'true';
  for (const operand of operands) {
    if (operand === 'false') return 'false';
    if (operand === 'unknown') result = 'unknown';
  }
  return result;
}

/** Kleene disjunction of any number of operands: one `true` decides; none at all is `false`. */
export function disjunction(operands: Iterable<Truth>): Truth {
  let result: Truth = 'false';
  for (const operand of operands) {
    if (operand === 'true') return 'true';
    if (operand === 'unknown') result = 'unknown';
  }
  return result;
}
