import type { Severity } from '../language/shapes/ruleset-file.ts';
import type { ChangedKeys } from './changed-keys.ts';
import type { DifferenceExample } from './compare-functions.ts';

/**
 * How a rule stands to what it was, over all complete products and all days. A product is _open_ under a rule when it is `not_met`
 * or `needs_attestation`, and not when it is `met` or `not_applicable`.
 *
 * - `stricter`: whatever was open still is, and something is that was not;
 * - `looser`: nothing is open that was not, and something no longer is;
 * - `both_ways`: something is open that was not, and something else no longer is;
 * - `otherwise`: the same products are open, and some outcome is another: met instead of not applicable, a gap instead of a missing
 *   signature, or only while something is not answered;
 * - `same_outcomes`: each product has the outcome it had, and something else than texts is another, such as the severity;
 * - `texts_only`: nothing but texts for people is another;
 * - `equal`: nothing is.
 */
export type RuleRelation =
  'added' | 'removed' | 'stricter' | 'looser' | 'both_ways' | 'otherwise' | 'same_outcomes' | 'texts_only' | 'equal';

/**
 * How a definition stands to what it was, over all complete products and all days: it holds for those it held for and others
 * (`wider`), for some of those alone (`narrower`), or for some others and not for some of those (`both_ways`); `otherwise` is another
 * only while something is not answered; `same_truth` is put in other words.
 */
export type DefinitionRelation =
  'added' | 'removed' | 'wider' | 'narrower' | 'both_ways' | 'otherwise' | 'same_truth' | 'texts_only' | 'equal';

/** One rule or definition of two states of the rules. */
export interface EntryDiff<Relation> {
  readonly id: string;
  readonly relation: Relation;
  readonly changed: ChangedKeys;
  /** One product for each direction of the change. */
  readonly examples: readonly DifferenceExample[];
}

/** One rule of two states of the rules. */
export interface RuleDiff extends EntryDiff<RuleRelation> {
  /** What it was and is, when that changed. */
  readonly severity: { readonly old: Severity; readonly new: Severity } | null;
}

/** One ruleset of two states of the rules. */
export interface RulesetDiff {
  readonly id: string;
  /** Its version in each state, `null` where it is not there. */
  readonly versions: { readonly old: string | null; readonly new: string | null };
  /** Keys of `ruleset.yaml` besides the definitions. */
  readonly changed: ChangedKeys;
  readonly definitions: readonly EntryDiff<DefinitionRelation>[];
  readonly rules: readonly RuleDiff[];
}

/** One question of two states of the rules that is not equal in both. */
export interface QuestionDiff {
  readonly id: string;
  readonly relation: 'added' | 'removed' | 'changed' | 'texts_only';
  readonly changed: ChangedKeys;
}

/** Two states of the rules, compared. */
export interface RulesDiff {
  readonly questions: readonly QuestionDiff[];
  readonly rulesets: readonly RulesetDiff[];
}
