import type { CalendarDate } from '../base/calendar-date.ts';
import type { Expression } from './expression.ts';
import type { Constraint, Question, QuestionGroup } from './questionnaire.ts';
import type { ConstraintFile } from './shapes/question-file.ts';
import type { ProvisionEntry, RulesetFile, Severity } from './shapes/ruleset-file.ts';
import type { LocalizedText } from './shapes/text.ts';
import type { RuleEntry } from './shapes/unit-file.ts';

/** A definition with its compiled condition. */
export interface CompiledDefinition {
  readonly entry: RulesetFile['definitions'][number];
  readonly condition: Expression;
}

/** A rule with its compiled conditions. */
export interface CompiledRule {
  readonly id: string;
  readonly unit: string;
  readonly entry: RuleEntry;
  readonly applies: Expression;
  readonly met: Expression;
  /** It is judged after the others, since it reads what they came to. */
  readonly readsEngine: boolean;
  /** The first day on which it can apply: its own, or that of the instrument. */
  readonly inForceFrom: CalendarDate;
  /** Facts and attestations its conditions read, in question order. */
  readonly facts: readonly string[];
  /** Those of them on which it turns whether it applies. */
  readonly scopeFacts: ReadonlySet<string>;
}

/** A route with its compiled condition and checked answers. */
export interface CompiledRoute {
  readonly entry: NonNullable<RulesetFile['routes']>[number];
  /** When the route is open to a product at all. */
  readonly offered: Expression;
  /** What the product would answer once it had taken the route. */
  readonly answers: ReadonlyMap<string, boolean | string>;
}

/** What holds for the findings of a unit while a definition is true or false. */
export interface UnitRules {
  readonly caps: readonly { readonly whileFalse: Expression; readonly to: Severity }[];
  readonly tags: readonly { readonly whileTrue: Expression; readonly tag: string }[];
  readonly reviews: readonly { readonly whileTrue: Expression; readonly why: LocalizedText }[];
}

/** An instrument ready to be evaluated. Frozen; made once from its files or from a stored snapshot. */
export interface CompiledRuleset {
  readonly id: string;
  readonly version: string;
  readonly binding: boolean;
  readonly file: RulesetFile;
  readonly units: readonly {
    readonly id: string;
    readonly title: LocalizedText;
    readonly rules: readonly CompiledRule[];
  }[];
  readonly rules: readonly CompiledRule[];
  readonly definitions: readonly CompiledDefinition[];
  readonly provisions: readonly ProvisionEntry[];
  readonly unitRules: ReadonlyMap<string, UnitRules>;
  /** Ways to change what the product is, in the order in which they are shown. */
  readonly routes: readonly CompiledRoute[];
  /** Every distinct expression, operands before what uses them; position `i` holds the one with `index` i. */
  readonly expressions: readonly Expression[];
  /** For each expression that is a test of a fact, the position of its question in `questions`; -1 for all others. */
  readonly slots: readonly number[];
  /** The questions it reads, and those that only its constraints read, in question order. */
  readonly questions: readonly Question[];
  readonly questionById: ReadonlyMap<string, Question>;
  readonly groups: readonly QuestionGroup[];
  readonly constraints: readonly Constraint[];
  /** Expressions of the constraints, operands first. */
  readonly constraintExpressions: readonly Expression[];
  readonly countedDays: ConstraintFile['counted_days'];
  /** What is stored of it by digest: plain data from which it can be compiled again. */
  readonly snapshot: RulesetSnapshot;
}

/** A ruleset as data: the parsed files and every question the ruleset reads. Its canonical JSON is what the digest is taken of. */
export interface RulesetSnapshot {
  readonly snapshot_format: 1;
  readonly ruleset: RulesetFile;
  readonly units: readonly { readonly unit: string; readonly rules: readonly RuleEntry[] }[];
  readonly groups: readonly QuestionGroup[];
  readonly questions: readonly SnapshotQuestion[];
  readonly constraints: readonly Pick<Constraint, 'id' | 'when' | 'message'>[];
  readonly counted_days: ConstraintFile['counted_days'];
}

/** A question as stored: its options are a list, since the order of keys is lost in canonical JSON. */
export type SnapshotQuestion = Omit<Question, 'order' | 'options'> & {
  readonly options?: readonly { readonly value: string; readonly label: LocalizedText }[];
};
