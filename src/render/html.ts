import type { ReportRenderer } from '../service/render-report.ts';
import { compileTemplate } from './handlebars-environment.ts';

/**
 * Makes the renderer of the HTML report: one file that needs nothing from anywhere else.
 *
 * @param templates - texts by path, as loaded
 */
export function createHtmlRenderer(templates: ReadonlyMap<string, string>): ReportRenderer {
  const render = compileTemplate(templates, { format: 'html', escaping: 'html', helpers: {} });
  return { format: 'html', contentType: 'text/html; charset=utf-8', render };
}
