import type { Truth } from '../base/truth.ts';
import type { Gate, Score, Verdict } from '../evaluation/evaluation.ts';
import type { Status } from '../language/shapes/case-file.ts';
import type { CrosswalkFile, Relation } from '../language/shapes/crosswalk-file.ts';
import type { ConfidenceLevel, Severity } from '../language/shapes/ruleset-file.ts';
import type { Basis } from '../language/shapes/unit-file.ts';
import type { PaperWords } from './paper-words.ts';
import type { PicturesWords } from './pictures-words.ts';
import type { PlanWords } from './plan-words.ts';
import type { ReportLabels, ReportMarks } from './report-labels.ts';
import type { ReportPart } from './part-model.ts';
import type { CrosswalkLabels } from './report-model.ts';

/** How a product stands to a voluntary instrument; it decides what a gap is called. */
export type Posture = 'private_benchmark' | 'public_claim' | 'signatory';

/** What the sentence for a gate or verdict counts. */
export interface OpenCounts {
  /** Questions, sign-offs included, whose answers are missing. */
  readonly missing: number;
  /** Open findings that do not block. */
  readonly others: number;
}

/** The words of a part, before what it holds. */
export interface PartWords {
  readonly heading: string;
  readonly lead: readonly string[];
  /** Said in place of the lead when the part has nothing to show. */
  readonly nothing: readonly string[];
}

/** The words of the part on crosswalks. */
export interface CrosswalkWords {
  readonly part: PartWords;
  /** What a relation never says; it stands with every crosswalk. */
  readonly standing: string;
  readonly labels: CrosswalkLabels;
  heading(source: string, target: string): string;
  readonly version: string;
  readonly digest: string;
  readonly compared: string;
  readonly matching: Readonly<Record<CrosswalkFile['matching'], string>>;
  readonly relation: Readonly<Record<Relation, string>>;
  readonly unrelatedHeading: string;
  readonly evidenceHeading: string;
  /** Some mappings, or evidence, name places that the rulesets of the evaluation do not have. */
  leftOut(count: number): string;
}

/** Every word a report adds to the texts of the rule files, in one locale. */
export interface ReportWords {
  readonly title: string;
  readonly paper: PaperWords;
  readonly labels: ReportLabels;
  readonly marks: ReportMarks;
  readonly parts: Readonly<Record<ReportPart, PartWords>>;
  readonly particulars: {
    readonly client: string;
    readonly matter: string;
    readonly answeredBy: string;
    readonly answeredOn: string;
    readonly asOf: string;
    readonly targetLaunch: string;
  };
  readonly productNotNamed: string;
  person(name: string, role: string): string;
  date(date: string): string;
  list(items: readonly string[]): string;
  /** Whole sentences one after the other. */
  sentences(sentences: readonly string[]): string;
  semicolons(parts: readonly string[]): string;

  gate(gate: Gate, counts: OpenCounts): string;
  /** The gate when no binding instrument was assessed. */
  readonly noBindingInstrument: string;
  gateBasis(instruments: readonly string[]): string;
  readonly voluntaryBeside: string;
  readonly gateCounts: { readonly blockers: string; readonly others: string; readonly missing: string };
  /** The verdict of a binding instrument. */
  verdict(verdict: Verdict, counts: OpenCounts): string;
  readonly voluntary: {
    readonly pass: string;
    readonly outOfScope: string;
    gap(posture: Posture): string;
    /** What is open of an instrument whose assessed parts are not all supported. */
    open(counts: readonly { readonly words: string; readonly count: number }[]): string;
  };
  readonly force: { readonly binding: string; readonly voluntary: string };
  readonly status: Readonly<Record<Status, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  loweredSeverity(shown: Severity, base: Severity): string;
  exposure(citation: string): string;
  readonly notCounted: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Says of other places what was just said of one. */
  likewise(places: readonly string[]): string;
  readonly truth: Readonly<Record<Truth, string>>;
  readonly basis: Readonly<Record<Basis, string>>;
  readonly confidence: Readonly<Record<ConfidenceLevel, string>>;
  /** Why a person should confirm a result, and who can. */
  reviewBy(why: string, ask: string): string;
  readonly yes: string;
  readonly no: string;
  readonly noneOfThese: string;
  readonly notAnswered: string;
  readonly assumed: string;
  readonly dateOfAssessment: string;
  resultOf(title: string): string;
  signed(by: string, role: string, on: string, evidence: readonly string[]): string;
  readonly notSigned: string;

  readonly score: {
    readonly meaning: string;
    range(score: Score): string;
    readonly perUnit: string;
    readonly none: string;
  };
  readonly assurance: {
    readonly lead: string;
    readonly declared: string;
    readonly evidenceReferenced: string;
    readonly reviewed: string;
    readonly ofFinding: { readonly declared: string; readonly evidence_referenced: string };
  };
  readonly cautions: {
    readonly standing: string;
    warnings(count: number, part: string): string;
    checkedBefore(instrument: string, checked: string): string;
  };

  readonly plan: PlanWords;
  readonly pictures: PicturesWords;
  blockersLead(counts: {
    readonly gaps: number;
    readonly signOffs: number;
    readonly unknown: number;
  }): readonly string[];
  readonly noBinding: { readonly outOfScope: string; readonly noBlocker: string };

  readonly findings: {
    readonly authority: string;
    readonly number: string;
    readonly inForce: string;
    readonly checkedThrough: string;
    readonly version: string;
    readonly signatories: string;
    signedOn(on: string, names: readonly string[]): string;
    readonly publicClaim: string;
    inForceFrom(from: string): string;
    inForceFromTo(from: string, to: string): string;
    unit(word: string, id: string, title: string): string;
    counts(met: number, applicable: number): string;
    partly(binding: boolean): string;
    readonly applicabilityOpen: string;
    readonly noRule: string;
    /** Units that have rules, none of which applies. */
    doesNotApply(unitWord: string, units: readonly string[]): string;
    /** Units that carry no rule. */
    withoutRule(unitWord: string, units: readonly string[]): string;
    risksHeading(instrument: string): string;
    withNote(words: string, note: string): string;
  };
  readonly questionsHelp: { readonly binding: string; readonly voluntary: string };
  answeredBy(person: string): string;
  readonly answeredByNobody: string;
  readonly notAssessed: readonly string[];
  checked(instrument: string, through: string): string;
  checkedEarlier(instrument: string, through: string, asOf: string): string;
  readonly method: readonly string[];
  readonly limitations: readonly string[];
  nature(instrument: string, nature: string): string;
  readonly crosswalk: CrosswalkWords;
  readonly integrity: {
    readonly evaluation: string;
    readonly notStored: string;
    readonly asOf: string;
    readonly engine: string;
    readonly semantics: string;
    readonly answersDigest: string;
    readonly resultDigest: string;
    ruleset(id: string, version: string): string;
    readonly id: string;
    readonly provisions: string;
    readonly rules: string;
    readonly digest: string;
  };
}
