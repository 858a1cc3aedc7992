/**
 * Some of the things that were answered, as ascending element numbers: enough, with everything else unknown, to give an expression
 * the truth it has.
 */
export type SufficientSet = readonly number[];

/** Sufficient sets none of which contains another. */
export type Family = readonly SufficientSet[];
