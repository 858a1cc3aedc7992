/** Punctuation between what a template prints, with the blanks that belong to it. */
export interface ReportMarks {
  readonly colon: string;
  readonly stop: string;
  readonly semicolon: string;
  /** Between the entries of a list within a line. */
  readonly comma: string;
  readonly open: string;
  readonly close: string;
  /** Between two sentences. */
  readonly gap: string;
}

/** Names of columns, fields and links, ready to print. */
export interface ReportLabels {
  readonly contents: string;
  readonly skip: string;
  readonly result: string;
  readonly instruments: string;
  readonly instrument: string;
  readonly score: string;
  readonly cautions: string;
  readonly point: string;
  readonly status: string;
  readonly citation: string;
  readonly related: string;
  readonly requirement: string;
  readonly relied_on: string;
  readonly missing: string;
  readonly settled_by: string;
  readonly risk: string;
  readonly remedy: string;
  readonly evidence: string;
  readonly basis: string;
  readonly review: string;
  readonly note: string;
  readonly in_place: string;
  readonly assured_by: string;
  readonly statement: string;
  readonly holds: string;
  readonly why: string;
  readonly step: string;
  readonly to_check: string;
  readonly now: string;
  readonly then: string;
  readonly effort: string;
  readonly owner: string;
  readonly severity: string;
  readonly serves: string;
  readonly total: string;
  readonly waiting: string;
  readonly who: string;
  readonly days: string;
  readonly question: string;
  readonly group: string;
  readonly bears_on: string;
  readonly answer: string;
  readonly duties: string;
  readonly from: string;
  readonly code: string;
  readonly follows: string;
  readonly source: string;
  readonly checked: string;
  readonly official_text: string;
}
