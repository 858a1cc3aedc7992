import type { Finding } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Particular } from './part-model.ts';
import type { Headline, InstrumentResult } from './report-model.ts';
import { headingOf } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';
import { warningTexts } from './warnings.ts';
import { findingWords, openCounts, verdictWords } from './status-words.ts';

/** For whom and on which days; what is not known is left out. */
export function buildParticulars({ input, words }: ReportSource): readonly Particular[] {
  const { particulars: labels } = words;
  const entries: readonly (readonly [label: string, value: string | null])[] = [
    [labels.client, optional(input.product?.client)],
    [labels.matter, optional(input.product?.matter)],
    [
      labels.answeredBy,
      input.answeredBy === null
        ? null
        : words.person(plainText(input.answeredBy.name), plainText(input.answeredBy.role)),
    ],
    [labels.answeredOn, input.answeredOn === null ? null : words.date(input.answeredOn)],
    [labels.asOf, words.date(input.asOf)],
    [labels.targetLaunch, input.targetLaunch === null ? null : words.date(input.targetLaunch)],
  ];
  return entries.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function optional(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : plainText(text);
}

/** The first page: gate, results by instrument, what stands behind them. */
export function buildHeadline(source: ReportSource): Headline {
  const { input, words, rulesets } = source;
  const { gate, gate_basis: basis, open } = input.evaluation;
  const deciding = rulesets.filter(({ compiled }) => basis.includes(compiled.id));
  const counts = openCounts(deciding);
  const names = deciding.map(({ compiled }) => source.text(compiled.file.short_title));
  const beside = deciding.length < rulesets.length ? [words.voluntaryBeside] : [];
  return {
    gate,
    words: deciding.length === 0 ? words.noBindingInstrument : words.gate(gate, counts),
    basis: deciding.length === 0 ? '' : words.sentences([words.gateBasis(names), ...beside]),
    counts: [
      { label: words.gateCounts.blockers, value: String(open.blockers) },
      { label: words.gateCounts.others, value: String(open.others) },
      { label: words.gateCounts.missing, value: String(counts.missing) },
    ],
    instruments: [...rulesets].sort(bindingFirst).map((ruleset) => instrumentResult(source, ruleset)),
    score_words: words.score.meaning,
    assurance: { lead: words.assurance.lead, counts: assuranceCounts(source) },
    cautions: cautionsOf(source),
  };
}

function bindingFirst(a: AssessedRuleset, b: AssessedRuleset): number {
  return Number(b.compiled.binding) - Number(a.compiled.binding);
}

function instrumentResult(source: ReportSource, ruleset: AssessedRuleset): InstrumentResult {
  const { words } = source;
  const { compiled, result } = ruleset;
  const force = compiled.binding ? 'binding' : 'voluntary';
  const statuses = ['met', 'not_met', 'needs_attestation', 'undetermined', 'not_applicable'] as const;
  const counted = result.findings.filter(({ echo }) => !echo);
  return {
    ruleset: compiled.id,
    name: source.text(compiled.file.title),
    force,
    force_words: words.force[force],
    verdict: result.verdict,
    words: verdictWords(source, ruleset),
    score: scoreWords(source, compiled, ruleset),
    counts: statuses.flatMap((status) => {
      const ofStatus = counted.filter((finding) => finding.status === status);
      const [first] = ofStatus;
      return first === undefined
        ? []
        : [{ label: findingWords(source, ruleset, first), value: String(ofStatus.length) }];
    }),
  };
}

function scoreWords({ words }: ReportSource, { file }: CompiledRuleset, { result }: AssessedRuleset): string {
  if (result.score !== null) return words.score.range(result.score);
  return file.score === 'per_unit' && result.verdict !== 'out_of_scope' ? words.score.perUnit : words.score.none;
}

function assuranceCounts(source: ReportSource): readonly Particular[] {
  const { words, rulesets } = source;
  const met = rulesets.flatMap(({ result }) => result.findings).filter(({ status, echo }) => status === 'met' && !echo);
  const number = (assurance: 'declared' | 'evidence_referenced'): string =>
    String(met.filter((finding) => finding.assurance === assurance).length);
  return [
    { label: words.assurance.declared, value: number('declared') },
    { label: words.assurance.evidenceReferenced, value: number('evidence_referenced') },
    { label: words.assurance.reviewed, value: String(reviewedCount(source, met)) },
  ];
}

/** How many of the findings in place counsel has confirmed. */
function reviewedCount({ input }: ReportSource, met: readonly Finding[]): number {
  const confirmed = new Set(
    input.paper.reviews.filter(({ disposition }) => disposition === 'confirmed').map(({ rule }) => rule),
  );
  return met.filter(({ rule }) => confirmed.has(rule)).length;
}

function cautionsOf({ input, words, rulesets, text }: ReportSource): readonly string[] {
  const warnings = warningTexts(input);
  const late = rulesets.filter(({ compiled }) => compiled.file.verified_through < input.asOf);
  return [
    input.paper.state === 'final' ? words.paper.review.cautionReviewed : words.cautions.standing,
    ...(warnings.length === 0 ? [] : [words.cautions.warnings(warnings.length, headingOf(words, 'warnings').number)]),
    ...late.map(({ compiled }) =>
      words.cautions.checkedBefore(text(compiled.file.short_title), compiled.file.verified_through),
    ),
  ];
}
