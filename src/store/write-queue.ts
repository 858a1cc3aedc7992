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
export type Write<T = void> = (tx: Sqlite) => T;

/** Carries out writes. */
export interface Writer {
  /** @returns what the write returns. @throws StorageError, or whatever the write throws */
  write<T>(work: Write<T>): Promise<T>;
}

interface Waiting {
  /** Writes, and returns what says so once it is on disk. */
  readonly work: Write<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, because forcing it to the disk costs as much for one as for
 * a hundred. Each write has a savepoint of its own: one that fails takes back what it wrote, and its neighbours go on. Each promise
 * settles only after the commit; where the commit fails, all that were in it are refused with its error.
 */
export class WriteQueue implements Writer {
  readonly #client: Database;
  readonly #db: Sqlite;
  readonly #observe: CommitObserver;
  readonly #statements: Readonly<Record<'begin' | 'commit' | 'rollBack' | 'save' | 'release' | 'takeBack', Statement>>;
  readonly #waiting: Waiting[] = [];
  #isScheduled = false;
  /** Whether the transaction that is open asks for the log to be emptied, and whether that is still to be done. */
  #log: Readonly<Record<'asked' | 'due', boolean>> = { asked: false, due: false };

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
   */
  write<T>(work: Write<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= MAX_WAITING) throw new StorageError('storage_unavailable');
      this.#waiting.push({
        work: (tx) => {
          const returned = work(tx);
          return () => {
            resolve(returned);
          };
        },
        reject,
      });
      this.#schedule();
    });
  }

  /** To be called within a write: once it is committed, what was there before is taken out of the log as well. */
  emptyLogAfter(): void {
    this.#log = { ...this.#log, asked: true };
  }

  /** Does what a write would do and takes it back, at once. @throws StorageError, or whatever the write throws */
  rehearse<T>(work: Write<T>): T {
    try {
      this.#statements.begin.run();
      return work(this.#db);
    } catch (error) {
      throw storageErrorOf(error);
    } finally {
      this.#rollBack();
      this.#log = { ...this.#log, asked: false };
    }
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
    this.#log = { ...this.#log, asked: false };
    try {
      this.#statements.begin.run();
      for (const one of group) {
        const settle = this.#attempt(one);
        if (!this.#client.inTransaction) {
          settle();
          return group.filter((other) => other !== one);
        }
        settled.push(settle);
      }
      this.#statements.commit.run();
    } catch (error) {
      this.#rollBack();
      for (const { reject } of group) reject(storageErrorOf(error));
      return [];
    }
    this.#observe((performance.now() - start) / 1000);
    if (this.#log.asked || this.#log.due) this.#emptyLog();
    for (const settle of settled) settle();
    return [];
  }

  /** @returns what tells how it went. The transaction is then as it was before a write that failed, or SQLite has ended it. */
  #attempt({ work, reject }: Waiting): () => void {
    const { save, release, takeBack } = this.#statements;
    save.run();
    try {
      const settle = work(this.#db);
      release.run();
      return settle;
    } catch (error) {
      if (this.#client.inTransaction) {
        takeBack.run();
        release.run();
      }
      return () => {
        reject(storageErrorOf(error));
      };
    }
  }

  /** Waits for nobody: while another process reads from the log, it is left for the next commit. */
  #emptyLog(): void {
    const timeout = Number(this.#client.pragma('busy_timeout', { simple: true }));
    this.#client.pragma('busy_timeout = 0');
    try {
      const isBusy = this.#client.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
      this.#log = { asked: false, due: isBusy };
    } catch {
      this.#log = { asked: false, due: true };
    } finally {
      this.#client.pragma(`busy_timeout = ${timeout}`);
    }
  }

  #rollBack(): void {
    if (this.#client.inTransaction) this.#statements.rollBack.run();
  }
}
