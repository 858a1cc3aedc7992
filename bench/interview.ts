import * as fc from 'fast-check';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { evaluate } from '../src/core/evaluation/evaluate.ts';
import type { CompiledRuleset } from '../src/core/language/compiled-ruleset.ts';
import { gateQuestions } from '../src/core/reasoning/gate-questions.ts';
import { loadRules } from '../src/load/load-rules.ts';
import { Asking, mean, quantile, type Order } from '../test/support/asking.ts';
import { plausibleProducts, PRODUCT_KINDS } from '../test/support/plausible-products.ts';
import { QuestionGame, type Strategy } from '../test/support/question-game.ts';
import { smallRulesets } from '../test/support/small-rulesets.ts';

// How many questions an interview asks until the gate is decided: of plausible products under the shipped rulesets, beside asking in
// file order; and on average over all answers to random small rulesets, beside the best order there is. Everything is drawn with a
// fixed seed, so that the figures are the same on every machine: `npm run bench:interview`.

const DAY = calendarDate('2026-11-23');
const SEED = 20_261_123;
const PRODUCTS = 200;
const RULESETS = 60;
/** Rulesets with more positions take long to be played out in full; they are drawn anew. */
const MOST_POSITIONS = 500_000;

const rules = await loadRules(new URL('../rules', import.meta.url).pathname);
const asking = new Asking(rules.rulesets, rules.questionnaire.questions, DAY);
const ORDERS: readonly (readonly [string, Order])[] = [
  ['interview', asking.bestFirst],
  ['file order, open questions', asking.openInFileOrder],
  ['file order, every question', asking.allInFileOrder],
];

console.log(`Questions until the gate is decided, ${PRODUCTS} products of each kind, as of ${DAY}`);
console.log();
console.log(row('', 'median', 'mean', 'p90', 'most'));
for (const kind of PRODUCT_KINDS) {
  const products = plausibleProducts(rules, kind, PRODUCTS, SEED);
  const medians = ORDERS.map(([label, order]) => {
    const counts = products.map((product) => asking.count(product, order));
    console.log(row(`${kind}, ${label}`, ...figuresOf(counts)));
    return quantile(counts, 0.5);
  });
  const [ours = 0, open = 0, every = 0] = medians;
  console.log(row('', `${percent(ours / open)} of open, ${percent(ours / every)} of every`));
}

console.log();
console.log(`Mean number of questions under uniform answers, ${RULESETS} random rulesets of each shape`);
console.log();
console.log(row('', 'optimum', 'interview', 'over it', 'worst', 'evaluate', 'over it'));
for (const shape of ['scoped', 'loose'] as const) {
  const games = fc.sample(smallRulesets(shape).map(gameOf).filter(isWorthPlaying), { seed: SEED, numRuns: RULESETS });
  const results = games.map(({ ruleset, game }) => ({
    best: game.optimum(),
    ours: game.mean(interviewOf(ruleset)),
    whole: game.mean(wholePictureOf(ruleset)),
  }));
  const best = mean(results.map((result) => result.best));
  const ours = mean(results.map((result) => result.ours));
  const whole = mean(results.map((result) => result.whole));
  const worst = Math.max(...results.map((result) => result.ours / result.best));
  console.log(
    row(
      shape,
      best.toFixed(2),
      ours.toFixed(2),
      percent(ours / best - 1),
      percent(worst - 1),
      whole.toFixed(2),
      percent(whole / best - 1),
    ),
  );
}

function gameOf(ruleset: CompiledRuleset): { readonly ruleset: CompiledRuleset; readonly game: QuestionGame } {
  return { ruleset, game: new QuestionGame(ruleset) };
}

function isWorthPlaying({ game }: { readonly game: QuestionGame }): boolean {
  return game.positions <= MOST_POSITIONS && !game.isDecided(0);
}

function interviewOf(ruleset: CompiledRuleset): Strategy {
  return (answers) => {
    const [question] = gateQuestions([ruleset], evaluate([ruleset], answers, DAY), answers, DAY);
    if (question === undefined) throw new Error('the gate is not decided, and nothing is left to ask');
    return question.fact;
  };
}

/** By the next questions of an evaluation, which are ordered for the whole picture; then what it turns on that anything applies. */
function wholePictureOf(ruleset: CompiledRuleset): Strategy {
  const interview = interviewOf(ruleset);
  return (answers) =>
    evaluate([ruleset], answers, DAY).next_questions.find(({ fact }) => !answers.has(fact))?.fact ?? interview(answers);
}

function figuresOf(counts: readonly number[]): readonly string[] {
  return [quantile(counts, 0.5), mean(counts).toFixed(1), quantile(counts, 0.9), Math.max(...counts)].map(String);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function row(label: string, ...figures: readonly string[]): string {
  return [label.padEnd(40), ...figures.map((figure) => figure.padStart(10))].join('');
}
