import { readFileSync } from 'node:fs';
import type { Rendition } from '../../src/core/report/document/rendition.ts';
import { createPdfWriter } from '../../src/render/pdf.ts';
import { FONT_FILES } from '../../src/render/pdf/fonts.ts';
import { readCoverage } from '../../src/render/pdf/font-coverage.ts';
import { createPrintable } from '../../src/render/pdf/printable.ts';

/** The text of the template. */
export const PDF_TEMPLATE = readFileSync(new URL('../../templates/report.typ', import.meta.url), 'utf8');

const writer = createPdfWriter(PDF_TEMPLATE);

/** Writes PDF on this thread, and tidies up after it as a worker does. */
export function writePdf(rendition: Rendition): Uint8Array {
  const bytes = writer.write(rendition);
  writer.tidy();
  return bytes;
}

/** What the fonts can print. */
export const COVERAGE = readCoverage(FONT_FILES);

/** Makes a text printable, as it is in the PDF. */
export const printable = createPrintable(COVERAGE);
