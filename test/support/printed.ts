import { layOutReport, type ReportTemplate } from '../../src/core/report/layout/lay-out-report.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import type { ReportRenderer } from '../../src/service/render-report.ts';

/** A report as a format of text prints it. */
export async function printed(
  renderer: ReportRenderer,
  model: ReportModel,
  template: ReportTemplate = 'counsel',
): Promise<string> {
  return Buffer.from(await renderer.render({ documents: [layOutReport(model, template)], models: [model] })).toString();
}
