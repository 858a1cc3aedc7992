import type { LaneTruths } from '../evaluation/lane-truths.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { SEVERITIES, type Severity } from '../language/shapes/ruleset-file.ts';

/** What a ruleset comes to: for each statement, the lanes of a word in which it holds. */
export interface RulesetLanes {
  readonly outOfScope: number;
  /** Some duty is known to apply, so that the ruleset is never out of scope. */
  readonly inScope: number;
  readonly fails: number;
  /** It fails whatever else is answered. */
  readonly failsForGood: number;
  /** It leaves the gate undetermined. */
  readonly undetermined: number;
  /** It does so whatever else is answered, unless it comes to fail. */
  readonly refused: number;
  /** A blocker is undetermined, so that the ruleset may come to fail. */
  readonly mayFail: number;
  readonly open: number;
  /** Something is open whatever else is answered. */
  readonly openForGood: number;
}

/** The lanes of a word in which a finding has a status. */
interface StatusLanes {
  readonly notMet: number;
  readonly needsAttestation: number;
  readonly undetermined: number;
  /** Needs an attestation that was refused. */
  readonly refused: number;
  /** Settled, or waiting for a signature alone (`semantics.md` part 6, `undetermined`). */
  readonly settledOrSignable: number;
}

/** The lanes of a word in which a finding shows a severity, and those in which it will go on doing so. */
interface SeverityLanes {
  readonly blocker: number;
  readonly blockerForGood: number;
  /** Blocker or major. */
  readonly heavy: number;
  readonly heavyForGood: number;
}

/** What a ruleset comes to in the lanes of a word (`semantics.md` parts 2, 4, 6 and 6b, in lanes). */
export function rulesetLanes(ruleset: CompiledRuleset, truths: LaneTruths, word: number): RulesetLanes {
  let outOfScope = -1;
  let inScope = 0;
  let fails = 0;
  let failsForGood = 0;
  let failsOutsideForGood = 0;
  let waits = 0;
  let mayFail = 0;
  let refused = 0;
  let undetermined = 0;
  let settledOrSignable = 0;
  let open = 0;
  let openForGood = 0;
  for (const rule of ruleset.rules) {
    const outside = rule.entry.outside_scope === true;
    if (!outside) {
      outOfScope &= truths.whereFalse(rule.applies.index, 'given', word);
      inScope |= truths.whereTrue(rule.applies.index, 'given', word);
    }
    if (rule.entry.echo === true) continue;
    const status = statusLanes(rule, truths, word);
    const severity = severityLanes(ruleset, rule, truths, word);
    const waiting = status.undetermined | status.needsAttestation;
    fails |= status.notMet & severity.blocker;
    if (outside) failsOutsideForGood |= status.notMet & severity.blockerForGood;
    else failsForGood |= status.notMet & severity.blockerForGood;
    waits |= waiting & (outside ? severity.blocker : severity.heavy);
    mayFail |= status.undetermined & severity.blocker;
    if (!outside) refused |= status.refused & severity.heavyForGood;
    undetermined |= status.undetermined;
    settledOrSignable |= status.settledOrSignable;
    open |= waiting | status.notMet;
    openForGood |= status.notMet | status.refused;
  }
  fails &= ~outOfScope;
  return {
    outOfScope,
    inScope,
    fails,
    failsForGood: failsForGood | (failsOutsideForGood & inScope),
    undetermined: ~(outOfScope | fails) & (waits | (undetermined & ~settledOrSignable)),
    refused,
    mayFail,
    open: open & ~outOfScope,
    openForGood: openForGood & inScope,
  };
}

function statusLanes({ applies, met }: CompiledRule, truths: LaneTruths, word: number): StatusLanes {
  const does = truths.whereTrue(applies.index, 'given', word);
  const never = truths.whereFalse(applies.index, 'given', word);
  const isMet = truths.whereTrue(met.index, 'given', word) & ~never;
  const rest = ~(never | isMet);
  const notMet = rest & does & truths.whereFalse(met.index, 'assumed', word);
  const needsAttestation = rest & does & truths.whereTrue(met.index, 'assumed', word);
  return {
    notMet,
    needsAttestation,
    undetermined: rest & ~(notMet | needsAttestation),
    refused: needsAttestation & truths.whereFalse(met.index, 'unless_refused', word),
    settledOrSignable: notMet | needsAttestation | (isMet & does),
  };
}

function severityLanes(ruleset: CompiledRuleset, rule: CompiledRule, truths: LaneTruths, word: number): SeverityLanes {
  let blocker = isAtLeast(rule.entry.severity, 'blocker') ? -1 : 0;
  let heavy = isAtLeast(rule.entry.severity, 'major') ? -1 : 0;
  let blockerForGood = blocker;
  let heavyForGood = heavy;
  for (const { whileFalse, to } of ruleset.unitRules.get(rule.unit)?.caps ?? []) {
    const capped = truths.whereFalse(whileFalse.index, 'given', word);
    const mayBeCapped = ~truths.whereTrue(whileFalse.index, 'given', word);
    if (!isAtLeast(to, 'blocker')) {
      blocker &= ~capped;
      blockerForGood &= ~mayBeCapped;
    }
    if (!isAtLeast(to, 'major')) {
      heavy &= ~capped;
      heavyForGood &= ~mayBeCapped;
    }
  }
  return { blocker, blockerForGood, heavy, heavyForGood };
}

function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
