/** What changed since an earlier assessment: a section of the report that is there when one is known. */
export interface ChangesSection {
  readonly heading: string;
  readonly lead: readonly string[];
  readonly labels: {
    readonly result: string;
    readonly finding: string;
    readonly question: string;
    readonly before: string;
    readonly after: string;
    readonly why: string;
    readonly findings: string;
    readonly answers: string;
    readonly rules: string;
    readonly stale: string;
  };
  /** The gate, and the verdict and score of each instrument; those that changed. */
  readonly results: readonly ChangedLine[];
  readonly findings: readonly ChangedFindingLine[];
  readonly answers: readonly { readonly text: string; readonly before: string; readonly after: string }[];
  /** What became of the rulesets, and what of them is new or gone. */
  readonly rules: readonly string[];
  /** Counts of days that were not made again. */
  readonly stale: readonly string[];
}

/** Something before and after, and why it changed. */
export interface ChangedLine {
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** One sentence for each least set of causes. */
  readonly why: readonly string[];
}

/** A finding before and after. One that only one of the assessments has is not assessed on the other side. */
export interface ChangedFindingLine extends ChangedLine {
  readonly rule: string;
  readonly citation: string;
}
