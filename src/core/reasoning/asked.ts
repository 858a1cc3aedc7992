import type { Comparator, Leaf } from '../language/expression.ts';
import type { Asked } from './explanation.ts';

/** A test of one fact that is no sign-off. */
type FactTest = Exclude<Leaf, { readonly kind: 'as_of' | 'other_open_blockers' | 'is_given' }>;

const OPPOSITE: Readonly<Record<Comparator, Comparator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The comparison that holds of known values exactly when the other one does not. */
export function opposite(comparator: Comparator): Comparator {
  return OPPOSITE[comparator];
}

/** What a test, or its negation, asks of the answer. Of an answer that is not known neither holds. */
export function askedBy(test: FactTest, negated: boolean): Asked {
  switch (test.kind) {
    case 'is_true':
      return { is: negated ? 'false' : 'true' };
    case 'is_answered':
      return { is: negated ? 'unanswered' : 'answered' };
    case 'is_one_of':
    case 'has_one_of':
      return { is: negated ? 'none_of' : 'one_of', options: test.options };
    case 'integer':
    case 'date':
      return { is: negated ? opposite(test.comparator) : test.comparator, than: test.than };
  }
}
