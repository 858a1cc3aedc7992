import Handlebars from 'handlebars';
import type { Rendition } from '../core/report/document/rendition.ts';
import type { ReportRenderer } from '../service/render-report.ts';
import { compileTemplate } from './handlebars-environment.ts';
import { htmlLines, htmlRows, htmlRuns } from './html-runs.ts';
import { htmlView, type HtmlView } from './html-view.ts';

/**
 * Makes the renderer of HTML: one file that runs no script and needs nothing from anywhere else, for screen and paper.
 *
 * @param templates - texts by path, as loaded
 */
export function createHtmlRenderer(templates: ReadonlyMap<string, string>): ReportRenderer {
  const render = compileTemplate<HtmlView>(templates, {
    format: 'html',
    escaping: 'html',
    helpers: { svg: htmlDrawing, runs: htmlRuns, lines: htmlLines, rows: htmlRows },
  });
  return {
    format: 'html',
    contentType: 'text/html; charset=utf-8',
    writes: 'document',
    render: (rendition: Rendition) => Promise.resolve(Buffer.from(render(htmlView(rendition)))),
  };
}

/** The report's own drawing: its texts were escaped when it was made. */
function htmlDrawing(drawing: unknown): Handlebars.SafeString {
  if (typeof drawing === 'string') return new Handlebars.SafeString(drawing);
  throw new TypeError(`svg: expected a drawing, got ${typeof drawing}`);
}
