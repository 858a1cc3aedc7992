import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { Answers } from '../core/questionnaire/answers.ts';
import type { GlossaryFile } from '../core/language/shapes/glossary-file.ts';
import { PLAIN_PAPER, type ReportPaper } from '../core/report/paper.ts';
import type { ReportInput } from '../core/report/report-input.ts';
import type { Since } from '../core/report/since.ts';
import type { EvaluationResponse } from './evaluation-response.ts';
import type { EvidenceRecord, ProductRecord, Respondent } from './ports.ts';
import type { Recomputed, StoredAssessment } from './recompute.ts';
import type { LibraryCrosswalk, LibraryRuleset, RuleLibrary } from './rule-library.ts';

/** An earlier assessment of the same product. */
export interface EarlierAssessment extends Since {
  readonly rulesets: readonly LibraryRuleset[];
}

/** What a report is made of, whether or not the evaluation was stored. */
export interface ReportSubject {
  readonly evaluation: EvaluationResponse;
  readonly rulesets: readonly LibraryRuleset[];
  /** Those in use when the report is made; see `core/report/crosswalk.ts`. */
  readonly crosswalks: readonly LibraryCrosswalk[];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  readonly product: Pick<ProductRecord, 'name' | 'client' | 'matter'> | null;
  readonly productVersion: string | null;
  readonly evidence: readonly EvidenceRecord[];
  /** The terms in use when the report is made; see `core/report/terms.ts`. */
  readonly glossary: GlossaryFile['terms'];
  /** What it has as a paper; nobody has reviewed it when left out. */
  readonly paper?: ReportPaper | undefined;
  readonly answeredBy: Respondent | null;
  readonly answeredOn: CalendarDate | null;
  readonly targetLaunch: CalendarDate | null;
  /** The assessment that changes are told against, where there is one. */
  readonly since?: EarlierAssessment | undefined;
}

/** What is in use on the day on which a report is made, and no part of the evaluation. */
export type Guidance = Pick<RuleLibrary, 'crosswalks' | 'glossary'>;

/** What the report of a stored evaluation is made of. */
export function subjectOf(
  { evaluation, rulesets, answers, record, product, submission }: Recomputed,
  { crosswalks, glossary }: Guidance,
): ReportSubject {
  return {
    evaluation,
    rulesets,
    crosswalks,
    answers,
    asOf: record.asOf,
    product,
    productVersion: submission.payload.productVersion,
    evidence: submission.payload.evidence,
    glossary,
    answeredBy: submission.payload.answeredBy,
    answeredOn: submission.answeredOn,
    targetLaunch: submission.targetLaunch,
  };
}

/** A stored evaluation as the one that changes are told against. */
export function earlierOf({ record, submission, rulesets, answers }: StoredAssessment): EarlierAssessment {
  return { rulesets, answers, asOf: record.asOf, answeredOn: submission.answeredOn, evaluationId: record.id };
}

/** What the core makes a report from. */
export function reportInputOf({ evaluation, rulesets, paper = PLAIN_PAPER, ...rest }: ReportSubject): ReportInput {
  return {
    ...rest,
    paper,
    evaluation,
    rulesets: rulesets.map(({ compiled, digest }) => ({ compiled, digest })),
    identity: {
      evaluationId: evaluation.id,
      engine: evaluation.engine,
      answersDigest: evaluation.answers_digest,
      resultDigest: evaluation.result_digest,
    },
  };
}
