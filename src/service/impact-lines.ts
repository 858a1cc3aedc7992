import type { Gate } from '../core/evaluation/evaluation.ts';
import type { ProductImpact } from '../core/reasoning/impact.ts';
import type { Digest } from './digest.ts';

/** The first line: what products are judged against. */
export interface ImpactCandidate {
  readonly candidate: {
    readonly engine: string;
    /** `null` when each product is judged on the day it was judged for. */
    readonly as_of: string | null;
    readonly rulesets: readonly { readonly id: string; readonly version: string; readonly digest: Digest }[];
  };
}

/** A line for a product of which something changes. */
export interface ImpactOnProduct extends ProductImpact {
  readonly product: string;
  /** Its latest evaluation, with which it was compared. */
  readonly evaluation: string;
}

/**
 * A line for a product that could not be compared: its answers were erased, or judging it again as it was does not come to what was
 * stored, so that nothing can be said of it.
 */
export interface SkippedProduct {
  readonly product: string;
  readonly evaluation: string;
  readonly skipped: 'answers_erased' | 'not_reproduced';
}

/** The last line. Where it is missing, the lines before it are not all. */
export interface ImpactSummary {
  readonly summary: {
    /** Products that have an evaluation: the sum of the other counts. */
    readonly products: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly erased: number;
    readonly not_reproduced: number;
    /** How many products come to another gate, by the gate they come from and the one they come to. */
    readonly gates: readonly { readonly from: Gate; readonly to: Gate; readonly products: number }[];
  };
}

/** One line of an impact. */
export type ImpactLine = ImpactCandidate | ImpactOnProduct | SkippedProduct | ImpactSummary;
