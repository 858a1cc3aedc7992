/** What is done from the answers as they are to a result, with what it takes. Questions are named by their positions in the ruleset. */
export interface Way {
  /** Facts that nobody can change and that would have to be known first. */
  readonly needs: readonly number[];
  readonly signOffs: readonly number[];
  /** Facts that are changed, each to one of the values it can be changed to; of a list always the first. */
  readonly changes: readonly { readonly slot: number; readonly target: number }[];
  /** Options that are added to the lists among them. */
  readonly added: readonly { readonly slot: number; readonly option: string }[];
  /** Sums of effort in half-days. */
  readonly high: number;
  readonly low: number;
}

/** Nothing is done. */
export const NO_WAY: Way = { needs: [], signOffs: [], changes: [], added: [], high: 0, low: 0 };

/** Both ways together; they have nothing in common. Positions ascend. */
export function addWays(first: Way, second: Way): Way {
  if (first === NO_WAY) return second;
  return {
    needs: [...first.needs, ...second.needs].sort((a, b) => a - b),
    signOffs: [...first.signOffs, ...second.signOffs].sort((a, b) => a - b),
    changes: [...first.changes, ...second.changes].sort((a, b) => a.slot - b.slot),
    added: [...first.added, ...second.added],
    high: first.high + second.high,
    low: first.low + second.low,
  };
}

/**
 * Whether a way is less than another: fewer facts to be known, then fewer sign-offs, less effort at most, less at least, fewer facts
 * changed, fewer options added; then the one that takes earlier questions, and of their values the earlier ones. What is less stays so
 * when both are gone on with alike.
 */
export function beats(way: Way, other: Way): boolean {
  const sizes = [
    way.needs.length - other.needs.length,
    way.signOffs.length - other.signOffs.length,
    way.high - other.high,
    way.low - other.low,
    way.changes.length - other.changes.length,
    way.added.length - other.added.length,
  ];
  const slots = ({ changes }: Way): readonly number[] => changes.map(({ slot }) => slot);
  const targets = ({ changes }: Way): readonly number[] => changes.map(({ target }) => target);
  const places = [
    ...difference(way.needs, other.needs),
    ...difference(way.signOffs, other.signOffs),
    ...difference(slots(way), slots(other)),
    ...difference(targets(way), targets(other)),
  ];
  return ([...sizes, ...places].find((step) => step !== 0) ?? 0) < 0;
}

/** Entry by entry how far two lists of equal length lie apart. */
function difference(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((entry, index) => entry - (b[index] ?? entry));
}
