export function undocumented(): number { // refused: jsdoc/require-jsdoc
  return 1;
}

export type Undocumented = string; // refused: jsdoc/require-jsdoc

export interface UndocumentedToo { // refused: jsdoc/require-jsdoc
  readonly name: string;
}

export const UNDOCUMENTED = 1; // refused: jsdoc/require-jsdoc

/** The head count. */ export const headCount = 3; // refused: jsdoc/informative-docs

/**
 * Says whether an undertaking is large, by staff alone.
 *
 * @param staff - refused: jsdoc/check-param-names
 * @sources nowhere; refused: jsdoc/check-tag-names
 * @returns {boolean} by head count; refused: jsdoc/no-types
 */
export function isLarge(headcount: number): boolean {
  return headcount > 250;
}
