import { citeRelated } from '../evaluation/citation.ts';
import type { Deciding } from '../evaluation/evaluation.ts';
import type { CompiledRule } from '../language/compiled-ruleset.ts';
import { factOf, leavesOf, operandsOf, type Expression } from '../language/expression.ts';
import { questionReferences, reliedOn } from './answer-words.ts';
import type { ReportFinding, Risk } from './report-model.ts';
import { reasoningOf } from './reasoning.ts';
import { referTo, type AssessedFinding, type AssessedRuleset, type ReportSource } from './report-source.ts';
import { findingWords, severityWords } from './status-words.ts';

/** A finding with everything a reader needs to check it. */
export function describeFinding(
  source: ReportSource,
  ruleset: AssessedRuleset,
  assessed: AssessedFinding,
): ReportFinding {
  const { words } = source;
  const { finding, rule } = assessed;
  const { entry } = rule;
  const { note: confidenceNote } = entry.confidence;
  const own = finding.decided_by.filter((deciding) => !isOfScopeAlone(rule, deciding));
  // What repeats others brings no question of its own.
  const isAsked = (fact: string): boolean => source.input.evaluation.next_questions.some((next) => next.fact === fact);
  const confidence = words.confidence[finding.confidence];
  return {
    ...referTo(source, assessed),
    status: finding.status,
    status_words: findingWords(source, ruleset, finding),
    severity: finding.severity,
    severity_words: severityWords(source, finding),
    tags: finding.tag === null || finding.status === 'met' ? [] : [words.tags[finding.tag] ?? finding.tag],
    related: citeRelated(ruleset.compiled, entry.citation, source.locale),
    requirement: source.text(entry.requirement),
    reasoning: reasoningOf(source, ruleset, assessed),
    relied_on: own.map((deciding) => reliedOn(source, deciding)),
    missing: questionReferences(source, finding.echo ? finding.open.filter(isAsked) : finding.open),
    risks: risksOf(source, ruleset, entry.consequences),
    remedy: source.text(entry.remedy),
    evidence: entry.evidence.map((text) => source.text(text)),
    basis: words.basis[finding.basis],
    confidence:
      confidenceNote === undefined ? confidence : words.findings.withNote(confidence, source.text(confidenceNote)),
    assurance: finding.assurance === null ? [] : [words.assurance.ofFinding[finding.assurance]],
    reviews: finding.review.map(({ why, ask }) => words.reviewBy(why, ask)),
    notes: [
      ...(entry.note === undefined ? [] : [source.text(entry.note)]),
      ...(finding.echo ? [words.notCounted] : []),
    ],
  };
}

/** Whether it decides, through a definition, that the rule applies, and nothing about whether what it asks for is there. */
function isOfScopeAlone(rule: CompiledRule, deciding: Deciding): boolean {
  if ('rule' in deciding) return false;
  return scopeFactsOf(rule).has('fact' in deciding ? deciding.fact : undefined);
}

const scopeFacts = new WeakMap<CompiledRule, ReadonlySet<string | undefined>>();

/** The facts, and `undefined` for the date, that a rule reads through definitions in `applies` and not in `met`; found once. */
function scopeFactsOf(rule: CompiledRule): ReadonlySet<string | undefined> {
  const known = scopeFacts.get(rule);
  if (known !== undefined) return known;
  const facts = new Set(definitionsIn(rule.applies).flatMap((definition) => leavesOf(definition).map(factOf)));
  for (const leaf of leavesOf(rule.met)) facts.delete(factOf(leaf));
  scopeFacts.set(rule, facts);
  return facts;
}

function definitionsIn(expression: Expression): readonly Expression[] {
  return expression.op === 'definition' ? [expression] : operandsOf(expression).flatMap(definitionsIn);
}

/** The consequences with the given codes, in the order of the ruleset's table. */
export function risksOf(
  source: ReportSource,
  { compiled }: AssessedRuleset,
  codes: readonly string[],
): readonly Risk[] {
  return (compiled.file.consequences ?? [])
    .filter(({ id }) => codes.includes(id))
    .map(({ id, title, text, confidence }) => ({
      code: id,
      title: title === undefined ? '' : source.text(title),
      text: source.text(text),
      confidence: source.words.confidence[confidence],
    }));
}
