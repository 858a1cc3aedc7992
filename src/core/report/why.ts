import type { CompiledRule } from '../language/compiled-ruleset.ts';
import { Explainer } from '../reasoning/explain.ts';
import type { ProofNode } from '../reasoning/explanation.ts';
import { nearestFix, type NearestFix } from '../reasoning/nearest-fix.ts';
import { ProofWords } from './proof-words.ts';
import type { AssessedFinding, AssessedRuleset, ReportSource } from './report-source.ts';
import { findingWords, severityWords } from './status-words.ts';
import type { WhyCondition, WhyDescription, WhyNearest, WhyNode } from './why-model.ts';

/** The finding of a rule with its ruleset; `undefined` when no ruleset of the report has such a rule. */
export function findAssessed(
  { rulesets }: ReportSource,
  rule: string,
): { readonly ruleset: AssessedRuleset; readonly assessed: AssessedFinding } | undefined {
  for (const ruleset of rulesets) {
    const assessed = ruleset.findings.find((candidate) => candidate.rule.id === rule);
    if (assessed !== undefined) return { ruleset, assessed };
  }
  return undefined;
}

/** Tells why a finding is what it is: the proof as a tree in words, and the nearest change that would settle it. */
export function describeWhy(
  source: ReportSource,
  ruleset: AssessedRuleset,
  { finding, rule }: AssessedFinding,
): WhyDescription {
  const { answers, asOf } = source.input;
  const proof = new ProofWords(source, ruleset);
  const { words } = proof;
  const explained = new Explainer(ruleset.compiled, answers, asOf).explain(rule, finding);
  const { status, because, applicability } = finding;
  const appliesHeading =
    status === 'met' && applicability === 'unknown'
      ? words.appliesAside
      : words.reason(words.applies[applicability], proof.reasonBefore(explained.applies));
  const metHeading =
    status === 'not_applicable' || because === 'applicability'
      ? words.metAside
      : words.reason(
          finding.echo && status === 'not_met' ? words.exposed : words.met[status],
          proof.reasonBefore(explained.met),
        );
  return {
    ruleset: ruleset.compiled.id,
    rule: finding.rule,
    unit: finding.unit,
    title: source.text(rule.entry.title),
    citation: finding.citation,
    requirement: source.text(rule.entry.requirement),
    status,
    status_words: findingWords(source, ruleset, finding),
    because,
    applicability,
    severity: finding.severity,
    severity_words: severityWords(source, finding),
    upcoming: finding.upcoming,
    decided_by: finding.decided_by,
    open: finding.open,
    applies: conditionOf(rule.entry.applies, appliesHeading, explained.applies, proof),
    met: conditionOf(rule.entry.met, metHeading, explained.met, proof),
    nearest: nearestOf(source, ruleset, rule, proof),
  };
}

function conditionOf(condition: string, heading: string, node: ProofNode, proof: ProofWords): WhyCondition {
  return { condition: condition.replaceAll(/\s+/g, ' ').trim(), heading, proof: inWords(node, proof) };
}

function inWords(node: ProofNode, proof: ProofWords): WhyNode {
  const bare = {
    kind: node.kind,
    truth: node.truth,
    decides: node.decides,
    text: proof.say(node),
    fact: null,
    asked: null,
    value: null,
    source: null,
    definition: null,
    citation: null,
    parts: [],
  };
  switch (node.kind) {
    case 'all_of':
    case 'any_of':
      return { ...bare, parts: node.parts.map((part) => inWords(part, proof)) };
    case 'not':
      return { ...bare, parts: [inWords(node.part, proof)] };
    case 'definition': {
      const { definition } = node;
      return { ...bare, definition, citation: proof.citationOf(definition), parts: [inWords(node.part, proof)] };
    }
    case 'test':
      return { ...bare, fact: node.fact, asked: node.asked, value: node.value, source: node.source };
    case 'sign_off':
      return { ...bare, fact: node.fact, value: node.value, source: node.value === null ? null : 'answer' };
    case 'date':
    case 'engine':
    case 'constant':
      return bare;
  }
}

function nearestOf(source: ReportSource, ruleset: AssessedRuleset, rule: CompiledRule, proof: ProofWords): WhyNearest {
  const { answers, asOf } = source.input;
  const nearest = nearestFix(ruleset.compiled, rule, answers, asOf);
  const item = (fact: string): WhyNearest['sign_offs'][number] => ({ fact, text: proof.questionOf(fact) });
  const words = proof.words.nearest;
  const changes = nearest.kind === 'fix' ? nearest.changes : [];
  return {
    kind: nearest.kind,
    heading: words.heading,
    lead: leadOf(source, nearest, proof),
    changes: changes.map(({ fact, to }) => {
      const now = proof.answerTo(fact, ruleset.valueOf(fact) ?? null);
      return { fact, to, text: words.change(proof.questionOf(fact), now, proof.answerTo(fact, to)) };
    }),
    sign_offs: nearest.kind === 'fix' ? nearest.sign_offs.map(item) : [],
    needs_answers: nearest.kind === 'needs_answers' ? nearest.facts.map(item) : [],
    effort_days: nearest.kind === 'fix' ? nearest.effort_days : null,
    sign_offs_lead: words.signOffs,
    standing: words.standing,
  };
}

function leadOf({ words }: ReportSource, nearest: NearestFix, proof: ProofWords): string {
  const said = proof.words.nearest;
  switch (nearest.kind) {
    case 'none_needed':
      return said.none_needed;
    case 'fix':
      return nearest.changes.length === 0
        ? said.signOffsOnly
        : said.fix(words.plan.workingDays(...nearest.effort_days));
    case 'needs_answers':
      return said.needs(nearest.facts.length);
    case 'follows_others':
      return said.follows_others;
    case 'impossible':
      return said.impossible;
  }
}
