import type { ReportRenderer } from '../service/render-report.ts';
import { writeDocx } from './docx/write-docx.ts';

/** Makes the renderer of Word documents. */
export function createDocxRenderer(): ReportRenderer {
  return {
    format: 'docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    writes: 'document',
    render: (rendition) => writeDocx(rendition),
  };
}
