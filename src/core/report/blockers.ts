import { beginPart } from './part-heading.ts';
import type { Blocker } from './part-model.ts';
import type { BlockersPart, Exposure } from './report-model.ts';
import {
  openFindings,
  referTo,
  type AssessedFinding,
  type AssessedRuleset,
  type ReportSource,
} from './report-source.ts';
import { findingWords } from './status-words.ts';

const ORDER = ['not_met', 'needs_attestation', 'undetermined'] as const;

/** The open blocking points of the binding rulesets: gaps first, then sign-offs, then what is not known. */
export function buildBlockers(source: ReportSource): BlockersPart {
  const { words, rulesets, input } = source;
  const binding = rulesets.filter(({ compiled }) => compiled.binding);
  const open = binding.flatMap((ruleset) =>
    openFindings(ruleset)
      .filter(({ finding }) => finding.severity === 'blocker')
      .map((assessed) => ({ ruleset, assessed })),
  );
  const ordered = ORDER.flatMap((status) => open.filter(({ assessed }) => assessed.finding.status === status));
  const count = (status: (typeof ORDER)[number]): number =>
    open.filter(({ assessed }) => assessed.finding.status === status).length;
  const nothing = input.evaluation.gate === 'out_of_scope' ? words.noBinding.outOfScope : words.noBinding.noBlocker;
  const lead =
    open.length === 0
      ? [nothing]
      : words.blockersLead({
          gaps: count('not_met'),
          signOffs: count('needs_attestation'),
          unknown: count('undetermined'),
        });
  return {
    ...beginPart(words, 'blockers', 'something'),
    lead,
    blockers: ordered.map(({ ruleset, assessed }) => describeBlocker(source, ruleset, assessed)),
    exposures: binding.flatMap((ruleset) => exposuresOf(source, ruleset)),
  };
}

/** An open point with what to do about it. */
export function describeBlocker(source: ReportSource, ruleset: AssessedRuleset, assessed: AssessedFinding): Blocker {
  const { finding, rule } = assessed;
  return {
    ...referTo(source, assessed),
    status: finding.status,
    status_words: findingWords(source, ruleset, finding),
    remedy: source.text(rule.entry.remedy),
  };
}

function exposuresOf(source: ReportSource, ruleset: AssessedRuleset): readonly Exposure[] {
  return ruleset.findings
    .filter(({ finding }) => finding.echo && finding.status === 'not_met')
    .map((assessed) => ({
      ...referTo(source, assessed),
      words: source.words.exposure(assessed.finding.citation.text),
    }));
}
