import { workerData } from 'piscina';
import { z } from 'zod';
import type { Rendition } from '../core/report/document/rendition.ts';
import { writeDocx } from './docx/write-docx.ts';
import { createPdfWriter } from './pdf.ts';

const WorkerSetup = z.object({
  /** The text of `report.typ`. */
  template: z.string(),
});

/** What every worker is given when it starts. */
export type WorkerSetup = z.infer<typeof WorkerSetup>;

const { template } = WorkerSetup.parse(workerData);

const pdf = createPdfWriter(template);

/** The writers of the formats that take too long for the thread that answers requests. */
const WRITERS = {
  pdf: (rendition) => {
    // When the paper is on its way, and nobody waits for it any more.
    setImmediate(pdf.tidy);
    return pdf.write(rendition);
  },
  docx: writeDocx,
} as const satisfies Record<string, (rendition: Rendition) => Uint8Array | Promise<Uint8Array>>;

export type HeavyFormat = keyof typeof WRITERS;

/** One paper to be written. */
export interface WritingJob {
  readonly format: HeavyFormat;
  readonly rendition: Rendition;
}

/** Writes a paper on a thread of its own. */
export function write({ format, rendition }: WritingJob): Uint8Array | Promise<Uint8Array> {
  return WRITERS[format](rendition);
}
