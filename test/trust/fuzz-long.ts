import { fuzzRound, linesOf } from './fuzz-run.ts';

// More requests than the tests have time for: `npm run fuzz:long -- 200000`. A second number is the seed, which is drawn when left out.

const REQUESTS = Number(process.argv[2] ?? 100_000);
const SEED = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const REQUESTS_AT_ONCE = 10_000;

let [sent, faults, missed] = [0, 0, 0];
const begun = performance.now();
while (sent < REQUESTS) {
  const requests = Math.min(REQUESTS_AT_ONCE, REQUESTS - sent);
  const from = performance.now();
  const figures = await fuzzRound(requests, SEED + sent);
  sent += requests;
  faults += figures.faults.length;
  missed += [...figures.reached.values()].filter(({ good }) => good === 0).length;
  for (const line of [...figures.faults, ...linesOf(figures, (performance.now() - from) / 1000)])
    process.stdout.write(`${line}\n`);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  process.stdout.write(
    `fuzz: ${sent} requests from seed ${SEED} in ${seconds} s, ${faults} faults, ${missed} operations never carried out\n`,
  );
}
process.exitCode = faults === 0 && missed === 0 ? 0 : 1;
