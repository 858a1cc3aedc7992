import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Gate } from '../evaluation/evaluation.ts';
import { judgeRuleset } from '../evaluation/evaluate.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import { possibleAnswers } from '../evaluation/possible-answers.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { SEVERITIES } from '../language/shapes/ruleset-file.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { GateProgram } from './gate-program.ts';

/** So many sets of answers are tried at most; the shipped rules need a handful. */
const MOST_TRIED = 2000;

/**
 * Whether the gate is decided: it stays what it is however the open questions are answered. A sign-off is an open question until it is
 * given or refused; an assessment option is none.
 *
 * Exact but for rules of a kind nobody has written: where neither a proof nor a counterexample is found among 2,000 sets of answers,
 * the gate counts as not decided, which costs no more than a further question.
 */
export function isGateDecided(rulesets: readonly CompiledRuleset[], answers: Answers, asOf: CalendarDate): boolean {
  const binding = rulesets.filter((ruleset) => ruleset.binding);
  const program = new GateProgram(binding, asOf);
  const { gate, forGood } = program.gate(answers);
  if (forGood) return true;
  for (const pick of ['first', 'last'] as const) {
    if (program.gate(completed(binding, answers, pick)).gate !== gate) return false;
  }
  return alwaysComesTo(gate, { binding, asOf, program, left: MOST_TRIED }, answers);
}

interface Search {
  readonly binding: readonly CompiledRuleset[];
  readonly asOf: CalendarDate;
  readonly program: GateProgram;
  left: number;
}

/** Whether every completion of some answers comes to a gate: by cases, as far as the gate is not seen to stay. */
function alwaysComesTo(gate: Gate, search: Search, answers: Answers): boolean {
  if (search.left === 0) return false;
  search.left -= 1;
  const reached = search.program.gate(answers);
  if (reached.forGood) return reached.gate === gate;
  const fact = factToTry(search, answers);
  if (fact === undefined) return reached.gate === gate;
  return possibleIn(search.binding, fact).every((answer) =>
    alwaysComesTo(gate, search, new Map([...answers, [fact, answer]])),
  );
}

/** An unanswered fact of the heaviest rule that is not settled; of any rule or cap once they all are. */
function factToTry({ binding, asOf }: Search, answers: Answers): string | undefined {
  const unsettled = binding.flatMap((ruleset) => {
    const outcomes = judgeRuleset(ruleset, answers, asOf);
    return ruleset.rules.filter((_, index) => !isSettled(at(outcomes, index)));
  });
  const facts = unsettled.toSorted(heaviestFirst).flatMap((rule) => rule.facts);
  const others = binding.flatMap((ruleset) => ruleset.questions.map(({ id }) => id));
  return [...facts, ...others].find((fact) => !answers.has(fact) && possibleIn(binding, fact).length > 0);
}

function isSettled({ status, applicability }: Outcome): boolean {
  return status === 'not_met' || status === 'not_applicable' || (status === 'met' && applicability === 'true');
}

function heaviestFirst(a: CompiledRule, b: CompiledRule): number {
  return SEVERITIES.indexOf(a.entry.severity) - SEVERITIES.indexOf(b.entry.severity);
}

/** All open questions answered in the same way: with the first of the possible answers, or with the last. */
function completed(binding: readonly CompiledRuleset[], answers: Answers, pick: 'first' | 'last'): Answers {
  const open = binding
    .flatMap((ruleset) => ruleset.questions)
    .flatMap(({ id }): [string, AnswerValue][] => {
      const answer = answers.has(id) ? undefined : possibleIn(binding, id).at(pick === 'first' ? 0 : -1);
      return answer === undefined ? [] : [[id, answer]];
    });
  return new Map([...answers, ...open]);
}

/** The answers to a question that some ruleset tells apart; none to an assessment option, which is never open. */
function possibleIn(binding: readonly CompiledRuleset[], fact: string): readonly AnswerValue[] {
  if (binding.some((ruleset) => ruleset.questionById.get(fact)?.default !== undefined)) return [];
  return binding.flatMap((ruleset) => possibleAnswers(ruleset, fact));
}
