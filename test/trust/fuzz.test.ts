import { expect, test } from 'vitest';
import { fuzzRound, linesOf } from './fuzz-run.ts';

const REQUESTS = 5000;
const SEED = 20_261_126;
const LONGEST_MS = 400_000;

/**
 * Well above what caches take once they are full (some 10 MiB from a quarter of the requests to the end), and well below what the
 * answers of the requests between come to (some 150 MiB), were they kept.
 */
const MOST_GROWTH_BYTES = 64 * 2 ** 20;

test(
  'whatever is sent to any operation is answered as documented, refused as a problem, and never with a fault of ours',
  async () => {
    const begun = performance.now();
    const figures = await fuzzRound(REQUESTS, SEED);
    const { requests, reached, heap, faults } = figures;
    // The figures are what the run is for.
    process.stdout.write(`${linesOf(figures, (performance.now() - begun) / 1000).join('\n')}\n`);
    expect(faults).toEqual([]);
    expect(requests).toBe(REQUESTS);
    // An operation that was never carried out was only knocked at.
    expect([...reached].filter(([, { good }]) => good === 0)).toEqual([]);
    expect(heap.end - heap.quarter).toBeLessThan(MOST_GROWTH_BYTES);
  },
  LONGEST_MS,
);
