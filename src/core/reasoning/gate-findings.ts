import type { Finding, RulesetResult } from '../evaluation/evaluation.ts';
import { isOpen } from '../evaluation/roll-up.ts';

/**
 * Tells the findings on which the gate may still turn: those that hold it back while they are open; while no gap is found the other
 * open ones too, since one gap makes a gate conditional that would be clear; and while no duty is known to apply those that are met
 * if they do.
 *
 * @param binding - the results of the binding rulesets
 */
export function turnsTheGate(binding: readonly RulesetResult[]): (finding: Finding) => boolean {
  const inScope = binding.filter(isInScope);
  const hasGap = inScope.some(({ findings }) => findings.some(({ echo, status }) => !echo && status === 'not_met'));
  return (finding) => {
    if (finding.echo) return false;
    if (!isOpen(finding)) return inScope.length === 0 && !finding.outside_scope;
    return !hasGap || holdsBack(finding);
  };
}

/** Whether some duty of a ruleset is known to apply, so that it cannot turn out to be out of scope. */
export function isInScope({ findings }: RulesetResult): boolean {
  return findings.some(({ outside_scope: outside, applicability }) => !outside && applicability === 'true');
}

/** Whether a finding holds the gate back while it is open. */
export function holdsBack({ echo, severity, outside_scope: outside }: Finding): boolean {
  return !echo && (severity === 'blocker' || (severity === 'major' && !outside));
}
