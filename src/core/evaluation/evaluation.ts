import type { Truth } from '../base/truth.ts';
import type { Cause, Status } from '../language/shapes/case-file.ts';
import type { ConfidenceLevel, ReviewCode, Severity } from '../language/shapes/ruleset-file.ts';
import type { Locale } from '../language/shapes/text.ts';
import type { Basis } from '../language/shapes/unit-file.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';

/** The result of one ruleset. */
export type Verdict = 'out_of_scope' | 'fail' | 'undetermined' | 'pass_with_gaps' | 'pass';
/** The result of an evaluation, decided by its binding rulesets. */
export type Gate = 'out_of_scope' | 'blocked' | 'undetermined' | 'conditional' | 'clear';
/** The status of a unit: that of its worst rule, or `no_rule` when it has none. */
export type UnitStatus = Status | 'no_rule';

/** Least and greatest share of weighted duties in place, in percent with one decimal, over every completion of the answers. */
export interface Score {
  readonly low: number;
  readonly high: number;
}

/** One of the things that settle a finding. */
export type Deciding =
  | { readonly fact: string; readonly value: AnswerValue; readonly source: 'answer' | 'default' }
  | { readonly as_of: string }
  | { readonly rule: string; readonly status: Status };

/** A citation on the wire: the structured place and its text in the locale of the evaluation. */
export interface CitationOnWire {
  readonly article?: string | undefined;
  readonly paragraph?: string | undefined;
  readonly item?: string | undefined;
  readonly commitment?: string | undefined;
  readonly element?: string | undefined;
  readonly fact_sheet?: string | undefined;
  readonly text: string;
}

/** Why a person should confirm a result, and whom to ask. */
export interface Review {
  readonly code: ReviewCode;
  readonly why: string;
  /** Who can confirm it, as the ruleset names them. */
  readonly ask: string;
}

/** What may follow from an open finding. */
export interface Consequence {
  readonly id: string;
  /** A few words for it, where the ruleset has some. */
  readonly title: string | null;
  readonly text: string;
  readonly confidence: ConfidenceLevel;
}

/** A condition with the truth of each of its parts. */
export interface Trace {
  /** The part as its author wrote it. */
  readonly source: string;
  readonly truth: Truth;
  readonly op: 'constant' | 'test' | 'not' | 'and' | 'or' | 'definition';
  /** The fact a test reads, with its value; `null` when unknown or when it reads no fact. */
  readonly fact: string | null;
  readonly value: AnswerValue | null;
  readonly parts: readonly Trace[];
}

/** The result of one rule. */
export interface Finding {
  readonly rule: string;
  readonly unit: string;
  readonly status: Status;
  /** Which half is open; only when `undetermined`. */
  readonly because: Cause | null;
  readonly applicability: Truth;
  /** The severity shown: lowered while the ruleset caps it. */
  readonly severity: Severity;
  readonly base_severity: Severity;
  readonly tag: string | null;
  /** It repeats other results and counts neither in verdict nor in score. */
  readonly echo: boolean;
  /** It applies to products outside the instrument as well. */
  readonly outside_scope: boolean;
  /** The day from which it will apply, when only that day keeps it from applying. */
  readonly upcoming: { readonly from: string } | null;
  readonly citation: CitationOnWire;
  readonly basis: Basis;
  readonly confidence: ConfidenceLevel;
  /** Why a person should confirm the result; empty when nothing asks for it. */
  readonly review: readonly Review[];
  /** While it is open: the codes of what may follow, to be read in the result of its ruleset. */
  readonly consequences: readonly string[];
  /** What stands behind a `met`: the answer alone, or evidence that was named and not examined by us. */
  readonly assurance: 'declared' | 'evidence_referenced' | null;
  readonly decided_by: readonly Deciding[];
  readonly open: readonly string[];
  /** Only when asked for. */
  readonly trace?: { readonly applies: Trace; readonly met: Trace };
}

/** The roll-up of one article or commitment. */
export interface UnitResult {
  readonly id: string;
  readonly status: UnitStatus;
  readonly severity: Severity | null;
  readonly partial: boolean | null;
  readonly met: number;
  readonly applicable: number;
  readonly applicability: Truth;
  readonly score: Score | null;
}

/** The result of one ruleset. */
export interface RulesetResult {
  readonly id: string;
  readonly version: string;
  readonly binding: boolean;
  /** What kind of instrument it is, and what follows from that. */
  readonly nature: string;
  /** The day up to which the law was checked; later changes are not reflected. */
  readonly verified_through: string;
  readonly verdict: Verdict;
  readonly score: Score | null;
  readonly counts: Readonly<Record<Status, number>>;
  readonly units: readonly UnitResult[];
  readonly findings: readonly Finding[];
  /** What the codes at its open findings stand for. */
  readonly consequences: readonly Consequence[];
}

/** What a warning may be about. */
export const WARNING_CODES = ['contradiction', 'counted_days', 'law_checked_earlier'] as const;

/** Something to look at again; never a refusal. It changes no finding. */
export interface Warning {
  readonly code: (typeof WARNING_CODES)[number];
  /** The answers it is about; none when it is about the law. */
  readonly facts: readonly string[];
  /** The rulesets it bears on. */
  readonly rulesets: readonly string[];
  readonly message: string;
}

/** An answer by which duties do not apply to a product that is in scope. */
export interface SetAside {
  readonly fact: string;
  readonly value: AnswerValue;
  readonly rules: readonly string[];
}

/** A question worth asking, with the rules it bears on. */
export interface NextQuestion {
  readonly fact: string;
  readonly group: string;
  readonly rules: readonly string[];
}

/** What a product comes to under some rulesets on a day. Names and values are those of the HTTP contract. */
export interface Evaluation {
  readonly as_of: string;
  /** The language of every text in it. Texts are no part of the result. */
  readonly locale: Locale;
  readonly semantics: number;
  readonly gate: Gate;
  readonly gate_basis: readonly string[];
  readonly open: { readonly blockers: number; readonly others: number };
  readonly rulesets: readonly RulesetResult[];
  readonly warnings: readonly Warning[];
  readonly set_aside: readonly SetAside[];
  readonly next_questions: readonly NextQuestion[];
}
