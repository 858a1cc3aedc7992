import * as fc from 'fast-check';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { at } from '../src/core/base/at.ts';
import { evaluate, judgeRuleset } from '../src/core/evaluation/evaluate.ts';
import type { Answers } from '../src/core/questionnaire/answers.ts';
import { laidOver, type Variant } from '../src/core/questionnaire/parse-variants.ts';
import { AnswerColumns, oneDay } from '../src/core/reasoning/answer-columns.ts';
import { LaneJudge } from '../src/core/reasoning/judge-lanes.ts';
import { LaneFindings } from '../src/core/reasoning/lane-findings.ts';
import { lanesFor } from '../src/core/reasoning/lanes-for.ts';
import { EVERY_LANE, lane, LANES } from '../src/core/reasoning/lanes.ts';
import { whatIf } from '../src/core/reasoning/what-if.ts';
import { loadRules } from '../src/load/load-rules.ts';
import { plausibleAnswers } from '../test/support/random-answers.ts';
import { machine, median } from './machine.ts';

// Variants of one product under the shipped rulesets: bit-parallel beside the interpreter, each variant changing one to three
// answers. Products are drawn with a fixed seed; rows are measured in turn, round by round, so that noise falls on all of them, in
// CPU time of the process with its garbage collection. Asked for: statuses at least 20 times as fast per variant. Run it with
// `npm run bench:what-if`.

const DAY = calendarDate('2026-11-23');
const VARIANTS = 1024;
const ROUNDS = 25;

const { rulesets, questionnaire } = await loadRules(new URL('../rules', import.meta.url).pathname);
const products = fc.sample(plausibleAnswers(questionnaire), { numRuns: VARIANTS + 1, seed: 7 });
const days = oneDay(DAY);
/** The product to which most of the rules apply. */
const inScope = products.reduce((a, b) => (applicable(b) > applicable(a) ? b : a));

console.log(machine());
console.log(
  `${rulesets.reduce((count, ruleset) => count + ruleset.rules.length, 0)} rules, ${VARIANTS} variants, median of ${ROUNDS} rounds`,
);

for (const [label, share] of [
  ['all answered', 1],
  ['half answered', 0.5],
] as const) {
  const base = new Map([...inScope].filter((_, index) => (index * 7919) % 100 < share * 100));
  const variants = products.slice(1).map((other, index) => variantOf(other, index));
  const merged = variants.map((variant) => laidOver(base, variant));
  const inLanes = statusesInLanes(base, variants);
  compare(label, [
    ['statuses, interpreter', () => merged.map((answers) => rulesets.map((one) => judgeRuleset(one, answers, DAY)))],
    ['statuses, in lanes', inLanes],
    ['findings, evaluate()', () => merged.slice(0, 64).map((answers) => evaluate(rulesets, answers, DAY)), 64],
    ['what-if: gate, verdicts, counts, changes', () => whatIf(rulesets, base, variants, DAY)],
  ]);
}

function applicable(answers: Answers): number {
  const outcomes = rulesets.flatMap((ruleset) => judgeRuleset(ruleset, answers, DAY));
  return outcomes.filter(({ status }) => status !== 'not_applicable').length;
}

/** One to three answers of another product, one of them forgotten now and then. */
function variantOf(other: Answers, index: number): Variant {
  const facts = [...other.keys()];
  const chosen = Array.from({ length: 1 + (index % 3) }, (_, nth) => at(facts, (index * 31 + nth * 67) % facts.length));
  return new Map(chosen.map((fact, nth) => [fact, index % 7 === 0 && nth === 0 ? undefined : other.get(fact)]));
}

function statusesInLanes(base: Answers, variants: readonly Variant[]): () => void {
  const { layout, programs } = lanesFor(rulesets);
  const columns = new AnswerColumns(layout);
  const judges = programs.map((program) => new LaneJudge(program, columns));
  const findings = rulesets.map((ruleset) => new LaneFindings(ruleset));
  for (const [fact, value] of base) columns.set(EVERY_LANE, fact, value);
  const unchanged = columns.content();
  return () => {
    for (let first = 0; first < variants.length; first += LANES) {
      columns.restore(unchanged);
      for (let index = 0; index < LANES; index += 1)
        for (const [fact, value] of at(variants, first + index)) columns.set(lane(index), fact, value);
      for (const [index, judge] of judges.entries()) judge.judge(days, at(findings, index));
    }
  };
}

type Row = readonly [label: string, run: () => unknown, variants?: number];

function compare(title: string, rows: readonly Row[]): void {
  const taken = rows.map((): number[] => []);
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const [index, [, run, count = VARIANTS]] of rows.entries()) {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) at(taken, index).push((user + system) / count);
    }
  }
  const [first = 0] = taken.map(median);
  console.log(`\n${title.padEnd(44)}${'CPU µs each'.padStart(14)}${'times as fast'.padStart(16)}`);
  for (const [index, [label]] of rows.entries()) {
    const figure = median(at(taken, index));
    console.log(`${label.padEnd(44)}${figure.toFixed(2).padStart(14)}${(first / figure).toFixed(1).padStart(16)}`);
  }
}
