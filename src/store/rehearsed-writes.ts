import { canonicalJson } from '../service/digest.ts';
import { ServiceError } from '../service/service-error.ts';
import type { Write, WriteQueue, Writer } from './write-queue.ts';

/**
 * Writes whose answer must be stored with them. Each is tried at once in a transaction that is taken back, so that what it returns or
 * throws is known; all are carried out in one transaction in the end, with the answer that was made of what they returned.
 */
export class RehearsedWrites implements Writer {
  readonly #queue: WriteQueue;
  readonly #writes: { readonly work: Write<unknown>; readonly returned: string }[] = [];

  constructor(queue: WriteQueue) {
    this.#queue = queue;
  }

  write<T>(work: Write<T>): Promise<T> {
    return new Promise((resolve) => {
      const returned = this.#queue.rehearse((tx) => {
        for (const earlier of this.#writes) earlier.work(tx);
        return work(tx);
      });
      this.#writes.push({ work, returned: textOf(returned) });
      resolve(returned);
    });
  }

  /**
   * Carries them out, and one more with them.
   *
   * @throws ServiceError `concurrent_change` when one of them no longer returns what it did, or whatever one throws; then none is done
   */
  carryOut(last: Write): Promise<void> {
    return this.#queue.write((tx) => {
      for (const { work, returned } of this.#writes)
        if (textOf(work(tx)) !== returned) throw new ServiceError('concurrent_change');
      last(tx);
    });
  }
}

function textOf(returned: unknown): string {
  return canonicalJson({ returned });
}
