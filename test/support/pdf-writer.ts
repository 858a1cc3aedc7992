import { readFileSync } from 'node:fs';
import { createPdfWriter } from '../../src/render/pdf.ts';
import { FONT_FILES } from '../../src/render/pdf/fonts.ts';
import { readCoverage } from '../../src/render/pdf/font-coverage.ts';
import { createPrintable } from '../../src/render/pdf/printable.ts';

/** The text of the template. */
export const PDF_TEMPLATE = readFileSync(new URL('../../templates/report.typ', import.meta.url), 'utf8');

/** Writes PDF on this thread. */
export const writePdf = createPdfWriter(PDF_TEMPLATE);

/** What the fonts can print. */
export const COVERAGE = readCoverage(FONT_FILES);

/** Makes a text printable, as it is in the PDF. */
export const printable = createPrintable(COVERAGE);
