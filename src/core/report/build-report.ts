import type { Finding } from '../evaluation/evaluation.ts';
import { buildAllAnswers } from './all-answers.ts';
import { buildBlockers } from './blockers.ts';
import { buildChangesPart } from './changes.ts';
import { buildCoverage } from './coverage.ts';
import { buildCrosswalk } from './crosswalk.ts';
import { buildEvidence } from './evidence-index.ts';
import { buildFindings } from './findings-by-unit.ts';
import { buildHeadline, buildParticulars } from './headline.ts';
import { buildIntegrity } from './integrity.ts';
import { buildLimitations } from './limitations.ts';
import { buildMethod } from './method.ts';
import { buildNotApplicable } from './not-applicable.ts';
import { buildNotAssessed } from './not-assessed.ts';
import { buildOpenQuestions } from './open-questions.ts';
import { buildPaper } from './build-paper.ts';
import { beginPart, headingOf } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import { buildPictures } from './pictures.ts';
import { buildPlan } from './plan-of-work.ts';
import type { ReportInput } from './report-input.ts';
import { REPORT_PARTS } from './part-model.ts';
import type { ReportModel } from './report-model.ts';
import { readSource, type ReportSource } from './report-source.ts';
import { buildRisks } from './risks.ts';
import { buildScope } from './scope.ts';
import { buildSetAside } from './set-aside.ts';
import { buildSignOff } from './sign-off.ts';
import { buildTerms } from './terms.ts';
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
  return {
    report_format: 2,
    locale: source.locale,
    as_of: input.asOf,
    title: words.title,
    subject: plainText(input.product?.name ?? words.productNotNamed),
    labels: words.labels,
    marks: words.marks,
    paper: buildPaper(source),
    particulars: buildParticulars(source),
    headline: buildHeadline(source),
    pictures: buildPictures(source),
    blockers: buildBlockers(source),
    contents: REPORT_PARTS.map((part) => headingOf(words, part)),
    scope: buildScope(source),
    not_assessed: buildNotAssessed(source),
    method: buildMethod(source),
    findings_table: beginPart(words, 'findings_table', applies(source, isApplicable)),
    findings: buildFindings(source),
    in_place: beginPart(
      words,
      'in_place',
      applies(source, ({ status }) => status === 'met'),
    ),
    questions: buildOpenQuestions(source),
    plan: buildPlan(source),
    set_aside: buildSetAside(source),
    not_applicable: buildNotApplicable(source),
    warnings: buildWarnings(source),
    coverage: buildCoverage(source),
    upcoming: buildUpcoming(source),
    risks: buildRisks(source),
    crosswalk: buildCrosswalk(source),
    changes: buildChangesPart(source),
    limitations: buildLimitations(source),
    sign_off: buildSignOff(source),
    answers: buildAllAnswers(source),
    evidence: buildEvidence(source),
    integrity: buildIntegrity(source),
    glossary: buildTerms(source),
  };
}

function applies({ rulesets }: ReportSource, shown: (finding: Finding) => boolean): 'something' | 'nothing' {
  return rulesets.some(({ result }) => result.findings.some(shown)) ? 'something' : 'nothing';
}

function isApplicable({ status }: Finding): boolean {
  return status !== 'not_applicable';
}
