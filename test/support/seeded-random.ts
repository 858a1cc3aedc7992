/** Draws that are the same for the same seed. */
export interface SeededRandom {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** One of some items, each as often as its weight says. */
  pick<T>(weighted: readonly (readonly [item: T, weight: number])[]): T;
  /** A whole number between two, both of them included. */
  between(least: number, most: number): number;
}

/** A small generator (mulberry32): good enough to draw examples, the same on every machine. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (weighted) => {
      let rest = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of weighted) {
        rest -= weight;
        if (rest < 0) return item;
      }
      const [last] = weighted.at(-1) ?? [];
      if (last === undefined) throw new RangeError('nothing to pick from');
      return last;
    },
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
}
