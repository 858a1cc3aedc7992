/** The words of a checklist on paper, in one locale. */
export interface ChecklistWords {
  readonly title: string;
  readonly blank: string;
  /** What a checklist is called that holds only what is still open. */
  readonly open: string;
  readonly instruments: string;
  readonly lawAsOf: string;
  readonly date: string;
  readonly howTo: string;
  readonly steps: readonly string[];
  readonly attestation: { readonly by: string; readonly role: string; readonly on: string; readonly evidence: string };
  readonly asksFor: string;
  readonly bring: string;
  /** How many pieces of evidence are not named, and where to find them. */
  moreEvidence(count: number): string;
  readonly line: string;
  readonly severalAllowed: string;
  readonly nothingOpen: string;
  count(questions: number, groups: number): string;
  readonly disclaimerHeading: string;
  readonly disclaimer: string;
  readonly ruleset: (id: string, version: string, digest: string) => string;
  readonly engine: (version: string) => string;
}
