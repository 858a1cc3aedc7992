import type { Gate } from '../evaluation/evaluation.ts';
import type { DocumentWords } from './document/paper-document.ts';

/** The words that a report has as a paper: cover, review, sign-off, appendices. */
export interface PaperWords {
  readonly document: DocumentWords;
  readonly draft: string;
  readonly final: string;
  readonly privileged: string;
  readonly cover: {
    readonly product: string;
    readonly version: string;
    readonly preparedBy: string;
    readonly preparedFor: string;
    readonly lawAsOf: string;
    readonly reportId: string;
    /** "Interim Measures: 1 October 2026". */
    lawOf(instrument: string, day: string): string;
  };
  readonly summary: {
    readonly heading: string;
    readonly topBlockers: string;
    /** Said under a list that shows only some. */
    more(count: number, part: string): string;
    readonly first: string;
    readonly phases: string;
    readonly phase: string;
    readonly work: string;
    readonly waiting: string;
    readonly dates: string;
    readonly unknown: string;
    /** What is not known and what it could change. */
    unknownLead(questions: number, findings: number): string;
    readonly nothingUnknown: string;
    readonly details: string;
  };
  readonly effective: {
    readonly label: string;
    readonly note: string;
    readonly gates: Readonly<Record<Gate, string>>;
  };
  readonly review: {
    readonly computed: string;
    readonly reviewed: string;
    readonly confirmed: string;
    overridden(status: string): string;
    readonly commented: string;
    by(person: string, day: string): string;
    readonly reason: string;
    setAsideConfirmed(person: string, day: string): string;
    readonly setAsideOpen: string;
    /** Replaces the caution that no lawyer has reviewed the record. */
    readonly cautionReviewed: string;
  };
  readonly coverage: {
    readonly provision: string;
    readonly treatment: string;
    readonly result: string;
    rules(count: number): string;
    readonly definition: string;
    readonly noRule: string;
    count(provisions: number): string;
  };
  readonly risks: {
    readonly accepted: string;
    readonly contested: string;
    readonly owner: string;
    readonly reason: string;
    readonly expires: string;
    expired(day: string): string;
    readonly standing: string;
    readonly noneAccepted: string;
    readonly noneContested: string;
  };
  readonly signOff: {
    readonly name: string;
    readonly role: string;
    readonly admission: string;
    readonly licence: string;
    readonly date: string;
    readonly signature: string;
    title(instrument: string): string;
  };
  readonly answers: {
    readonly notAnswered: string;
    readonly assumed: string;
    count(answered: number, all: number): string;
  };
  readonly evidence: {
    readonly reference: string;
    readonly describedAs: string;
    readonly namedBy: string;
    readonly digest: string;
    readonly notDescribed: string;
    readonly submission: string;
    readonly serves: string;
    readonly asked: string;
    readonly askedLead: string;
  };
  readonly glossary: { readonly term: string; readonly other: string; readonly source: string };
  /** What two languages side by side need said; in each of them. */
  prevails(language: 'en' | 'zh-CN'): string;
}
