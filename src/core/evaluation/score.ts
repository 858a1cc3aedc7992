import type { Severity } from '../language/shapes/ruleset-file.ts';
import type { Finding, Score } from './evaluation.ts';

/** What a finding weighs. In a score it is that of the base severity, which a cap never changes. */
export const WEIGHTS: Readonly<Record<Severity, number>> = { blocker: 8, major: 4, minor: 2, advisory: 1 };

/**
 * The interval in which the weighted share of duties in place lies, whatever the open answers turn out to be (`semantics.md` part 7).
 * Echo findings are left out.
 *
 * @returns `null` when nothing applies
 */
export function scoreOf(findings: readonly Finding[]): Score | null {
  let met = 0;
  let metIfApplicable = 0;
  let notMet = 0;
  let open = 0;
  for (const finding of findings) {
    if (finding.echo) continue;
    const weight = WEIGHTS[finding.base_severity];
    switch (finding.status) {
      case 'met':
        if (finding.applicability === 'unknown') metIfApplicable += weight;
        else met += weight;
        break;
      case 'not_met':
        notMet += weight;
        break;
      case 'undetermined':
      case 'needs_attestation':
        open += weight;
        break;
      case 'not_applicable':
        break;
    }
  }
  const all = met + metIfApplicable + notMet + open;
  if (all === 0) return null;
  const settled = met + notMet + open;
  return { low: settled === 0 ? 100 : percent(met, settled), high: percent(met + metIfApplicable + open, all) };
}

/**
 * A share in percent with one decimal, rounded half up from whole numbers; only an exact 0 or 100 is shown as such, so that rounding
 * keeps intervals nested.
 */
export function percent(part: number, whole: number): number {
  if (part === 0) return 0;
  if (part === whole) return 100;
  const tenths = Math.floor((2000 * part + whole) / (2 * whole));
  return Math.min(Math.max(tenths, 1), 999) / 10;
}
