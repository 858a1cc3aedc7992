import { includesLane, NO_LANE, type LaneSet } from './lanes.ts';

/** Counts how often each lane is in a set. The counts stand as binary numbers on their side: one word for each digit. */
export class LaneCounter {
  readonly #digits: LaneSet[] = [];

  /** Back to zero for all lanes. */
  reset(): void {
    this.#digits.fill(NO_LANE);
  }

  /** Adds one for each lane of a set. */
  add(lanes: LaneSet): void {
    let carry = lanes;
    for (let place = 0; carry !== NO_LANE; place += 1) {
      const digit = this.#digits[place] ?? NO_LANE;
      this.#digits[place] = digit ^ carry;
      carry &= digit;
    }
  }

  /** How often a lane was in a set since the last reset. */
  of(lane: number): number {
    return this.#digits.reduce((sum, digit, place) => (includesLane(digit, lane) ? sum + 2 ** place : sum), 0);
  }
}
