import Handlebars from 'handlebars';
import type { Rendition } from '../core/report/document/rendition.ts';
import type { ReportRenderer } from '../service/render-report.ts';
import { compileTemplates } from './handlebars-environment.ts';
import { htmlLines, htmlRows, htmlRuns } from './html-runs.ts';
import { htmlParts, htmlView, type HtmlPart, type HtmlView } from './html-view.ts';
import { writeInTurns } from './write-in-turns.ts';

/**
 * Makes the renderer of HTML: one file that runs no script and needs nothing from anywhere else, for screen and paper.
 *
 * @param templates - texts by path, as loaded
 */
export function createHtmlRenderer(templates: ReadonlyMap<string, string>): ReportRenderer {
  const templateOf = compileTemplates(templates, {
    format: 'html',
    escaping: 'html',
    helpers: { svg: asItIs, written: asItIs, runs: htmlRuns, lines: htmlLines, rows: htmlRows },
  });
  const writePart = templateOf<HtmlPart>('part');
  const writePage = templateOf<HtmlView>('report');
  return {
    format: 'html',
    contentType: 'text/html; charset=utf-8',
    writes: 'document',
    render: async (rendition: Rendition) => {
      const content = await writeInTurns(htmlParts(rendition), writePart);
      return Buffer.from(writePage(htmlView(rendition, content)));
    },
  };
}

/** What is HTML already: a drawing of the report's own, whose texts were escaped when it was made, or what a template wrote. */
function asItIs(html: unknown): Handlebars.SafeString {
  if (typeof html === 'string') return new Handlebars.SafeString(html);
  throw new TypeError(`expected HTML, got ${typeof html}`);
}
