import type { Assessed } from '../reasoning/compare.ts';

/** An earlier assessment of the product that a report is about. */
export interface Since extends Assessed {
  /** `null` when it was not stored. */
  readonly evaluationId: string | null;
}
