import type { Database, Statement } from 'better-sqlite3';
import { performance } from 'node:perf_hooks';
import { StorageError } from '../service/storage-error.ts';
import type { Sqlite } from './sqlite.ts';
import { storageErrorOf } from './storage-error-of.ts';

/** Most writes that wait at a time; more are refused. */
export const MAX_WAITING = 1024;

/** Most writes in one transaction, so that the event loop is not held up for long. */
const MAX_TOGETHER = 128;

/** Takes how long a transaction took from its beginning to the disk, in seconds. */
export type CommitObserver = (seconds: number) => void;

/** What one write does, within a transaction that is open; it may be done again in another one when that one is lost. */
export type Write = (tx: Sqlite) => void;

interface Waiting {
  readonly work: Write;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, because forcing it to the disk costs as much for one as for
 * a hundred. Each write has a savepoint of its own: one that fails takes back what it wrote, and its neighbours go on. Each promise
 * settles only after the commit; where the commit fails, all that were in it are refused with its error.
 */
export class WriteQueue {
  readonly #client: Database;
  readonly #db: Sqlite;
  readonly #observe: CommitObserver;
  readonly #statements: Readonly<Record<'begin' | 'commit' | 'rollBack' | 'save' | 'release' | 'takeBack', Statement>>;
  readonly #waiting: Waiting[] = [];
  #isScheduled = false;

  constructor(client: Database, db: Sqlite, observe: CommitObserver) {
    this.#client = client;
    this.#db = db;
    this.#observe = observe;
    this.#statements = {
      // Immediate, so that the end of the audit chain that a write reads is still the end when it writes.
      begin: client.prepare('BEGIN IMMEDIATE'),
      commit: client.prepare('COMMIT'),
      rollBack: client.prepare('ROLLBACK'),
      save: client.prepare('SAVEPOINT one_write'),
      release: client.prepare('RELEASE one_write'),
      takeBack: client.prepare('ROLLBACK TO one_write'),
    };
  }

  /**
   * Writes, in the order in which this is called.
   *
   * @returns what resolves once the bytes are on disk
   * @throws StorageError, or whatever the write throws
   */
  write(work: Write): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= MAX_WAITING) throw new StorageError('storage_unavailable');
      this.#waiting.push({ work, resolve, reject });
      this.#schedule();
    });
  }

  /** Writes all that waits, now. */
  flush(): void {
    while (this.#waiting.length > 0) this.#writeGroup();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#writeGroup();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #writeGroup(): void {
    let group: readonly Waiting[] = this.#waiting.splice(0, MAX_TOGETHER);
    while (group.length > 0) group = this.#commit(group);
  }

  /** Writes a group in one transaction. @returns those to be written in another one, because one that was refused took it with it */
  #commit(group: readonly Waiting[]): readonly Waiting[] {
    const start = performance.now();
    const settled: (() => void)[] = [];
    try {
      this.#statements.begin.run();
      for (const one of group) {
        const error = this.#attempt(one.work);
        if (!this.#client.inTransaction) {
          one.reject(error);
          return group.filter((other) => other !== one);
        }
        settled.push(() => {
          if (error === undefined) one.resolve();
          else one.reject(error);
        });
      }
      this.#statements.commit.run();
    } catch (error) {
      this.#rollBack();
      for (const { reject } of group) reject(storageErrorOf(error));
      return [];
    }
    this.#observe((performance.now() - start) / 1000);
    for (const settle of settled) settle();
    return [];
  }

  /** @returns what the write threw; the transaction is then as it was before it, or SQLite has ended it */
  #attempt(work: Write): unknown {
    const { save, release, takeBack } = this.#statements;
    save.run();
    try {
      work(this.#db);
      release.run();
      return undefined;
    } catch (error) {
      if (this.#client.inTransaction) {
        takeBack.run();
        release.run();
      }
      return storageErrorOf(error) ?? new Error('a write failed without saying why');
    }
  }

  #rollBack(): void {
    if (this.#client.inTransaction) this.#statements.rollBack.run();
  }
}
