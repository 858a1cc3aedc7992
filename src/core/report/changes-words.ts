import type { Gate, Verdict } from '../evaluation/evaluation.ts';
import type { Cause } from '../language/shapes/case-file.ts';
import type { CauseKind, ComparedRuleset, PartChange } from '../reasoning/comparison.ts';
import type { ChangesSection } from './changes-model.ts';

/** How many of each kind changed. */
interface ChangeCounts {
  readonly findings: number;
  readonly answers: number;
}

/** Every word of the section on changes, in one locale. Days come in written out. */
export interface ChangesWords {
  readonly heading: string;
  readonly labels: ChangesSection['labels'];
  /** The days of both assessments. */
  days(before: string, after: string): string;
  /** What an earlier assessment is called that was stored. */
  earlier(evaluation: string): string;
  /** At least one of them is not 0. */
  counts(counts: ChangeCounts): string;
  readonly nothing: string;

  readonly gate: string;
  verdictOf(instrument: string): string;
  scoreOf(instrument: string): string;
  readonly notAssessed: string;
  /** A gate or verdict, without counting what is open. */
  readonly results: Readonly<Record<Gate | Verdict, string>>;
  /** The verdict of a voluntary instrument with open points. */
  readonly openPoints: string;

  /** A status with what is to be known about it. */
  withNote(status: string, note: string): string;
  readonly because: Readonly<Record<Cause, string>>;
  readonly applicabilityOpen: string;
  notYet(from: string): string;

  readonly kinds: Readonly<Record<CauseKind, string>>;
  /** The kind of a cause with what it was. */
  cause(kind: string, what: string): string;
  /** Causes that are enough together and not apart. */
  together(causes: readonly string[]): string;
  /** The same of kinds alone, without what they were. */
  kindsTogether(kinds: readonly string[]): string;
  /** Said before each of several causes. */
  alone(cause: string): string;
  /** Sets of questions, each of which carries a change. */
  facts(sets: readonly (readonly string[])[]): string;
  turnsOn(day: string): string;
  parts(parts: readonly string[]): string;
  part(change: PartChange): string;

  ruleset(
    instrument: string,
    change: ComparedRuleset['change'],
    version: { readonly from: string; readonly to: string },
  ): string;
  /** A count of days that is the same although the day moved. */
  stale(question: string, value: string, from: string, to: string): string;
}
