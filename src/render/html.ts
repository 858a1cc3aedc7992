import Handlebars from 'handlebars';
import type { Rendition } from '../core/report/document/rendition.ts';
import type { ReportRenderer } from '../service/render-report.ts';
import { compileTemplates } from './handlebars-environment.ts';
import { htmlLines, htmlRows, htmlRuns } from './html-runs.ts';
import { htmlPage, htmlParts, type HtmlPage, type HtmlPart } from './html-view.ts';
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
    helpers: { svg: drawnSvg, runs: htmlRuns, lines: htmlLines, rows: htmlRows },
  });
  const writeHead = templateOf<HtmlPage>('head');
  const writePart = templateOf<HtmlPart>('part');
  const writeFoot = templateOf<HtmlPage>('foot');
  function* textsOf(rendition: Rendition): Generator<string, undefined, undefined> {
    const page = htmlPage(rendition);
    yield writeHead(page);
    for (const part of htmlParts(rendition)) yield writePart(part);
    yield writeFoot(page);
  }
  return {
    format: 'html',
    contentType: 'text/html; charset=utf-8',
    writes: 'document',
    render: (rendition) => writeInTurns(textsOf(rendition)),
  };
}

/** A drawing of the report's own, whose texts were escaped when it was made. @throws TypeError when the template named something else */
function drawnSvg(svg: unknown): Handlebars.SafeString {
  if (typeof svg === 'string') return new Handlebars.SafeString(svg);
  throw new TypeError(`svg: expected a drawing, got ${typeof svg}`);
}
