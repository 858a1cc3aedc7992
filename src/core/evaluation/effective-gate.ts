import type { Status } from '../language/shapes/case-file.ts';
import type { Evaluation, Finding, Gate } from './evaluation.ts';
import { gateOf, isOpen, verdictOf } from './roll-up.ts';

/** What people decided about findings, by rule. */
export interface Dispositions {
  /** The status that counsel gives a finding in place of the computed one. */
  readonly overridden: ReadonlyMap<string, Status>;
  /** Open findings that somebody decided to go on with, in force on the day assessed. */
  readonly accepted: ReadonlySet<string>;
}

/**
 * The gate with overrides and accepted risks applied (`semantics.md` part 6b). It stands beside the computed one and replaces it nowhere.
 * An accepted risk exempts nobody: the finding stays open and only no longer holds the gate, which is `conditional` at best.
 */
export function effectiveGate({ rulesets }: Evaluation, { overridden, accepted }: Dispositions): Gate {
  const decided = rulesets.map((result) => {
    const findings = result.findings.map((finding): Finding => {
      const status = overridden.get(finding.rule) ?? finding.status;
      const own: Finding = status === finding.status ? finding : { ...finding, status };
      return accepted.has(own.rule) && isOpen(own) ? { ...own, severity: 'minor' } : own;
    });
    return { ...result, findings, verdict: verdictOf(findings) };
  });
  return gateOf(decided).gate;
}
