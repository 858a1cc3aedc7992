import type { ReportRenderer } from '../service/render-report.ts';
import type { HeavyFormat } from './worker.ts';
import type { WorkerPool } from './worker-pool.ts';

const CONTENT_TYPES: Readonly<Record<HeavyFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Makes the renderer of a format that is written on another thread. */
export function createPooledRenderer(format: HeavyFormat, pool: WorkerPool): ReportRenderer {
  return {
    format,
    contentType: CONTENT_TYPES[format],
    writes: 'document',
    render: (rendition) => pool.write(format, rendition),
  };
}
