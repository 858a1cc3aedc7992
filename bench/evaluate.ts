import { readdir, readFile } from 'node:fs/promises';
import { celEnv, parse as parseCel, plan } from '@bufbuild/cel';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import * as fc from 'fast-check';
import { measure } from 'mitata';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { evaluate, judgeRuleset } from '../src/core/evaluation/evaluate.ts';
import { conditionTypes } from '../src/core/language/condition-names.ts';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import { parseAnswersFile } from '../src/core/questionnaire/parse-answers-file.ts';
import { isGiven, type Answers } from '../src/core/questionnaire/answers.ts';
import { loadRules } from '../src/load/load-rules.ts';
import { plausibleAnswers } from '../test/support/random-answers.ts';
import { machine } from './machine.ts';

// Evaluation of the shipped rulesets: statuses alone and full findings, beside the evaluators of two CEL libraries on the same
// conditions. Answers are drawn with a fixed seed; run it on a quiet machine with `npm run bench:evaluate`.

const DAY = calendarDate('2026-11-23');
const PRODUCTS = 64;

type Bindings = Record<string, unknown>;
type Condition = (bindings: Bindings) => unknown;

interface ForeignRuleset {
  readonly definitions: readonly (readonly [string, Condition])[];
  readonly rules: readonly (readonly [applies: Condition, met: Condition])[];
}

const rules = await loadRules(new URL('../rules', import.meta.url).pathname);
const complete = fc.sample(plausibleAnswers(rules.questionnaire), { numRuns: PRODUCTS, seed: 7 });

console.log(machine());
console.log(
  `${rules.rulesets.reduce((count, ruleset) => count + ruleset.rules.length, 0)} rules, ${PRODUCTS} products, as of ${DAY}`,
);
console.log();
console.log(row('', 'median µs', 'p99 µs'));

for (const [label, share] of [
  ['all answered', 1],
  ['70 % answered', 0.7],
  ['30 % answered', 0.3],
  ['nothing answered', 0],
] as const) {
  const products = complete.map((answers, seed) => thinned(answers, share, seed));
  await report(`statuses, ${label}`, products, (answers) =>
    rules.rulesets.map((ruleset) => judgeRuleset(ruleset, answers, DAY)),
  );
  await report(`full findings, ${label}`, products, (answers) => evaluate(rules.rulesets, answers, DAY));
}
const examples = await readExamples(rules);
await report(`full findings, the ${examples.length} files of examples/`, examples, (answers) =>
  evaluate(rules.rulesets, answers, DAY),
);
const MIDNIGHT = new Date(`${DAY}T00:00:00Z`);
for (const [label, compile, asOf] of [
  ['@marcbachmann/cel-js', celJs(rules), MIDNIGHT],
  ['@bufbuild/cel', bufbuild, timestampFromDate(MIDNIGHT)],
] as const) {
  const rulesets = foreignRulesets(rules, compile);
  const bound = complete.map((answers) => ({ given: bind(answers, false, asOf), assumed: bind(answers, true, asOf) }));
  await report(`statuses, all answered, ${label}`, bound, ({ given, assumed }) =>
    rulesets.map((ruleset) => judgeForeign(ruleset, given, assumed)),
  );
}

async function report<T>(label: string, inputs: readonly T[], run: (input: T) => unknown): Promise<void> {
  let next = 0;
  const { p50, p99 } = await measure(
    () => {
      const input = inputs[next % inputs.length];
      next += 1;
      return input === undefined ? undefined : run(input);
    },
    { min_cpu_time: 1.5e9, warmup_samples: PRODUCTS * 4 },
  );
  console.log(row(label, (p50 / 1000).toFixed(0), (p99 / 1000).toFixed(0)));
}

function row(label: string, ...figures: readonly string[]): string {
  return [label.padEnd(46), ...figures.map((figure) => figure.padStart(10))].join('');
}

async function readExamples(compiled: CompiledRules): Promise<readonly Answers[]> {
  const folder = new URL('../examples/', import.meta.url);
  const ids = compiled.rulesets.map(({ id }) => id);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  return Promise.all(
    names.map(async (name) => {
      const parsed = parseAnswersFile(compiled.questionnaire, ids, name, await readFile(new URL(name, folder), 'utf8'));
      if (!parsed.ok) throw new Error(`${name} cannot be used`);
      return parsed.file.answers;
    }),
  );
}

/** The same product with part of its answers left out, always the same part. */
function thinned(answers: Answers, share: number, seed: number): Answers {
  return new Map([...answers].filter((_, index) => ((index * 7919 + seed * 104_729) % 100) / 100 < share));
}

/** Answers as CEL variables, converted outside of what is measured. */
function bind(answers: Answers, assumed: boolean, asOf: unknown): Bindings {
  const groups: Record<string, Record<string, unknown>> = { engine: { other_open_blockers: false } };
  for (const [id, value] of answers) {
    const [group = '', name = ''] = id.split('.');
    (groups[group] ??= {})[name] =
      group === 'attestation' ? assumed || isGiven(value) : typeof value === 'number' ? BigInt(value) : value;
  }
  return { ...groups, as_of: asOf };
}

function bufbuild(source: string): Condition {
  const run = plan(celEnv(), parseCel(source));
  return (bindings) => Reflect.apply(run, undefined, [bindings]) as unknown;
}

function celJs(compiled: CompiledRules): (source: string) => Condition {
  const definitions = compiled.rulesets.flatMap((ruleset) => ruleset.definitions.map(({ entry }) => entry.id));
  const environment = conditionTypes(compiled.questionnaire.questions, definitions);
  return (source) => {
    const program = environment.parse(source);
    return (bindings) => program(bindings) as unknown;
  };
}

function foreignRulesets(compiled: CompiledRules, compile: (source: string) => Condition): readonly ForeignRuleset[] {
  return compiled.rulesets.map((ruleset) => ({
    definitions: ruleset.definitions.map(({ entry }) => [entry.id, compile(entry.when)] as const),
    rules: ruleset.rules.map(({ entry }) => [compile(entry.applies), compile(entry.met)] as const),
  }));
}

/** What the statuses of a ruleset need, once the answers are all there: each definition once, each condition in both modes. */
function judgeForeign({ definitions, rules: conditions }: ForeignRuleset, given: Bindings, assumed: Bindings): unknown {
  const asGiven = { ...given };
  const asAssumed = { ...assumed };
  for (const [id, definition] of definitions) {
    asGiven[id] = definition(asGiven);
    asAssumed[id] = asGiven[id];
  }
  return conditions.map(([applies, met]) => [applies(asGiven), met(asGiven), met(asAssumed)]);
}
