import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { answersAsRecord } from '../src/service/evaluation-response.ts';
import { loadRules } from '../src/load/load-rules.ts';
import { SCOPES, wholeOf, type Reach } from '../src/service/access.ts';
import type { AuditEntry, NewSubmission } from '../src/service/ports.ts';
import { buildLibrary } from '../src/service/rule-library.ts';
import { submit } from '../src/service/submit.ts';
import { openSqlite } from '../src/store/open-sqlite.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { plausibleAnswers } from '../test/support/random-answers.ts';
import { machine, median } from './machine.ts';

// Submissions a second that are on disk: a full questionnaire with its product, evaluation and audit entries in a SQLite file of a
// temporary folder, forced to the disk at each commit. One after the other, each submission is a transaction of its own; several at
// once, those of one turn of the event loop share one. Run it with `npm run bench:store`; TMPDIR chooses the disk.

const ROUNDS = 5;
const SUBMISSIONS = 2000;
const AT_ONCE = [1, 4, 16, 64, 128];
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A store that keeps what was stored last, to be stored again under other ids. */
class Keeping extends SqliteStore {
  last: readonly [Reach, NewSubmission, readonly AuditEntry[]] | undefined;

  override addSubmission(reach: Reach, submission: NewSubmission, audit: readonly AuditEntry[]): Promise<void> {
    this.last = [reach, submission, audit];
    return super.addSubmission(reach, submission, audit);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'preclear-bench-'));
try {
  const sample = await takeSample();
  console.log(machine());
  console.log(`${SUBMISSIONS} submissions, ${Math.round(bytesOf(sample) / 1024)} KiB each, median of ${ROUNDS} rounds`);
  console.log(
    `\n${['at once', 'submissions/s', 'a commit', 'times one by one'].map((text) => text.padStart(18)).join('')}`,
  );
  let alone: number | undefined;
  for (const atOnce of AT_ONCE) {
    const rounds: { readonly rate: number; readonly commits: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(sample, atOnce));
    const rate = median(rounds.map((one) => one.rate));
    alone ??= rate;
    const together = SUBMISSIONS / median(rounds.map(({ commits }) => commits));
    const figures = [String(atOnce), rate.toFixed(0), together.toFixed(1), (rate / alone).toFixed(1)];
    console.log(figures.map((text) => text.padStart(18)).join(''));
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** What submitting the answers of a made-up product stores. */
async function takeSample(): Promise<NewSubmission> {
  const library = buildLibrary(await loadRules(beside('../rules')));
  const store = new Keeping(openSqlite({ file: ':memory:', migrationsFolder: beside('../migrations') }));
  const needs = { library, store, clock: { now: () => new Date() }, ids: { next: () => uuid() } };
  const [answers = new Map()] = fc.sample(plausibleAnswers(library.questionnaire), { numRuns: 1, seed: 7 });
  const caller = { actor: 'bench', reach: wholeOf('local'), scopes: SCOPES };
  await submit(needs, caller, { name: 'Product' }, { answers: answersAsRecord(answers), as_of: '2026-11-23' });
  await store.close();
  if (store.last === undefined) throw new Error('nothing was stored');
  return store.last[1];
}

/** Stores a sample many times in a new file, so many at once. */
async function measure(
  sample: NewSubmission,
  atOnce: number,
): Promise<{ readonly rate: number; readonly commits: number }> {
  const file = join(folder, `${uuid()}.db`);
  let commits = 0;
  const client = openSqlite({ file, migrationsFolder: beside('../migrations') });
  const store = new SqliteStore(client, () => (commits += 1));
  const start = performance.now();
  for (let done = 0; done < SUBMISSIONS; done += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, SUBMISSIONS - done) }, () => addAnother(store, sample)));
  const seconds = (performance.now() - start) / 1000;
  await store.close();
  return { rate: SUBMISSIONS / seconds, commits };
}

/** Stores a sample under new ids. */
function addAnother(store: SqliteStore, { product, submission, evaluation, ...rest }: NewSubmission): Promise<void> {
  if (product === null) throw new Error('the sample brings its product');
  const [productId, submissionId] = [uuid(), uuid()];
  const entry = { at: new Date(), actor: 'bench', content: '{}' };
  return store.addSubmission(
    wholeOf('local'),
    {
      product: { ...product, id: productId },
      submission: { ...submission, id: submissionId, productId },
      evaluation: { ...evaluation, id: uuid(), submissionId, productId },
      ...rest,
    },
    [
      { ...entry, action: 'product.create', subject: productId },
      { ...entry, action: 'submission.create', subject: submissionId },
    ],
  );
}

/** What of a submission is written each time; its rulesets are stored once. */
function bytesOf({ snapshots: _once, ...rest }: NewSubmission): number {
  return JSON.stringify(rest).length;
}
