/** How many products are judged at once: one for each bit of a word. A product of a block is its *lane*. */
export const LANES = 32;

/** Some of the lanes of a block: bit `i` stands for lane `i`. Every integer is such a set. */
export type LaneSet = number;

/** The empty set. */
export const NO_LANE: LaneSet = 0;

/** The set of all lanes of a block. */
export const EVERY_LANE: LaneSet = -1;

/** The set of one lane. */
export function lane(index: number): LaneSet {
  return 1 << index;
}

/** The first lanes of a block, as many as there are products in it: 0 to {@link LANES}. */
export function firstLanes(count: number): LaneSet {
  return count >= LANES ? EVERY_LANE : (1 << count) - 1;
}

/** Whether a lane is in a set. */
export function includesLane(set: LaneSet, index: number): boolean {
  return ((set >>> index) & 1) === 1;
}

/** The lanes of a set, in order. */
export function lanesIn(set: LaneSet): readonly number[] {
  const found: number[] = [];
  for (let rest = set; rest !== NO_LANE; rest &= rest - 1) found.push(31 - Math.clz32(rest & -rest));
  return found;
}
