import { readdir, readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import * as fc from 'fast-check';
import { at } from '../src/core/base/at.ts';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { formatProblem } from '../src/core/base/problem.ts';
import { compileRules } from '../src/core/language/compile-rules.ts';
import type { Answers } from '../src/core/questionnaire/answers.ts';
import { AnswerColumns, oneDay } from '../src/core/reasoning/answer-columns.ts';
import { LaneAssessment, LaneAssessor } from '../src/core/reasoning/assess-lanes.ts';
import { lanesFor } from '../src/core/reasoning/lanes-for.ts';
import { lane, LANES } from '../src/core/reasoning/lanes.ts';
import { SCOPES, wholeOf } from '../src/service/access.ts';
import { impactOf } from '../src/service/impact.ts';
import type { ImpactSummary } from '../src/service/impact-lines.ts';
import type { ImpactRequest } from '../src/service/impact-request.ts';
import type { Store } from '../src/service/ports.ts';
import { SnapshotCache } from '../src/service/recompute.ts';
import { buildLibrary, type RuleLibrary } from '../src/service/rule-library.ts';
import { openSqlite } from '../src/store/open-sqlite.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { plausibleAnswers } from '../test/support/random-answers.ts';
import { machine, median } from './machine.ts';

// The impact of other rules and another day on stored products: a SQLite file with seeded random products in a temporary folder, read
// page by page as the service does, in CPU time of the process with its garbage collection. What is spent in the store, with reading
// JSON, is shown apart. Asked for: 100,000 products in under 5 s of compute. Run it with `npm run bench:impact`, or with fewer
// products: `npm run bench:impact -- 10000`.

const PRODUCTS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 3;
const SAMPLES = 512;
const CLOCK = { now: () => new Date() };
const CALLER = { actor: 'bench', reach: wholeOf('local'), scopes: SCOPES };
const STORED_ON = calendarDate('2026-06-01');
const RULES = fileURLToPath(new URL('../rules', import.meta.url));

/** A reform of two rules of Article 10: one asks for more, one weighs more. */
const REFORM: readonly (readonly [from: string, to: string])[] = [
  ["met: 'users.audience_published'", "met: 'users.audience_published && users.guidance'"],
  [
    "severity: minor\n    judgement: facts\n    applies: 'IN_SCOPE'\n    met: 'users.guidance'",
    "severity: blocker\n    judgement: facts\n    applies: 'IN_SCOPE'\n    met: 'users.guidance'",
  ],
];

const library = await readRules([]);
const reformed = await readRules(REFORM);
const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
try {
  const file = join(folder, 'preclear.db');
  const client = openSqlite({ file, migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) });
  fill(client);
  console.log(machine());
  console.log(
    `${PRODUCTS} stored products, ${Math.round(statSync(file).size / 2 ** 20)} MiB, median of ${ROUNDS} rounds`,
  );
  console.log(`\n${''.padEnd(34)}${['read s', 'compute s', 'µs each', 'changed', 'output MiB'].map(right).join('')}`);
  const store = new SqliteStore(client);
  await report('the rules in use, the same day', store, library, {});
  await report('another day', store, library, { against: { as_of: '2026-11-23' } });
  await report('reformed rules, the same day', store, reformed, {});
  await report('reformed rules, another day', store, reformed, { against: { as_of: '2026-11-23' } });
  await store.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function readRules(edits: typeof REFORM): Promise<RuleLibrary> {
  const entries = await readdir(RULES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'));
  const sources = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const text = await readFile(path, 'utf8');
      return { path: relative(RULES, path), text: edits.reduce((all, [from, to]) => all.replace(from, to), text) };
    }),
  );
  const rules = compileRules(sources);
  if (rules.problems.length > 0) throw new Error(rules.problems.map(formatProblem).join('\n'));
  return buildLibrary(rules);
}

/** Stores products as submissions do, past the service: judged in lanes and written in few transactions, since writing is not measured. */
function fill(client: Database): void {
  const complete = fc.sample(plausibleAnswers(library.questionnaire), { numRuns: SAMPLES, seed: 7 });
  const rulesets = library.rulesets.map(({ compiled }) => compiled);
  const { layout, programs } = lanesFor(rulesets);
  const columns = new AnswerColumns(layout);
  const assessor = new LaneAssessor(programs, columns);
  const assessment = new LaneAssessment(rulesets);
  const days = oneDay(STORED_ON);
  const insert = inserter(client);
  const storeBlock = client.transaction((first: number) => {
    columns.clear();
    const block = Array.from({ length: Math.min(LANES, PRODUCTS - first) }, (_, index) =>
      answersOf(complete, first + index),
    );
    for (const [index, answers] of block.entries())
      for (const [fact, value] of answers) columns.set(lane(index), fact, value);
    assessor.assess(days, assessment);
    for (const [index, answers] of block.entries()) {
      const results = library.rulesets.map(({ compiled: { id, version, rules }, digest }, place) => ({
        id,
        version,
        digest,
        verdict: assessment.verdictOf(place, index),
        statuses: rules.map((rule, position) => {
          const { status, because, applicability } = at(assessment.findings, place).stateOf(position, index);
          return [rule.id, status, because, applicability];
        }),
      }));
      insert(first + index, answers, assessment.gateOf(index), results);
    }
  });
  for (const { compiled, digest, snapshot } of library.rulesets) {
    client
      .prepare('INSERT INTO ruleset_snapshots (digest, ruleset_id, version, content) VALUES (?, ?, ?, ?)')
      .run(digest, compiled.id, compiled.version, snapshot);
  }
  client.pragma('synchronous = OFF');
  for (let first = 0; first < PRODUCTS; first += LANES) storeBlock(first);
}

