import type { Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Status } from '../language/shapes/case-file.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';
import type { Consequence, Finding, Gate, RulesetResult, UnitResult, Verdict } from './evaluation.ts';
import { scoreOf } from './score.ts';

/** Whether a finding is still to be dealt with. */
export function isOpen(finding: Finding): boolean {
  return isOpenStatus(finding.status);
}

/** Whether a status is that of something still to be dealt with. */
export function isOpenStatus(status: Status): boolean {
  return status === 'not_met' || status === 'undetermined' || status === 'needs_attestation';
}

/** Rolls findings up to the result of their ruleset: units, verdict, counts, score. */
export function rollUp(ruleset: CompiledRuleset, findings: readonly Finding[], locale: Locale): RulesetResult {
  const verdict = verdictOf(findings);
  const scored = verdict !== 'out_of_scope';
  const byUnit = new Map<string, Finding[]>(ruleset.units.map((unit) => [unit.id, []]));
  for (const finding of findings) byUnit.get(finding.unit)?.push(finding);
  return {
    id: ruleset.id,
    version: ruleset.version,
    binding: ruleset.binding,
    nature: textIn(locale, ruleset.file.nature),
    verified_through: ruleset.file.verified_through,
    verdict,
    score: scored && ruleset.file.score === 'ruleset' ? scoreOf(findings) : null,
    counts: countsOf(findings),
    units: ruleset.units.map((unit) =>
      rollUpUnit(unit.id, byUnit.get(unit.id) ?? [], scored && ruleset.file.score === 'per_unit'),
    ),
    findings,
    consequences: consequencesOf(ruleset, findings, locale),
  };
}

/** What the codes at the findings stand for, in the order of the ruleset. */
function consequencesOf(
  { file }: CompiledRuleset,
  findings: readonly Finding[],
  locale: Locale,
): readonly Consequence[] {
  const named = new Set(findings.flatMap(({ consequences }) => consequences));
  return (file.consequences ?? [])
    .filter(({ id }) => named.has(id))
    .map(({ id, title, text, confidence }) => ({
      id,
      title: title === undefined ? null : textIn(locale, title),
      text: textIn(locale, text),
      confidence,
    }));
}

/** The verdict of a ruleset, the first that fits (`semantics.md` part 6). */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.every((finding) => finding.outside_scope || finding.status === 'not_applicable')) return 'out_of_scope';
  const counted = findings.filter((finding) => !finding.echo);
  const blockers = counted.filter((finding) => finding.severity === 'blocker');
  if (blockers.some((finding) => finding.status === 'not_met')) return 'fail';
  if (blockers.some((finding) => finding.status === 'undetermined' || finding.status === 'needs_attestation'))
    return 'undetermined';
  if (!counted.some(isSettledOrSignable) && counted.some((finding) => finding.status === 'undetermined'))
    return 'undetermined';
  return counted.some(isOpen) ? 'pass_with_gaps' : 'pass';
}

function isSettledOrSignable(finding: Finding): boolean {
  if (finding.status === 'not_met' || finding.status === 'needs_attestation') return true;
  return finding.status === 'met' && finding.applicability === 'true';
}

/** The gate of an evaluation and the binding rulesets that decide it (`semantics.md` part 6b). */
export function gateOf(rulesets: readonly RulesetResult[]): { readonly gate: Gate; readonly basis: readonly string[] } {
  const binding = rulesets.filter((ruleset) => ruleset.binding);
  const basis = binding.map((ruleset) => ruleset.id);
  const gate = ((): Gate => {
    if (binding.every((ruleset) => ruleset.verdict === 'out_of_scope')) return 'out_of_scope';
    if (binding.some((ruleset) => ruleset.verdict === 'fail')) return 'blocked';
    if (binding.some((ruleset) => ruleset.verdict === 'undetermined' || ruleset.findings.some(holdsGateBack)))
      return 'undetermined';
    return binding.some((ruleset) => ruleset.verdict === 'pass_with_gaps') ? 'conditional' : 'clear';
  })();
  return { gate, basis };
}

function holdsGateBack(finding: Finding): boolean {
  if (finding.echo || finding.outside_scope) return false;
  const matters = finding.severity === 'blocker' || finding.severity === 'major';
  return matters && (finding.status === 'undetermined' || finding.status === 'needs_attestation');
}

/** How many findings of the binding rulesets are open: blockers, and others. Echo findings repeat these and are left out. */
export function countOpen(rulesets: readonly RulesetResult[]): { readonly blockers: number; readonly others: number } {
  let blockers = 0;
  let others = 0;
  for (const ruleset of rulesets) {
    if (!ruleset.binding) continue;
    for (const finding of ruleset.findings) {
      if (finding.echo || !isOpen(finding)) continue;
      if (finding.severity === 'blocker') blockers += 1;
      else others += 1;
    }
  }
  return { blockers, others };
}

function countsOf(findings: readonly Finding[]): Readonly<Record<Status, number>> {
  const counts = { met: 0, not_met: 0, needs_attestation: 0, undetermined: 0, not_applicable: 0 };
  for (const finding of findings) counts[finding.status] += 1;
  return counts;
}

function rollUpUnit(id: string, findings: readonly Finding[], scored: boolean): UnitResult {
  const worst = worstOf(findings);
  const met = findings.filter((finding) => finding.status === 'met').length;
  const openApplicability = findings.some(
    (finding) =>
      finding.applicability === 'unknown' && (finding.status === 'met' || finding.because === 'applicability'),
  );
  const applicable = findings.filter((finding) => finding.status !== 'not_applicable').length;
  const applicability: Truth = openApplicability ? 'unknown' : applicable > 0 ? 'true' : 'false';
  const failed = worst?.status === 'not_met';
  return {
    id,
    status: worst?.status ?? 'no_rule',
    severity: failed ? worst.severity : null,
    partial: failed ? met > 0 : null,
    met,
    applicable,
    applicability,
    score: scored ? scoreOf(findings) : null,
  };
}

/** From worst to best; a gap ranks by its severity, the others by their status alone (`semantics.md` part 5). */
const RANKING = [
  'not_met blocker',
  'not_met major',
  'undetermined',
  'needs_attestation',
  'not_met minor',
  'not_met advisory',
  'met',
  'not_applicable',
];

/** The worst of some findings, the first of equals; none when there is none. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  let worst: Finding | undefined;
  let worstRank = RANKING.length;
  for (const finding of findings) {
    const rank = RANKING.indexOf(finding.status === 'not_met' ? `not_met ${finding.severity}` : finding.status);
    if (rank >= worstRank) continue;
    worst = finding;
    worstRank = rank;
  }
  return worst;
}
