import { buildBlockers } from './blockers.ts';
import { buildChanges } from './changes.ts';
import { buildCrosswalk } from './crosswalk.ts';
import { buildFindings } from './findings-by-unit.ts';
import { buildHeadline, buildParticulars } from './headline.ts';
import { buildIntegrity } from './integrity.ts';
import { buildLimitations } from './limitations.ts';
import { buildMethod } from './method.ts';
import { buildNotApplicable } from './not-applicable.ts';
import { buildNotAssessed } from './not-assessed.ts';
import { buildOpenQuestions } from './open-questions.ts';
import { headingOf } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import { buildPlan } from './plan-of-work.ts';
import type { ReportInput } from './report-input.ts';
import { REPORT_PARTS, type ReportModel } from './report-model.ts';
import { readSource } from './report-source.ts';
import { buildScope } from './scope.ts';
import { buildSetAside } from './set-aside.ts';
import { buildUpcoming } from './upcoming.ts';
import { buildWarnings } from './warnings.ts';

/**
 * Builds the report of an evaluation as plain data. Pure: the same input gives the same model.
 *
 * @throws RangeError when the rulesets are not those of the evaluation: a fault of the caller's code
 */
export function buildReport(input: ReportInput): ReportModel {
  const source = readSource(input);
  const { words } = source;
  const crosswalk = buildCrosswalk(source);
  return {
    report_format: 1,
    locale: source.locale,
    title: words.title,
    subject: plainText(input.product?.name ?? words.productNotNamed),
    labels: words.labels,
    marks: words.marks,
    particulars: buildParticulars(source),
    headline: buildHeadline(source),
    changes: buildChanges(source),
    contents: REPORT_PARTS.filter((part) => part !== 'crosswalk' || crosswalk.crosswalks.length > 0).map((part) =>
      headingOf(words, part),
    ),
    blockers: buildBlockers(source),
    plan: buildPlan(source),
    scope: buildScope(source),
    findings: buildFindings(source),
    questions: buildOpenQuestions(source),
    not_applicable: buildNotApplicable(source),
    set_aside: buildSetAside(source),
    upcoming: buildUpcoming(source),
    warnings: buildWarnings(source),
    not_assessed: buildNotAssessed(source),
    method: buildMethod(source),
    limitations: buildLimitations(source),
    integrity: buildIntegrity(source),
    crosswalk,
  };
}
