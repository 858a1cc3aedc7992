import type { Status } from '../language/shapes/case-file.ts';

/** The numbered parts of a report after its summary, in order; those from `answers` on are appendices. */
export const REPORT_PARTS = [
  'scope',
  'method',
  'findings_table',
  'findings',
  'in_place',
  'questions',
  'plan',
  'set_aside',
  'not_applicable',
  'warnings',
  'coverage',
  'upcoming',
  'risks',
  'crosswalk',
  'changes',
  'limitations',
  'sign_off',
  'answers',
  'evidence',
  'integrity',
  'glossary',
] as const;

/** The first of the appendices. */
export const FIRST_APPENDIX = 'answers';

/** A part of a report with a heading of its own: a numbered one, or one that stands within another. */
export type ReportPart = (typeof REPORT_PARTS)[number] | 'blockers' | 'not_assessed';

/** A name and what stands under it. */
export interface Particular {
  readonly label: string;
  readonly value: string;
}

/** The place and name of a part. */
export interface PartHeading {
  readonly id: ReportPart;
  readonly number: string;
  readonly heading: string;
}

/** What every part begins with. */
export interface Part extends PartHeading {
  /** Paragraphs before the content; where there is nothing to show, one says so. */
  readonly lead: readonly string[];
}

/** A finding that another part points to. */
export interface FindingReference {
  readonly rule: string;
  readonly title: string;
  readonly citation: string;
}

/** A question that has not been answered. */
export interface QuestionReference {
  readonly fact: string;
  readonly text: string;
}

/** One open blocking point. */
export interface Blocker extends FindingReference {
  readonly status: Status;
  readonly status_words: string;
  readonly remedy: string;
}
