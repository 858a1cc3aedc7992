import { crashRounds } from './crash-rounds.ts';
import { bundlePrograms } from './program.ts';

// More rounds than the tests have time for: `npm run crash:long -- 5000`. A second number is the seed, which is drawn when left out.

const ROUNDS = Number(process.argv[2] ?? 2000);
const SEED = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS_AT_ONCE = 100;

const programs = await bundlePrograms();
try {
  let [acknowledged, lost] = [0, 0];
  for (let done = 0; done < ROUNDS; done += ROUNDS_AT_ONCE) {
    const rounds = Math.min(ROUNDS_AT_ONCE, ROUNDS - done);
    const figures = await crashRounds(programs, { rounds, lanes: 2, seed: SEED + done });
    acknowledged += figures.acknowledged;
    lost += figures.lost.length;
    for (const line of figures.lost) process.stdout.write(`${line}\n`);
    process.stdout.write(`crash: ${done + rounds} rounds, ${acknowledged} acknowledged, ${lost} lost\n`);
  }
  process.exitCode = lost === 0 ? 0 : 1;
} finally {
  programs.remove();
}
