import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashRounds } from './crash-rounds.ts';
import { bundlePrograms, type Programs } from './program.ts';

const ROUNDS = 200;
const LANES = 2;
const KINDS = ['product', 'submission', 'draft', 'keyed', 'entry', 'review', 'risk', 'final', 'signed'];
const LONGEST_MS = 240_000;

let programs: Programs;
beforeAll(async () => {
  programs = await bundlePrograms();
}, 60_000);
afterAll(() => {
  programs.remove();
});

test(
  'a process that is killed loses nothing that it acknowledged, and leaves nothing by halves',
  async () => {
    const figures = await crashRounds(programs, { rounds: ROUNDS, lanes: LANES, seed: 20_261_126 });
    const { rounds, acknowledged, kinds, spoiltLogs, lost } = figures;
    const each = [...kinds].map(([kind, count]) => `${count} ${kind}`).toSorted();
    // The figures are what the run is for.
    process.stdout.write(
      `crash: ${rounds} rounds, ${acknowledged} acknowledged, ${lost.length} lost\ncrash: ${each.join(', ')}; ${spoiltLogs} spoilt logs\n`,
    );
    expect(lost).toEqual([]);
    expect(rounds).toBe(ROUNDS);
    // Fewer would mean that the kills come before anything was written.
    expect(acknowledged).toBeGreaterThan(ROUNDS);
    expect(new Set(kinds.keys())).toEqual(new Set(KINDS));
  },
  LONGEST_MS,
);
