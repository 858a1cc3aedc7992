import { afterEach, expect, test } from 'vitest';
import { writeDocx } from '../../src/render/docx/write-docx.ts';
import { createWorkerPool, type PoolBounds, type WorkerPool } from '../../src/render/worker-pool.ts';
import { ServiceError } from '../../src/service/service-error.ts';
import { PDF_TEMPLATE, writePdf } from '../support/pdf-writer.ts';
import { hostileRendition, sampleRendition } from '../support/sample-document.ts';

const pools: WorkerPool[] = [];

function pool(bounds: PoolBounds = {}): WorkerPool {
  const made = createWorkerPool({ template: PDF_TEMPLATE }, bounds);
  pools.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((made) => made.close()));
});

test('a paper written on another thread is the paper written on this one', async () => {
  const rendition = sampleRendition('bilingual');
  const written = await pool().write('pdf', rendition);
  expect(Buffer.compare(written, writePdf(rendition))).toBe(0);
  const word = await pool().write('docx', rendition);
  expect(Buffer.compare(word, await writeDocx(rendition))).toBe(0);
});

test('what a paper took is given back, however many are written', async () => {
  const made = pool({ threads: 1 });
  const write = async (from: number, to: number): Promise<number> => {
    for (let paper = from; paper < to; paper += 1) {
      const text = Array.from({ length: 150 }, (_, word) => `paper${paper} word${word}`).join(' ');
      await made.write('pdf', hostileRendition('single', text));
    }
    return process.memoryUsage().rss;
  };
  const settled = await write(0, 10);
  const grown = (await write(10, 20)) - settled;
  // Ten papers that were not given back took 600 MB.
  expect(grown / 1e6).toBeLessThan(300);
}, 60_000);

test('what waits is bounded: one more paper is refused, and the others are written', async () => {
  const made = pool({ threads: 1, waiting: 2 });
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => made.write('pdf', sampleRendition('en'))));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
  for (const outcome of outcomes.slice(3)) {
    expect(outcome).toMatchObject({ reason: new ServiceError('busy') });
  }
  await expect(made.write('pdf', sampleRendition('en'))).resolves.toBeInstanceOf(Uint8Array);
});

test('a paper that takes too long is given up, and the next one is written', async () => {
  const slow = pool({ threads: 1, timeLimitMs: 1 });
  await expect(slow.write('pdf', sampleRendition('en'))).rejects.toMatchObject({ name: 'ServiceError', code: 'busy' });
  await expect(pool({ threads: 1 }).write('pdf', sampleRendition('en'))).resolves.toBeInstanceOf(Uint8Array);
});

test('a fault in a paper is told and costs no thread', async () => {
  const made = pool({ threads: 1 });
  const [document] = sampleRendition('en').documents;
  const broken = { ...document, brand: { ...document.brand, accent: 'no colour' } };
  await expect(made.write('pdf', { documents: [broken], models: [] })).rejects.toThrow('The paper cannot be set');
  await expect(made.write('pdf', sampleRendition('en'))).resolves.toBeInstanceOf(Uint8Array);
});

test('closing ends what is being written', async () => {
  const made = createWorkerPool({ template: PDF_TEMPLATE }, { threads: 1 });
  const writing = made.write('pdf', sampleRendition('en'));
  const outcome = expect(writing).rejects.toThrow('Terminating worker thread');
  await made.close();
  await outcome;
});