/** Answers woven of two drawn products, some of them all answered, some three quarters, some half. */
function answersOf(complete: readonly Answers[], number: number): Answers {
  const [one, other] = [at(complete, number % SAMPLES), at(complete, (number * 31 + 7) % SAMPLES)];
  const share = 4 - (number % 3);
  const woven = [...one].filter((_, index) => (index * 7919 + number) % 4 < share);
  return new Map(woven.map(([fact, value], index) => [fact, index % 5 === 0 ? (other.get(fact) ?? value) : value]));
}

function inserter(client: Database): (number: number, answers: Answers, gate: string, results: unknown) => void {
  const product = client.prepare('INSERT INTO products (id, name, created_at) VALUES (?, ?, ?)');
  const submission = client.prepare(
    'INSERT INTO submissions (id, product_id, answers_digest, created_at) VALUES (?, ?, ?, ?)',
  );
  const payload = client.prepare('INSERT INTO submission_payloads (submission_id, content) VALUES (?, ?)');
  const evaluation = client.prepare(
    'INSERT INTO evaluations (id, submission_id, product_id, as_of, engine, semantics, gate, rulesets, result_digest, created_at) ' +
      "VALUES (?, ?, ?, ?, '0.1.0', 1, ?, ?, ?, ?)",
  );
  const created = `${STORED_ON}T09:00:00.000Z`;
  const digest = `sha256:${'0'.repeat(64)}`;
  return (number, answers, gate, results) => {
    const [productId, submissionId, evaluationId] = [1, 2, 3].map((kind) => idOf(number, kind));
    product.run(productId, `Product ${number}`, created);
    submission.run(submissionId, productId, digest, created);
    payload.run(
      submissionId,
      JSON.stringify({ answers: Object.fromEntries(answers), answered_by: null, evidence: [] }),
    );
    evaluation.run(evaluationId, submissionId, productId, STORED_ON, gate, JSON.stringify(results), digest, created);
  };
}

function idOf(number: number, kind: number): string {
  return `019ab0c4-6c1e-7000-800${kind}-${number.toString(16).padStart(12, '0')}`;
}

async function report(label: string, store: Store, rules: RuleLibrary, request: ImpactRequest): Promise<void> {
  const rounds: { read: number; compute: number }[] = [];
  let bytes = 0;
  let summary: ImpactSummary['summary'] | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    let read = 0;
    const noted = noting(store, (seconds) => (read += seconds));
    bytes = 0;
    const start = cpuSeconds();
    const needs = { library: rules, store: noted, clock: CLOCK, snapshots: new SnapshotCache(rules.rulesets) };
    for await (const lines of await impactOf(needs, CALLER, request)) {
      for (const line of lines) {
        bytes += JSON.stringify(line).length + 1;
        if ('summary' in line) ({ summary } = line);
      }
    }
    rounds.push({ read, compute: cpuSeconds() - start - read });
  }
  if (summary?.products !== PRODUCTS || summary.not_reproduced > 0)
    throw new Error(`${label}: ${JSON.stringify(summary)}`);
  const compute = median(rounds.map((round) => round.compute));
  const figures = [
    median(rounds.map((round) => round.read)).toFixed(2),
    compute.toFixed(2),
    ((compute * 1e6) / PRODUCTS).toFixed(1),
    String(summary.changed),
    (bytes / 2 ** 20).toFixed(1),
  ];
  console.log(`${label.padEnd(34)}${figures.map(right).join('')}`);
}

/** A store that notes what every read of a page took. */
function noting(store: Store, note: (seconds: number) => void): Store {
  const timed: Pick<Store, 'listLatestEvaluations'> = {
    listLatestEvaluations: async (...args) => {
      const start = cpuSeconds();
      const page = await store.listLatestEvaluations(...args);
      note(cpuSeconds() - start);
      return page;
    },
  };
  return new Proxy(store, {
    get: (target, name): unknown => {
      const own: unknown = Reflect.get(timed, name) ?? Reflect.get(target, name);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function right(text: string): string {
  return text.padStart(12);
}
