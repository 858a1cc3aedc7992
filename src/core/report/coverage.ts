import { cite } from '../evaluation/citation.ts';
import type { ProvisionEntry } from '../language/shapes/ruleset-file.ts';
import { beginPart } from './part-heading.ts';
import type { CoveragePart, CoverageRow } from './report-model.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';
import { findingWords } from './status-words.ts';

/** The worse first: what stands for a provision with several rules. */
const WORST_FIRST = ['not_met', 'undetermined', 'needs_attestation', 'met', 'not_applicable'] as const;

/** Every provision of every instrument with its treatment: rules, a definition, or the reason why there is no rule. */
export function buildCoverage(source: ReportSource): CoveragePart {
  return {
    ...beginPart(source.words, 'coverage', 'something'),
    rulesets: source.rulesets.map((ruleset) => ({
      ruleset: ruleset.compiled.id,
      heading: source.text(ruleset.compiled.file.title),
      count: source.words.paper.coverage.count(ruleset.compiled.provisions.length),
      rows: coverageRows(source, ruleset),
    })),
  };
}

/** The provisions of one instrument in its order. */
export function coverageRows(source: ReportSource, ruleset: AssessedRuleset): readonly CoverageRow[] {
  return ruleset.compiled.provisions.map((provision) => rowOf(source, ruleset, provision));
}

function rowOf(source: ReportSource, ruleset: AssessedRuleset, provision: ProvisionEntry): CoverageRow {
  const { text } = source;
  const { coverage } = source.words.paper;
  const { compiled, findings } = ruleset;
  const ofProvision = findings.filter(({ rule }) => rule.entry.provisions.includes(provision.id));
  const base = {
    provision: provision.id,
    unit: provision.unit,
    citation: cite(compiled, provision.citation, source.locale).text,
    title: text(provision.title),
  };
  const [first] = ofProvision;
  if (first !== undefined) {
    const worst =
      WORST_FIRST.map((one) => ofProvision.find(({ finding }) => finding.status === one)).find(
        (found) => found !== undefined,
      )?.finding ?? first.finding;
    return {
      ...base,
      treatment: coverage.rules(ofProvision.length),
      status: worst.status,
      status_words: findingWords(source, ruleset, worst),
    };
  }
  if (provision.no_rule !== undefined)
    return { ...base, treatment: text(provision.no_rule), status: 'no_rule', status_words: coverage.noRule };
  return { ...base, treatment: coverage.definition, status: 'definition', status_words: '' };
}
