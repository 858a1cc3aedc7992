import type { Since } from '../core/report/since.ts';
import type { ReportSubject } from '../service/render-report.ts';

/** An answers file as the assessment that changes are told against. */
export function sinceOf({ rulesets, answers, asOf, answeredOn }: ReportSubject): Since {
  return { rulesets, answers, asOf, answeredOn, evaluationId: null };
}
