import { factOf, operandsOf, type Expression } from '../language/expression.ts';
import type { Trace } from './evaluation.ts';
import type { ValueOf } from './valuate-alone.ts';
import type { Valuation } from './valuation.ts';

/** The tree of a condition with the truth of each part, attestations counted as given; for whoever wants the proof of a finding. */
export function traceOf(expression: Expression, valuation: Valuation, valueOf: ValueOf): Trace {
  const fact = expression.op === 'leaf' ? (factOf(expression.leaf) ?? null) : null;
  return {
    source: expression.source,
    truth: valuation.truth(expression, 'given'),
    op: expression.op === 'leaf' ? 'test' : expression.op,
    fact,
    value: fact === null ? null : (valueOf(fact) ?? null),
    parts: operandsOf(expression).map((part) => traceOf(part, valuation, valueOf)),
  };
}
