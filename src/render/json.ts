import type { ReportRenderer } from '../service/render-report.ts';

/**
 * Makes the renderer of the JSON report: the model, and the export by which it can be computed again; keys sorted, two spaces deep. Of
 * two languages side by side the second stands under `translation`.
 */
export function createJsonRenderer(): ReportRenderer {
  return {
    format: 'json',
    contentType: 'application/json; charset=utf-8',
    writes: 'data',
    carriesExport: true,
    render: ({ models }, exported) => {
      const [model, translation] = models;
      const whole = {
        ...model,
        ...(translation === undefined ? {} : { translation }),
        ...(exported === undefined ? {} : { export: exported }),
      };
      return Promise.resolve(Buffer.from(`${JSON.stringify(sortKeys(whole), undefined, 2)}\n`));
    },
  };
}

/** The same data with keys in the order of their code units, as in RFC 8785. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}
