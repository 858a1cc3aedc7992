import type { CalendarDate } from '../base/calendar-date.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Crosswalk } from '../language/crosswalk.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { GlossaryFile } from '../language/shapes/glossary-file.ts';
import type { ReportPaper } from './paper.ts';
import type { Since } from './since.ts';

/** Everything a report is made of. */
export interface ReportInput {
  /** The report is in the language of the evaluation. */
  readonly evaluation: Evaluation;
  /** The rulesets of the evaluation, in its order, with the digests of their content. */
  readonly rulesets: readonly { readonly compiled: CompiledRuleset; readonly digest: string }[];
  /** The crosswalks in use. They are guidance of the day and no part of the evaluation. */
  readonly crosswalks: readonly { readonly compiled: Crosswalk; readonly digest: string }[];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  /** What was assessed, where it is known. */
  readonly product: { readonly name: string; readonly client: string | null; readonly matter: string | null } | null;
  /** The version of the product, as whoever submitted it names it. */
  readonly productVersion: string | null;
  readonly answeredBy: { readonly name: string; readonly role: string } | null;
  readonly answeredOn: CalendarDate | null;
  readonly targetLaunch: CalendarDate | null;
  /** Descriptions of references that answers may name. */
  readonly evidence: readonly {
    readonly ref: string;
    readonly title: string | null;
    readonly link: string | null;
    readonly sha256: string | null;
  }[];
  /** The terms in use. They are guidance of the day and no part of the evaluation. */
  readonly glossary: GlossaryFile['terms'];
  readonly paper: ReportPaper;
  /** The assessment that changes are told against, where there is one. */
  readonly since?: Since | undefined;
  readonly identity: {
    /** `null` when the evaluation was not stored. */
    readonly evaluationId: string | null;
    readonly engine: string;
    readonly answersDigest: string;
    readonly resultDigest: string;
  };
}
