import SqliteClient, { type Database } from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import { Acknowledged, faultsIn, isBeginningOf } from './acknowledged.ts';
import { SMALL_RULES, start, type Programs } from './program.ts';

/** A database is used for so many rounds, then a new one is begun, so that first starts are killed too. */
const ROUNDS_EACH = 10;
/** One round in so many is with the whole service and requests over HTTP. */
const SERVICE_EACH = 10;
const LONGEST_MS = 100;
const DAY_MS = 86_400_000;
const WAL_HEADER_BYTES = 32;
/** SQLite moves the log into the file from 1000 pages on. Before that, a cut log is what a crash may leave. */
const UNMOVED_BYTES = 900 * (4096 + 24);

/** What killing came to. */
export interface CrashFigures {
  readonly rounds: number;
  readonly acknowledged: number;
  /** The same by kind of what was written. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Copies of which the end of the log was cut, damaged or followed by rubbish. */
  readonly spoiltLogs: number;
  /** What was acknowledged and is not there, or not whole, with the seed of its lane; empty as it must be. */
  readonly lost: readonly string[];
}

/** Kills writers and services at random moments, several rounds at once, and looks what is there afterwards. */
export async function crashRounds(
  programs: Programs,
  { rounds, lanes, seed }: { readonly rounds: number; readonly lanes: number; readonly seed: number },
): Promise<CrashFigures> {
  const each = Array.from({ length: lanes }, (_, lane) => Math.floor((rounds + lane) / lanes));
  const all = await Promise.all(each.map((count, lane) => new Lane(programs, seed + lane).run(count)));
  return {
    rounds: all.reduce((sum, one) => sum + one.rounds, 0),
    acknowledged: all.reduce((sum, one) => sum + one.acknowledged, 0),
    kinds: added(all.map(({ kinds }) => kinds)),
    spoiltLogs: all.reduce((sum, one) => sum + one.spoiltLogs, 0),
    lost: all.flatMap(({ lost }) => lost),
  };
}

function added(counts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [kind, count] of counts.flatMap((one) => [...one])) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return sums;
}

/** Rounds one after the other, on databases of their own. */
class Lane {
  readonly #programs: Programs;
  readonly #seed: number;
  readonly #random: SeededRandom;
  readonly #migrations: string;
  #file = '';
  #acknowledged = new Acknowledged();
  #kinds: ReadonlyMap<string, number> = new Map();
  #spoiltLogs = 0;
  #services = 0;
  readonly #lost: string[] = [];

  constructor(programs: Programs, seed: number) {
    this.#programs = programs;
    this.#seed = seed;
    this.#random = seededRandom(seed);
    this.#migrations = join(programs.folder, 'migrations');
  }

