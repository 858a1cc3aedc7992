import type { Gate } from '../evaluation/evaluation.ts';
import type { Status } from '../language/shapes/case-file.ts';
import type { Brand } from './document/paper-document.ts';
import type { Particular } from './part-model.ts';

/** What belongs to a report as a paper: it is no part of the result, and no digest of the result covers it. */
export interface PaperPart {
  readonly state: 'draft' | 'final';
  readonly state_words: string;
  /** Empty when no firm set it. */
  readonly privilege: string;
  readonly report_id: string;
  /** What stands on the cover, in its order; what is not known is left out. */
  readonly cover: readonly Particular[];
  readonly brand: Brand;
  /** The organization's own disclaimer, after ours; empty for none. */
  readonly disclaimer: string;
  /** One when overrides or accepted risks are in force, else none. */
  readonly effective_gate: readonly { readonly gate: Gate; readonly words: string; readonly note: string }[];
  readonly reviews: readonly ReviewLine[];
  /** Facts whose setting aside counsel has confirmed, and the words for it. */
  readonly set_aside: readonly { readonly fact: string; readonly words: string }[];
}

/** What counsel said of a finding, beside what was computed. */
export interface ReviewLine {
  readonly rule: string;
  readonly disposition: 'confirmed' | 'overridden' | 'commented';
  /** "Confirmed", "Overridden: In place". */
  readonly words: string;
  /** Empty unless overridden. */
  readonly status: Status | '';
  readonly citation: string;
  readonly reason: string;
  /** Who and when. */
  readonly by: string;
}
