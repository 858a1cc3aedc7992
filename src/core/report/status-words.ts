import type { Finding, RulesetResult, UnitResult } from '../evaluation/evaluation.ts';
import { missingFacts, openFindings, type AssessedRuleset, type ReportSource } from './report-source.ts';
import type { OpenCounts, Posture } from './report-words.ts';

/** The definition that voluntary instruments give their signatories. */
const SIGNATORY = 'SIGNATORY';

/** How the company stands to what a finding of a voluntary instrument asks; a tag tells that it was claimed. */
function postureOf({ compiled, truthOf }: AssessedRuleset, finding: Pick<Finding, 'tag'>): Posture {
  if (finding.tag === null) return 'private_benchmark';
  const signatory = compiled.definitions.find(({ entry }) => entry.id === SIGNATORY);
  const signed = signatory !== undefined && truthOf(signatory.condition) === 'true';
  return signed ? 'signatory' : 'public_claim';
}

/** The status of a finding in words; a gap is called by the force of its instrument. */
export function findingWords({ words }: ReportSource, ruleset: AssessedRuleset, finding: Finding): string {
  if (finding.status !== 'not_met') return words.status[finding.status];
  if (finding.echo) return words.exposure(finding.citation.text);
  return gapWords(words, ruleset, finding);
}

function gapWords(words: ReportSource['words'], ruleset: AssessedRuleset, finding: Finding): string {
  return ruleset.compiled.binding ? words.status.not_met : words.voluntary.gap(postureOf(ruleset, finding));
}

/** The severity of a finding in words, with the one it was lowered from. */
export function severityWords({ words }: ReportSource, finding: Finding): string {
  return finding.severity === finding.base_severity
    ? words.severity[finding.severity]
    : words.loweredSeverity(finding.severity, finding.base_severity);
}

/** The status of a unit in words. */
export function unitWords(source: ReportSource, ruleset: AssessedRuleset, unit: UnitResult): string {
  const { words } = source;
  if (unit.status === 'no_rule') return words.findings.noRule;
  const worst = ruleset.result.findings.find(
    (finding) => finding.unit === unit.id && finding.status === 'not_met' && finding.severity === unit.severity,
  );
  const status =
    unit.status === 'not_met' && worst !== undefined ? findingWords(source, ruleset, worst) : words.status[unit.status];
  const further = [
    ...(unit.severity === null || worst?.echo === true ? [] : [words.severity[unit.severity].toLowerCase()]),
    ...(unit.partial === true ? [words.findings.partly(ruleset.compiled.binding)] : []),
    ...(unit.applicability === 'unknown' && unit.applicable > 0 ? [words.findings.applicabilityOpen] : []),
  ];
  return [status, ...further].join(' · ');
}

/** What the sentence for the result of some rulesets counts. */
export function openCounts(rulesets: readonly AssessedRuleset[]): OpenCounts {
  const missing = new Set(rulesets.flatMap(missingFacts));
  const others = rulesets.flatMap(openFindings).filter(({ finding }) => finding.severity !== 'blocker').length;
  return { missing: missing.size, others };
}

/** The verdict of a ruleset in words: for a voluntary one, what is open is told by kind. */
export function verdictWords(source: ReportSource, ruleset: AssessedRuleset): string {
  const { words } = source;
  const { verdict } = ruleset.result;
  const { binding } = ruleset.compiled;
  if (verdict === 'out_of_scope' && !binding) return words.voluntary.outOfScope;
  if (binding || verdict === 'undetermined') {
    return words.verdict(verdict, openCounts([ruleset]));
  }
  if (verdict === 'pass') return words.voluntary.pass;
  return words.voluntary.open(countByWords(source, ruleset));
}

function countByWords(source: ReportSource, ruleset: AssessedRuleset): readonly { words: string; count: number }[] {
  const counts = new Map<string, number>();
  const open = openFindings(ruleset).map(({ finding }) => finding);
  const order: readonly RulesetResult['findings'][number]['status'][] = [
    'not_met',
    'needs_attestation',
    'undetermined',
  ];
  for (const status of order) {
    for (const finding of open.filter((candidate) => candidate.status === status)) {
      const name = findingWords(source, ruleset, finding);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].map(([words, count]) => ({ words, count }));
}