  async run(rounds: number): Promise<CrashFigures> {
    for (let round = 0; round < rounds; round += 1) {
      if (round % ROUNDS_EACH === 0) this.#beginDatabase(round);
      if (round % SERVICE_EACH === SERVICE_EACH - 1) await this.#killService();
      else await this.#killWriters();
      this.#look(round);
    }
    this.#endDatabase();
    const acknowledged = [...this.#kinds.values()].reduce((sum, count) => sum + count, 0);
    return { rounds, acknowledged, kinds: this.#kinds, spoiltLogs: this.#spoiltLogs, lost: this.#lost };
  }

  #beginDatabase(round: number): void {
    this.#endDatabase();
    const folder = join(this.#programs.folder, `lane-${this.#seed}-${round}`);
    mkdirSync(folder);
    this.#file = join(folder, 'preclear.db');
    this.#acknowledged = new Acknowledged();
  }

  #endDatabase(): void {
    this.#kinds = added([this.#kinds, this.#acknowledged.kinds]);
    if (this.#file !== '') rmSync(join(this.#file, '..'), { recursive: true });
  }

  /** One writer, or two on the same database, killed while they start or while they write. */
  async #killWriters(): Promise<void> {
    const writers = Array.from({ length: this.#random.chance(0.2) ? 2 : 1 }, () =>
      start([this.#programs.writer, this.#file, this.#migrations]),
    );
    await Promise.all(
      writers.map(async ({ child, said, saying, ended }) => {
        if (this.#random.chance(0.85)) await saying(/\n/);
        await sleep(this.#random.between(0, LONGEST_MS));
        child.kill('SIGKILL');
        const { signal, err } = await ended;
        this.#acknowledged.take(said());
        if (signal !== 'SIGKILL') this.#lost.push(`seed ${this.#seed}: a writer ended by itself: ${err}`);
      }),
    );
  }

  /** The whole service, killed while clients submit, review, accept risks and sign. */
  async #killService(): Promise<void> {
    const env = { PORT: '0', DATABASE_URL: `file:${this.#file}`, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'silent' };
    const { child, said, saying, ended } = start([this.#programs.service], env);
    await saying(/Try it:/);
    const url = /listens at (\S+)/.exec(said())?.[1] ?? '';
    const isKilled = new AbortController();
    let onSigned = (): void => undefined;
    const isSigned = new Promise<void>((resolve) => {
      onSigned = resolve;
    });
    this.#services += 1;
    const clients = Array.from({ length: 4 }, async (_, client) => {
      for (let turn = 0; !isKilled.signal.aborted; turn += 1) {
        const key = `${this.#seed}-${this.#services}-${client}-${turn}`;
        const isAnswered = await workOn(url, key, (line) => {
          this.#acknowledged.take(line);
          if (line.startsWith('signed')) onSigned();
        }).catch((error: unknown) => {
          // A connection that broke is what killing does; a refusal is not.
          if (error instanceof Refusal) this.#lost.push(`seed ${this.#seed}: ${error.message}`);
          return false;
        });
        if (!isAnswered) return;
      }
    });
    // The first requests of a service take longest: in half of the rounds it has been through all of them once.
    if (this.#random.chance(0.5)) await Promise.race([isSigned, Promise.all(clients)]);
    else await sleep(LONGEST_MS);
    await sleep(this.#random.between(0, LONGEST_MS));
    child.kill('SIGKILL');
    isKilled.abort();
    const { signal, err } = await ended;
    await Promise.all(clients);
    if (signal !== 'SIGKILL') this.#lost.push(`seed ${this.#seed}: the service ended by itself: ${err}`);
  }

  #look(round: number): void {
    const spoilt = this.#spoilLogs();
    const client = openSqlite({ file: this.#file, migrationsFolder: this.#migrations });
    const tell = (what: string, faults: readonly string[]): void => {
      this.#lost.push(...faults.map((fault) => `seed ${this.#seed}, round ${round}, ${what}: ${fault}`));
    };
    try {
      tell('after the kill', [...faultsIn(client), ...this.#acknowledged.missingIn(client)]);
      for (const { what, file, keepsAll } of spoilt)
        this.#lookAtCopy(file, client, keepsAll, (faults) => {
          tell(what, faults);
        });
    } finally {
      client.close();
    }
  }

  #lookAtCopy(file: string, whole: Database, keepsAll: boolean, tell: (faults: readonly string[]) => void): void {
    const copy = new SqliteClient(file);
    try {
      // Before its first migration is in the log whole, a database is empty; that is a beginning, too.
      if (copy.prepare('SELECT count(*) FROM sqlite_master').pluck().get() === 0) {
        if (keepsAll && this.#acknowledged.size > 0) tell(['everything is gone']);
        return;
      }
      tell(faultsIn(copy));
      if (keepsAll) tell(this.#acknowledged.missingIn(copy));
      if (!isBeginningOf(copy, whole)) tell(['the audit chain is not how the whole one begins']);
    } finally {
      copy.close();
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    }
  }

  /** Copies of the database as it was left, before anything opens it: the log followed by rubbish, cut, and damaged. */
  #spoilLogs(): readonly { readonly what: string; readonly file: string; readonly keepsAll: boolean }[] {
    const log = `${this.#file}-wal`;
    if (!existsSync(log) || statSync(log).size <= WAL_HEADER_BYTES) return [];
    const bytes = readFileSync(log);
    const isMoved = bytes.length > UNMOVED_BYTES;
    const place = WAL_HEADER_BYTES + this.#random.between(0, bytes.length - WAL_HEADER_BYTES - 1);
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8((bytes.readUInt8(place) + 1) % 256, place);
    const rubbish = Buffer.from(
      Array.from({ length: 1 + this.#random.between(0, 9000) }, () => this.#random.between(0, 255)),
    );
    const variants = [
      { what: 'a log with rubbish after it', content: Buffer.concat([bytes, rubbish]), keepsAll: true },
      ...(isMoved
        ? []
        : [
            { what: `a log cut at ${place}`, content: bytes.subarray(0, place), keepsAll: false },
            { what: `a log damaged at ${place}`, content: damaged, keepsAll: false },
          ]),
    ];
    return variants.map(({ what, content, keepsAll }, index) => {
      const file = `${this.#file}.copy-${index}`;
      copyFileSync(this.#file, file);
      writeFileSync(`${file}-wal`, content);
      this.#spoiltLogs += 1;
      return { what, file, keepsAll };
    });
  }
}

class Refusal extends Error {}

const BY = { name: 'keyed', role: 'Counsel' };

/**
 * Submits, and has counsel work on what came of it up to the signature.
 *
 * @param tell - takes what was acknowledged, as a line, as soon as it was
 * @returns true, once all of it was
 * @throws Refusal when the service answered and did not do it
 */
async function workOn(url: string, key: string, tell: (line: string) => void): Promise<true> {
  const send = async (
    method: string,
    path: string,
    body: unknown,
    seen: Record<string, string> = {},
  ): Promise<Response> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': `${key} ${path}`, ...seen };
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Refusal(`${method} ${path}: ${await response.text()}`);
    return response;
  };
  const body = { product: { name: 'keyed' }, answers: { 'app.online': true } };
  const submitted = await send('POST', '/v1/submissions', body);
  const { submission, evaluation } = submissionResult.parse(await submitted.json());
  const { id, productId } = { id: z.string().parse(evaluation.id), productId: submission.product_id };
  tell(`submission ${submission.id} ${id}\n`);
  const said = { disposition: 'commented', reason: id, by: BY };
  const reviewed = await send('PUT', `/v1/evaluations/${id}/findings/demo-1-2-tested/review`, said);
  const etag = z.string().parse(reviewed.headers.get('etag'));
  tell(`review ${etag.slice(1, -1)} ${id}\n`);
  const expiry = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
  const risk = { reason: productId, owner: BY, expires_on: expiry };
  const accepted = await send('PUT', `/v1/products/${productId}/accepted-risks/demo-1-2-tested`, risk);
  tell(`risk ${z.string().parse(accepted.headers.get('etag')).slice(1, -1)} ${productId}\n`);
  await send('POST', `/v1/evaluations/${id}/sign-off`, { by: BY, formats: ['json'] }, { 'if-match': etag });
  tell(`signed ${id}\n`);
  return true;
}
