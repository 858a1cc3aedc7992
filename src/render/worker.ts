import { move, workerData } from 'piscina';
import type { Rendition } from '../core/report/document/rendition.ts';
import { createPdfWriter } from './pdf.ts';

/** What every worker is given when it starts. */
export interface WorkerSetup {
  /** The text of `report.typ`. */
  readonly template: string;
}

/** Formats that take too long for the thread that answers requests. */
export type HeavyFormat = 'pdf';

/** One paper to be written. */
export interface WritingJob {
  readonly format: HeavyFormat;
  /** The rendition as JSON in UTF-8: bytes change threads without being copied. */
  readonly rendition: Uint8Array;
}

const { template } = workerData as WorkerSetup;
const writePdf = createPdfWriter(template);

/** Writes a paper on a thread of its own. @returns its bytes, handed over */
export default function write({ format, rendition: bytes }: WritingJob): Uint8Array {
  const rendition = JSON.parse(new TextDecoder().decode(bytes)) as Rendition;
  switch (format) {
    case 'pdf':
      // What the typesetter returns may not be handed over.
      return move(new Uint8Array(writePdf(rendition))) as Uint8Array;
  }
}
