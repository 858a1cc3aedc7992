import type { EarlierAssessment, ReportSubject } from '../service/report-subject.ts';

/** An answers file as the assessment that changes are told against. */
export function sinceOf({ rulesets, answers, asOf, answeredOn }: ReportSubject): EarlierAssessment {
  return { rulesets, answers, asOf, answeredOn, evaluationId: null };
}
