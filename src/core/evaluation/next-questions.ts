import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { questionOrder } from '../language/question-order.ts';
import type { Question } from '../language/questionnaire.ts';
import type { NextQuestion, RulesetResult } from './evaluation.ts';
import { isOpen } from './roll-up.ts';

/** What a question waits for: scope is asked first, then what a duty asks for; sign-offs come when the evidence exists. */
type Turn = 0 | 1 | 2;

interface Candidate {
  readonly question: Question;
  readonly rules: string[];
  turn: Turn;
}

/**
 * The questions that can still change a finding, in the order to ask them: those on which it turns whether duties apply, then those
 * on whether they are met, then sign-offs; within each the ones on which most findings turn, ties by question order.
 */
export function nextQuestions(
  rulesets: readonly CompiledRuleset[],
  results: readonly RulesetResult[],
): readonly NextQuestion[] {
  const order = questionOrder(rulesets);
  const placeOf = ({ question }: Candidate): number => order.get(question.id) ?? 0;
  const candidates = new Map<string, Candidate>();
  for (const [index, ruleset] of rulesets.entries()) {
    const findings = results[index]?.findings ?? [];
    for (const [position, rule] of ruleset.rules.entries()) {
      const finding = findings[position];
      if (finding === undefined || finding.echo || !isOpen(finding)) continue;
      for (const fact of finding.open) {
        const candidate = candidates.get(fact) ?? candidateFor(ruleset, fact);
        if (candidate === undefined) continue;
        if (candidate.rules.length === 0) candidates.set(fact, candidate);
        candidate.rules.push(finding.rule);
        if (candidate.turn === 1 && finding.because === 'applicability' && rule.scopeFacts.has(fact))
          candidate.turn = 0;
      }
    }
  }
  return [...candidates.values()]
    .sort((a, b) => {
      if (a.turn !== b.turn) return a.turn - b.turn;
      return a.rules.length === b.rules.length ? placeOf(a) - placeOf(b) : b.rules.length - a.rules.length;
    })
    .map(({ question, rules }) => ({ fact: question.id, group: question.group, rules }));
}

function candidateFor(ruleset: CompiledRuleset, fact: string): Candidate | undefined {
  const question = ruleset.questionById.get(fact);
  return question === undefined ? undefined : { question, rules: [], turn: question.type === 'attestation' ? 2 : 1 };
}
