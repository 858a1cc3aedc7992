import type { UnitStatus } from '../evaluation/evaluation.ts';

/** The words of the pictures and of their alternatives. */
export interface PicturesWords {
  /** One letter or sign for each status, told apart without colour. */
  readonly letters: Readonly<Record<UnitStatus | 'definition', string>>;
  readonly status: Readonly<Record<'definition' | 'no_rule', string>>;
  readonly verdicts: {
    readonly caption: string;
    alternative(results: readonly string[]): string;
    readonly columns: readonly [instrument: string, result: string];
  };
  readonly provisions: {
    caption(instrument: string): string;
    alternative(instrument: string, all: number, counts: readonly string[]): string;
    readonly columns: readonly [status: string, count: string, provisions: string];
  };
  readonly scores: {
    readonly caption: string;
    alternative(ranges: readonly string[]): string;
    readonly columns: readonly [name: string, low: string, high: string];
  };
  readonly severities: {
    caption(instrument: string): string;
    alternative(instrument: string, all: number, counts: readonly string[]): string;
    readonly corner: string;
  };
  /** "Gap 12": a name with how many there are. */
  counted(words: string, count: number): string;
  /** "Blocking: Gap 2, In place 3". */
  within(words: string, counts: readonly string[]): string;
}
