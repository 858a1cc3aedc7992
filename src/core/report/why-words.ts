import type { Truth } from '../base/truth.ts';
import type { Comparator } from '../language/expression.ts';
import type { Status } from '../language/shapes/case-file.ts';

/** Every word of a proof and of the nearest change, in one locale. Questions, answers and days come in as they are printed. */
export interface WhyWords {
  /** What is said of whether a rule applies, before its reason. */
  readonly applies: Readonly<Record<Truth, string>>;
  /** The same where it did not matter. */
  readonly appliesAside: string;
  /** What is said of what a rule asks for, before its reason. */
  readonly met: Readonly<Record<Exclude<Status, 'not_applicable'>, string>>;
  /** Said in place of a gap of what is no duty and only follows from other results. */
  readonly exposed: string;
  /** What a rule asks for, where it did not matter. */
  readonly metAside: string;
  /** Goes on after the words above: what follows, all together, any of them, or alone. */
  readonly allOf: Readonly<Record<Truth, string>>;
  readonly anyOf: Readonly<Record<Truth, string>>;
  readonly one: Readonly<Record<Truth, string>>;
  /** Words that go on, at the beginning of a line. */
  begin(words: string): string;
  reason(claim: string, reason: string): string;

  /** A definition by what it means. */
  definition(meaning: string, truth: Truth): string;
  readonly not: string;
  cited(text: string, citation: string): string;
  test(question: string, asked: string, answered: string): string;
  oneOf(options: readonly string[]): string;
  noneOf(options: readonly string[]): string;
  includes(options: readonly string[]): string;
  includesNone(options: readonly string[]): string;
  readonly anyAnswer: string;
  readonly noAnswer: string;
  number(comparator: Comparator, than: number): string;
  day(comparator: Comparator, than: string): string;
  readonly notAnswered: string;
  answered(answer: string): string;
  assumed(answer: string): string;
  date(asked: string, asOf: string): string;
  signOff(question: string, answer: string): string;
  othersOpen(titles: readonly string[]): string;
  readonly noneOpen: string;
  readonly othersUnknown: string;
  readonly always: string;
  readonly never: string;

  /** What the report says of an open finding, before the points that decide it. */
  readonly reasoning: {
    readonly label: string;
    readonly not_met: string;
    /** The answers by which it applies, beside those on scope. */
    appliesBy(answers: readonly string[]): string;
    readonly follows: string;
    readonly needs_attestation: string;
    readonly requirement: string;
    readonly applicability: string;
    /** In a word or two whether it applies, of what is not known yet. */
    readonly brief: { readonly requirement: string; readonly applicability: string };
  };
  /** A definition with the answers it rests on. */
  resting(statement: string, answers: readonly string[]): string;
  answer(question: string, answer: string): string;
  /** Ways none of which is taken. */
  noWay(ways: readonly string[]): string;

  readonly nearest: {
    readonly heading: string;
    readonly none_needed: string;
    /** @param days - of effort, as it is printed */
    fix(days: string): string;
    readonly signOffsOnly: string;
    change(question: string, now: string, to: string): string;
    readonly signOffs: string;
    readonly standing: string;
    needs(count: number): string;
    readonly follows_others: string;
    readonly impossible: string;
  };
}
