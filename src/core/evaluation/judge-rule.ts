import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRule } from '../language/compiled-ruleset.ts';
import type { Cause, Status } from '../language/shapes/case-file.ts';
import { valuateAlone, type ValueOf } from './valuate-alone.ts';
import type { Valuation } from './valuation.ts';

/** What the test of a rule came to. */
export interface Outcome {
  readonly status: Status;
  readonly because: Cause | null;
  readonly applicability: Truth;
}

/** Judges one rule, in the order of `semantics.md` part 2. */
export function judgeRule(rule: CompiledRule, valuation: Valuation): Outcome {
  return outcomeOf(
    valuation.truth(rule.applies, 'given'),
    valuation.truth(rule.met, 'given'),
    valuation.truth(rule.met, 'assumed'),
  );
}

/** Judges one rule that reads no engine fact, without judging the rest of its ruleset. */
export function judgeRuleAlone(rule: CompiledRule, valueOf: ValueOf, asOf: CalendarDate): Outcome {
  return outcomeOf(
    valuateAlone(rule.applies, valueOf, asOf),
    valuateAlone(rule.met, valueOf, asOf),
    valuateAlone(rule.met, valueOf, asOf, 'assumed'),
  );
}

/**
 * The outcome that three truths come to.
 *
 * @param metAsGiven - the requirement with the attestations actually given
 * @param metIfSigned - the requirement with every attestation assumed given
 */
export function outcomeOf(applies: Truth, metAsGiven: Truth, metIfSigned: Truth): Outcome {
  if (applies === 'false') return { status: 'not_applicable', because: null, applicability: 'false' };
  if (metAsGiven === 'true') return { status: 'met', because: null, applicability: applies };
  if (applies === 'unknown') return { status: 'undetermined', because: 'applicability', applicability: 'unknown' };
  switch (metIfSigned) {
    case 'unknown':
      return { status: 'undetermined', because: 'requirement', applicability: 'true' };
    case 'true':
      return { status: 'needs_attestation', because: null, applicability: 'true' };
    case 'false':
      return { status: 'not_met', because: null, applicability: 'true' };
  }
}
