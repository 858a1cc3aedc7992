import { carryOut, type Steps } from '../base/steps.ts';
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
import { planInSteps } from './planned-work.ts';
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
  return carryOut(reportInSteps(input));
}

/** The same, part by part, for whoever has other things to do in between. */
export function* reportInSteps(input: ReportInput): Steps<ReportModel> {
  const source = readSource(input);
  const { words } = source;
  yield;
  const compiled = source.rulesets.map((ruleset) => ruleset.compiled);
  yield* planInSteps(compiled, input.answers, input.asOf);
  yield;
  const pictures = buildPictures(source);
  yield;
  const scope = buildScope(source);
  yield;
  const findings = buildFindings(source);
  yield;
  const questions = buildOpenQuestions(source);
  yield;
  const plan = buildPlan(source);
  yield;
  const notApplicable = buildNotApplicable(source);
  yield;
  const coverage = buildCoverage(source);
  yield;
  const crosswalk = buildCrosswalk(source);
  yield;
  const changes = buildChangesPart(source);
  yield;
  const answers = buildAllAnswers(source);
  yield;
  const evidence = buildEvidence(source);
  yield;
  const glossary = buildTerms(source);
  yield;
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
    pictures,
    blockers: buildBlockers(source),
    contents: REPORT_PARTS.map((part) => headingOf(words, part)),
    scope,
    not_assessed: buildNotAssessed(source),
    method: buildMethod(source),
    findings_table: beginPart(words, 'findings_table', applies(source, isApplicable)),
    findings,
    in_place: beginPart(
      words,
      'in_place',
      applies(source, ({ status }) => status === 'met'),
    ),
    questions,
    plan,
    set_aside: buildSetAside(source),
    not_applicable: notApplicable,
    warnings: buildWarnings(source),
    coverage,
    upcoming: buildUpcoming(source),
    risks: buildRisks(source),
    crosswalk,
    changes,
    limitations: buildLimitations(source),
    sign_off: buildSignOff(source),
    answers,
    evidence,
    integrity: buildIntegrity(source),
    glossary,
  };
}

function applies({ rulesets }: ReportSource, shown: (finding: Finding) => boolean): 'something' | 'nothing' {
  return rulesets.some(({ result }) => result.findings.some(shown)) ? 'something' : 'nothing';
}

function isApplicable({ status }: Finding): boolean {
  return status !== 'not_applicable';
}
