import { cpus, totalmem } from 'node:os';
import * as fc from 'fast-check';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { makePlan } from '../src/core/reasoning/make-plan.ts';
import { PLAN_TARGETS } from '../src/core/reasoning/plan-goals.ts';
import { isGiven, type Answers } from '../src/core/questionnaire/answers.ts';
import { loadRules } from '../src/load/load-rules.ts';
import { completeAnswers, plausibleAnswers } from '../test/support/random-answers.ts';

// How long the least-effort plan takes for any answers, on the shipped rulesets. Answers are drawn with a fixed seed; run it on a
// quiet machine with `npm run bench:plan`.

const DAY = calendarDate('2026-11-23');
const PRODUCTS = 200;

const rules = await loadRules(new URL('../rules', import.meta.url).pathname);
const plausible = fc.sample(plausibleAnswers(rules.questionnaire), { numRuns: PRODUCTS, seed: 7 });
const random = fc.sample(completeAnswers(rules.questionnaire), { numRuns: PRODUCTS, seed: 8 });

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
console.log(`least-effort plans, ${PRODUCTS} products each, as of ${DAY}`);
console.log();
console.log(row('', 'median ms', 'p95 ms', 'max ms', 'fixes', 'claimed', 'impossible'));
for (const answers of plausible.slice(0, 20))
  for (const target of PLAN_TARGETS) makePlan(rules.rulesets, answers, DAY, target);

for (const target of PLAN_TARGETS) {
  report(`${target}, plausible, all answered`, plausible, target);
  report(
    `${target}, plausible, 70 % answered`,
    plausible.map((answers, seed) => thinned(answers, 0.7, seed)),
    target,
  );
  report(
    `${target}, plausible, 30 % answered`,
    plausible.map((answers, seed) => thinned(answers, 0.3, seed)),
    target,
  );
  report(`${target}, plausible, scope alone answered`, plausible.map(scopeAlone), target);
  report(`${target}, random, all answered`, random, target);
  report(
    `${target}, random, 50 % answered`,
    random.map((answers, seed) => thinned(answers, 0.5, seed)),
    target,
  );
}

function report(label: string, products: readonly Answers[], target: (typeof PLAN_TARGETS)[number]): void {
  const times: number[] = [];
  let fixes = 0;
  let claimed = 0;
  let impossible = 0;
  for (const answers of products) {
    const start = performance.now();
    const plan = makePlan(rules.rulesets, answers, DAY, target);
    times.push(performance.now() - start);
    fixes += plan.fixes.length;
    if (plan.gate !== null) claimed += 1;
    if (plan.impossible.length > 0) impossible += 1;
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(Math.floor(times.length * share), times.length - 1)] ?? 0).toFixed(1);
  console.log(
    row(label, at(0.5), at(0.95), at(1), (fixes / products.length).toFixed(1), String(claimed), String(impossible)),
  );
}

function row(label: string, ...figures: readonly string[]): string {
  return [label.padEnd(44), ...figures.map((figure) => figure.padStart(11))].join('');
}

/** The same product with part of its answers left out, always the same part. */
function thinned(answers: Answers, share: number, seed: number): Answers {
  return new Map([...answers].filter((_, index) => ((index * 7919 + seed * 104_729) % 100) / 100 < share));
}

/** The same product with nothing answered that work could change, and nothing signed. */
function scopeAlone(answers: Answers): Answers {
  return new Map(
    [...answers].filter(([fact, value]) => rules.questionnaire.byId.get(fact)?.fixable === false && !isGiven(value)),
  );
}
