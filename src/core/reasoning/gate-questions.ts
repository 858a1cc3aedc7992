import type { CalendarDate } from '../base/calendar-date.ts';
import { asNextQuestion, AwaitedFacts, settlesMore, type AwaitedFact } from '../evaluation/awaited-facts.ts';
import type { Evaluation, NextQuestion } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { GateCourses } from './gate-courses.ts';
import { turnsTheGate } from './gate-findings.ts';
import { GateProgram } from './gate-program.ts';

/**
 * The questions on which the gate may still turn, best first, for whoever wants it decided with few questions. The first is the one
 * from which a course of one or two questions decides the gate with the greatest probability per question asked: by this ratio a
 * search for the first success among independent trials is shortest. Equal ones, and those that decide nothing so soon, stand by what
 * an answer may be expected to settle, as in the next questions of an evaluation. Sign-offs come last.
 *
 * An evaluation ranks by the latter alone: it serves the whole picture, and looking two answers ahead costs many times an evaluation.
 *
 * @param evaluation - of the same rulesets, answers and day
 * @param notKnown - facts that are not asked for, since nobody knows them
 * @returns every question that may have to be asked, so that none is left when none can change the gate
 */
export function gateQuestions(
  rulesets: readonly CompiledRuleset[],
  evaluation: Evaluation,
  answers: Answers,
  asOf: CalendarDate,
  notKnown: ReadonlySet<string> = new Set(),
): readonly NextQuestion[] {
  const binding = rulesets.filter((ruleset) => ruleset.binding);
  const results = evaluation.rulesets.filter((result) => result.binding);
  const awaited = new AwaitedFacts(binding, results, turnsTheGate(results));
  awaited.weigh(new GateProgram(binding, asOf, awaited.lanes).truths(answers));
  const open = awaited.facts.filter(({ question }) => !answers.has(question.id) && !notKnown.has(question.id));
  const askable = open.filter((fact) => !isSignOff(fact));
  const now = askable.length > 0 ? askable : open;
  const later = askable.length > 0 ? open.filter(isSignOff) : [];
  const courses = new GateCourses(binding, results, answers, asOf);
  const ratios = courses.ratios(now.map(({ question }) => question.id));
  const ratioOf = ({ question }: AwaitedFact): number => ratios.get(question.id) ?? 0;
  const soonest = (a: AwaitedFact, b: AwaitedFact): number => {
    const ratio = ratioOf(b) - ratioOf(a);
    return ratio === 0 ? settlesMore(a, b) : ratio;
  };
  return [...now.toSorted(soonest), ...later.toSorted(settlesMore)].map(asNextQuestion);
}

function isSignOff({ question }: AwaitedFact): boolean {
  return question.type === 'attestation';
}
