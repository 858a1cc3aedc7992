import type { Truth } from '../base/truth.ts';
import type { Comparator } from '../language/expression.ts';
import type { Status } from '../language/shapes/case-file.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';

/** What a test asks of an answer. */
export type Asked =
  | { readonly is: 'true' | 'false' | 'answered' | 'unanswered' }
  | { readonly is: 'one_of' | 'none_of'; readonly options: readonly string[] }
  | { readonly is: Comparator; readonly than: number | string };

/** What every node of a proof says. */
interface NodeBase {
  /** With the sign-offs that the status of the finding counts: those given, or all of them where it turns on the rest. */
  readonly truth: Truth;
  /** It is part of the reason for the status; what is not could be otherwise. */
  readonly decides: boolean;
}

/**
 * A condition as a tree, with its negations brought to the tests: a negation stands only before a definition, whose meaning is a
 * sentence of its own.
 */
export type ProofNode = NodeBase &
  (
    | { readonly kind: 'all_of' | 'any_of'; readonly parts: readonly ProofNode[] }
    | { readonly kind: 'not'; readonly part: ProofNode }
    | { readonly kind: 'definition'; readonly definition: string; readonly part: ProofNode }
    | {
        readonly kind: 'test';
        readonly fact: string;
        readonly asked: Asked;
        /** The answer, or the default that holds while there is none; `null` when not known. */
        readonly value: AnswerValue | null;
        readonly source: 'answer' | 'default' | null;
      }
    | { readonly kind: 'date'; readonly comparator: Comparator; readonly than: string; readonly as_of: string }
    | { readonly kind: 'sign_off'; readonly fact: string; readonly value: AnswerValue | null }
    | {
        readonly kind: 'engine';
        /** Whether it asks that other blocking points are open, or that none is. */
        readonly asked: 'open' | 'none_open';
        /** The results it rests on. */
        readonly rules: readonly { readonly rule: string; readonly status: Status }[];
      }
    | { readonly kind: 'constant' }
  );

/** Why a finding is what it is: both conditions of its rule, and what in them decided. */
export interface Explanation {
  readonly applies: ProofNode;
  readonly met: ProofNode;
}
