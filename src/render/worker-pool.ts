import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Rendition } from '../core/report/document/rendition.ts';
import { ServiceError } from '../service/service-error.ts';
import type { HeavyFormat, WorkerSetup, WritingJob } from './worker.ts';

/** Papers that may wait for a thread; one more is refused. */
const WAITING = 16;

/** Longest time from the order of a paper to its last byte, waiting included. */
const TIME_LIMIT_MS = 60_000;

/** How long an idle thread keeps its fonts. */
const IDLE_MS = 60_000;

/** How far threads that write stand back behind the one that answers, where the system can tell them apart. */
const NICE = 10;

/** Threads: one is left for requests, and each keeps fonts, a typesetter and the last papers, 500 MB and more. */
const THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));

/** Writes papers on other threads, so that requests are answered meanwhile. Starts its first thread with the first paper. */
export interface WorkerPool {
  /** @throws ServiceError `busy` when too many papers wait already, or this one took too long */
  write(format: HeavyFormat, rendition: Rendition): Promise<Uint8Array>;
  /** Ends all threads, and whatever they are writing. */
  readonly close: () => Promise<void>;
}

/** Bounds of a pool, where they are not the usual ones. */
export interface PoolBounds {
  readonly threads?: number;
  readonly waiting?: number;
  readonly timeLimitMs?: number;
}

/** Makes a pool. No thread is started yet. */
export function createWorkerPool(setup: WorkerSetup, bounds: PoolBounds = {}): WorkerPool {
  const { threads = THREADS, waiting = WAITING, timeLimitMs = TIME_LIMIT_MS } = bounds;
  // As it was written or as it was built, a worker is what this file is.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina<WritingJob, Uint8Array>({
    filename: fileURLToPath(new URL(`worker.${extension}`, import.meta.url)),
    execArgv: extension === 'ts' ? ['--import', import.meta.resolve('tsx')] : [],
    name: 'write',
    workerData: setup,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE,
    // A thread that waits by its own event loop has time to tidy up between two papers. One that waits by a lock never has: papers that were
    // set stay in memory until the loop turns, all of them.
    atomics: 'disabled',
  });
  // Counted here: what the pool itself sets aside for its threads is not in its own count.
  let underWay = 0;
  return {
    write: async (format, { documents }) => {
      if (underWay >= threads + waiting) throw new ServiceError('busy');
      const signal = AbortSignal.timeout(timeLimitMs);
      underWay += 1;
      try {
        // Cloned here: what is not needed stays here, which is the data of the report, for formats of data.
        return await pool.run({ format, rendition: { documents, models: [] } }, { signal });
      } catch (error) {
        if (signal.aborted) throw new ServiceError('busy', undefined, [], { cause: error });
        throw error;
      } finally {
        underWay -= 1;
      }
    },
    close: () => pool.destroy(),
  };
}
