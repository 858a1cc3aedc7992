import type { Gate, UnitStatus, Verdict } from '../evaluation/evaluation.ts';
import type { Severity } from '../language/shapes/ruleset-file.ts';

/** What the pictures of a report show, as data: each says the same as its table. Numbers are printed as they are, with a decimal point. */
export interface Pictures {
  readonly verdicts: PictureWords & {
    readonly columns: readonly [instrument: string, result: string];
    readonly rows: readonly { readonly name: string; readonly verdict: Gate | Verdict; readonly words: string }[];
  };
  /** One for each instrument. */
  readonly provisions: readonly ProvisionsPicture[];
  /** No rows where no instrument has a score. */
  readonly scores: PictureWords & {
    readonly columns: readonly [name: string, low: string, high: string];
    readonly rows: readonly {
      readonly name: string;
      readonly words: string;
      readonly low: string;
      readonly high: string;
    }[];
  };
  /** One for each instrument of which a duty applies or may apply. */
  readonly severities: readonly SeveritiesPicture[];
}

/** What is said of a picture. */
interface PictureWords {
  readonly caption: string;
  /** One sentence for those who do not see it. */
  readonly alternative: string;
}

/** A mark with what it stands for. */
export interface PictureMark {
  readonly status: UnitStatus | 'definition';
  readonly letter: string;
  readonly words: string;
}

/** Every provision of an instrument, by article or commitment. */
export interface ProvisionsPicture extends PictureWords {
  readonly ruleset: string;
  readonly columns: readonly [status: string, count: string, provisions: string];
  readonly marks: readonly PictureMark[];
  readonly units: readonly {
    readonly label: string;
    readonly cells: readonly {
      readonly citation: string;
      readonly status: UnitStatus | 'definition';
      readonly letter: string;
    }[];
  }[];
}

/** How many findings of an instrument have each severity and status; those that only repeat others are left out. */
export interface SeveritiesPicture extends PictureWords {
  readonly ruleset: string;
  readonly corner: string;
  readonly marks: readonly PictureMark[];
  readonly rows: readonly {
    readonly severity: Severity;
    readonly words: string;
    /** In the order of the marks. */
    readonly counts: readonly string[];
  }[];
}
