import type { AnswerValue } from '../core/questionnaire/answers.ts';
import type { Locale } from '../core/language/shapes/text.ts';
import type { Digest } from './digest.ts';
import { answersAsRecord, resultRecordOf, type ResultRecord } from './evaluation-response.ts';
import type { EarlierAssessment, ReportSubject } from './report-subject.ts';
import type { LibraryRuleset } from './rule-library.ts';

/** The form of exports that this engine writes and reads. */
export const EXPORT_FORMAT = 1;

/** A ruleset that an assessment was made with; its content stands among the snapshots. */
interface ExportedRuleset {
  readonly id: string;
  readonly version: string;
  readonly digest: Digest;
}

/** What was assessed, and against what. */
interface ExportedAssessment {
  readonly as_of: string;
  readonly answered_on: string | null;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly rulesets: readonly ExportedRuleset[];
}

/**
 * Everything needed to compute an evaluation again, and the report of it, without a server or a rules folder: answers, day, the whole
 * content of the rulesets, and what it came to.
 */
export interface EvaluationExport extends ExportedAssessment {
  readonly export_format: typeof EXPORT_FORMAT;
  readonly engine: string;
  readonly semantics: number;
  readonly evaluation_id: string | null;
  readonly locale: Locale;
  readonly product: { readonly name: string; readonly client: string | null; readonly matter: string | null } | null;
  readonly answered_by: { readonly name: string; readonly role: string } | null;
  readonly target_launch: string | null;
  /** The assessment that the report tells changes against. */
  readonly since: (ExportedAssessment & { readonly evaluation_id: string | null }) | null;
  readonly answers_digest: Digest;
  readonly result: ResultRecord;
  readonly result_digest: Digest;
  /** The content of each ruleset once, in the order in which they are first named; its canonical JSON has the digest. */
  readonly snapshots: readonly { readonly digest: Digest; readonly content: unknown }[];
}

/** Exports an evaluation with what its report is made of. */
export function exportEvaluation(subject: ReportSubject): EvaluationExport {
  const { evaluation, rulesets, product, since } = subject;
  return {
    export_format: EXPORT_FORMAT,
    engine: evaluation.engine,
    semantics: evaluation.semantics,
    evaluation_id: evaluation.id,
    locale: evaluation.locale,
    ...assessmentOf(subject),
    product: product === null ? null : { name: product.name, client: product.client, matter: product.matter },
    answered_by: subject.answeredBy,
    target_launch: subject.targetLaunch,
    since: since === undefined ? null : { ...assessmentOf(since), evaluation_id: since.evaluationId },
    answers_digest: evaluation.answers_digest,
    result: resultRecordOf(evaluation),
    result_digest: evaluation.result_digest,
    snapshots: snapshotsOf([...rulesets, ...(since?.rulesets ?? [])]),
  };
}

function assessmentOf({ asOf, answeredOn, answers, rulesets }: ReportSubject | EarlierAssessment): ExportedAssessment {
  return {
    as_of: asOf,
    answered_on: answeredOn,
    answers: answersAsRecord(answers),
    rulesets: rulesets.map(({ compiled, digest }) => ({ id: compiled.id, version: compiled.version, digest })),
  };
}

function snapshotsOf(rulesets: readonly LibraryRuleset[]): EvaluationExport['snapshots'] {
  const contents = new Map(rulesets.map(({ digest, snapshot }) => [digest, snapshot]));
  return [...contents].map(([digest, snapshot]) => ({ digest, content: JSON.parse(snapshot) as unknown }));
}
