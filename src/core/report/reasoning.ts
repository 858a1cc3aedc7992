import type { Finding } from '../evaluation/evaluation.ts';
import { isOpen } from '../evaluation/roll-up.ts';
import { Explainer } from '../reasoning/explain.ts';
import type { ProofNode } from '../reasoning/explanation.ts';
import { ProofWords } from './proof-words.ts';
import type { AssessedFinding, AssessedRuleset, ReportSource } from './report-source.ts';
import type { Reasoning } from './report-model.ts';

const NONE: Reasoning = { label: '', lead: '', brief: '', points: [] };

/**
 * Why an open finding is open, in a few lines. Of a gap the points that decide it, each with what is asked and what was answered; what
 * only brings the product into scope stands in the part on scope. Of the others one sentence: what they wait for is listed beside it.
 */
export function reasoningOf(
  source: ReportSource,
  ruleset: AssessedRuleset,
  { finding, rule }: AssessedFinding,
): Reasoning {
  if (!isOpen(finding)) return NONE;
  const proof = proofWordsOf(source, ruleset);
  const { label } = proof.words.reasoning;
  const lead = leadOf(finding, proof);
  const brief = finding.status === 'undetermined' ? proof.words.reasoning.brief[openIn(finding)] : '';
  if (finding.status !== 'not_met') return { label, lead, brief, points: [] };
  const { applies, met } = explainerOf(source, ruleset).explain(rule, finding);
  const own = [...new Set(ownAnswers(applies, proof))];
  const points = new Set([
    ...(own.length === 0 ? [] : [proof.words.reasoning.appliesBy(own)]),
    ...pointsOf(met, proof),
  ]);
  return { label, lead, brief, points: [...points] };
}

/** Which half of a rule is not known. */
function openIn({ because }: Finding): 'applicability' | 'requirement' {
  return because === 'applicability' ? 'applicability' : 'requirement';
}

function leadOf(finding: Finding, { words }: ProofWords): string {
  const { status, echo } = finding;
  const { reasoning } = words;
  if (status === 'not_met') return echo ? reasoning.follows : reasoning.not_met;
  if (status === 'needs_attestation') return reasoning.needs_attestation;
  return reasoning[openIn(finding)];
}

/** The answers by which a rule applies, without those that its definitions rest on. */
function ownAnswers(node: ProofNode, proof: ProofWords): readonly string[] {
  if (!node.decides) return [];
  switch (node.kind) {
    case 'all_of':
    case 'any_of':
      return node.parts.flatMap((part) => ownAnswers(part, proof));
    case 'test':
      return [proof.words.answer(proof.questionOf(node.fact), proof.answerTo(node.fact, node.value))];
    case 'date':
      return [proof.say(node)];
    case 'not':
    case 'definition':
    case 'sign_off':
    case 'engine':
    case 'constant':
      return [];
  }
}

/** The deciding parts of a requirement: a definition is one point, and so are ways that are all closed. */
function pointsOf(node: ProofNode, proof: ProofWords): readonly string[] {
  if (!node.decides) return [];
  switch (node.kind) {
    case 'all_of':
      return node.parts.flatMap((part) => pointsOf(part, proof));
    case 'any_of': {
      const ways = node.parts.map((part) => pointsOf(part, proof).join(' ')).filter((way) => way !== '');
      return ways.length < 2 ? ways : [proof.words.noWay(ways)];
    }
    case 'not':
      return pointsOf(node.part, proof);
    case 'definition':
      return [proof.words.resting(proof.say(node), answersBehind(node.part, proof))];
    case 'test':
    case 'date':
    case 'sign_off':
    case 'engine':
      return [proof.say(node)];
    case 'constant':
      return [];
  }
}

/** The answers a definition rests on. */
function answersBehind(node: ProofNode, proof: ProofWords): readonly string[] {
  if (!node.decides) return [];
  switch (node.kind) {
    case 'all_of':
    case 'any_of':
      return [...new Set(node.parts.flatMap((part) => answersBehind(part, proof)))];
    case 'not':
    case 'definition':
      return answersBehind(node.part, proof);
    case 'test':
      return [proof.words.answer(proof.questionOf(node.fact), proof.answerTo(node.fact, node.value))];
    case 'date':
    case 'sign_off':
    case 'engine':
    case 'constant':
      return [];
  }
}

const explainers = new WeakMap<AssessedRuleset, Explainer>();

function explainerOf({ input }: ReportSource, ruleset: AssessedRuleset): Explainer {
  const known = explainers.get(ruleset);
  if (known !== undefined) return known;
  const made = new Explainer(ruleset.compiled, input.answers, input.asOf);
  explainers.set(ruleset, made);
  return made;
}

const proofs = new WeakMap<AssessedRuleset, ProofWords>();

function proofWordsOf(source: ReportSource, ruleset: AssessedRuleset): ProofWords {
  const known = proofs.get(ruleset);
  if (known !== undefined) return known;
  const made = new ProofWords(source, ruleset);
  proofs.set(ruleset, made);
  return made;
}
