import type { Gate } from '../core/evaluation/evaluation.ts';
import type { QuestionType } from '../core/language/shapes/question-file.ts';
import type { OpenCounts } from '../core/report/report-words.ts';

/** The parts of a sign-off, in the order in which they are asked for. */
export type SignOffPart = 'by' | 'role' | 'on' | 'evidence';

/** What the header of an answers file says, in the order in which it is asked for. */
export type HeaderPart = 'product' | 'name' | 'role' | 'on';

/** Everything an interview says beside the questions themselves. */
export interface InterviewWords {
  /** Lines of comment at the top of the file that is written. */
  readonly fileHead: readonly string[];
  readonly welcome: readonly string[];
  /** How to read questions of binding instruments, and of voluntary ones. */
  readonly reading: { readonly binding: string; readonly voluntary: string };
  readonly keys: readonly string[];
  readonly startsFrom: (path: string, answers: number) => string;
  readonly gate: (gate: Gate, counts: OpenCounts) => string;
  readonly noBinding: string;
  readonly soFar: (gate: string) => string;
  readonly remaining: (most: number) => string;
  readonly why: string;
  readonly help: string;
  readonly bearsOn: string;
  readonly yes: string;
  readonly no: string;
  readonly signed: string;
  readonly refused: string;
  readonly signOffs: string;
  /** What may be typed, as it stands in the prompt. */
  readonly prompt: Readonly<Record<QuestionType, (most: number) => string>>;
  readonly refusal: (line: string, expected: string) => string;
  /** What would be right. */
  readonly expected: Readonly<Record<QuestionType, (most: number, least: number | null) => string>>;
  readonly signOff: Readonly<Record<SignOffPart, string>>;
  readonly signOffExpected: Readonly<Record<SignOffPart, string>>;
  readonly nothingBefore: string;
  readonly noHelp: string;
  readonly decided: (gate: string) => string;
  readonly nothingLeft: (notKnown: number) => string;
  readonly complete: string;
  readonly goOn: (most: number) => string;
  readonly goOnUndecided: (missing: number, most: number) => string;
  readonly yesOrNo: string;
  readonly yesOrNoPrompt: string;
  readonly overwrite: (path: string) => string;
  readonly notOverwritten: (path: string) => string;
  readonly headerLead: string;
  readonly header: Readonly<Record<HeaderPart, string>>;
  readonly headerExpected: Readonly<Record<HeaderPart, string>>;
  readonly keep: (value: string) => string;
  readonly leaveOut: string;
  readonly endOfInput: string;
  readonly interrupted: string;
  readonly leftUnsaved: string;
  readonly written: (path: string, answers: number, notKnown: number) => string;
  readonly lookAtIt: (path: string) => string;
}
