import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import { valuateAlone, type ValueOf } from '../evaluation/valuate-alone.ts';
import type { Expression } from '../language/expression.ts';
import type { Question } from '../language/questionnaire.ts';
import { isGiven, type AnswerValue } from '../questionnaire/answers.ts';

/** An answer that would be true once the work is done. */
export interface Change {
  readonly question: Question;
  readonly to: AnswerValue;
}

/** More combinations than any rule has; beyond it a point is left to its remedy. */
const MOST_COMBINATIONS = 512;

const SIGNED: AnswerValue = { attested: true };

/**
 * Answers to change by work so that a requirement is met: a set none of which could be left out. It is one way, not always the only
 * one or the cheapest.
 *
 * @param questions - those the requirement reads
 * @param valueOf - the answers as they are, defaults filled in
 * @returns `undefined` when no change that a team can make is enough
 */
export function findFix(
  met: Expression,
  questions: readonly Question[],
  valueOf: ValueOf,
  asOf: CalendarDate,
): readonly Change[] | undefined {
  const judge = (changes: readonly Change[]): Truth => {
    const changed = new Map(changes.map(({ question, to }) => [question.id, to]));
    return valuateAlone(met, (fact) => changed.get(fact) ?? valueOf(fact), asOf);
  };
  const wanted = questions.flatMap((question) => {
    const targets = targetsOf(question, valueOf(question.id));
    return targets.length === 0 ? [] : [targets.map((to): Change => ({ question, to }))];
  });
  for (const changes of combinations(wanted)) {
    if (judge(changes) === 'true') return shorten(changes, judge);
  }
  return undefined;
}

/** The values to which work can bring an answer, other than the one it has. */
function targetsOf(question: Question, now: AnswerValue | undefined): readonly AnswerValue[] {
  if (!question.fixable) return [];
  switch (question.type) {
    case 'attestation':
      return isGiven(now) ? [] : [SIGNED];
    case 'boolean':
      return (question.fix_to ?? [true, false]).filter((value) => value !== now);
    case 'choice':
      return (question.fix_to ?? Object.keys(question.options ?? {})).filter((value) => value !== now);
    case 'choices':
      return [Object.keys(question.options ?? {})];
    case 'integer':
    case 'date':
      return [];
  }
}

function* combinations(wanted: readonly (readonly Change[])[]): Iterable<readonly Change[]> {
  const count = wanted.reduce((product, choices) => product * choices.length, 1);
  if (wanted.length === 0 || count > MOST_COMBINATIONS) return;
  for (let number = 0; number < count; number += 1) {
    let rest = number;
    yield wanted.flatMap((choices) => {
      const choice = choices[rest % choices.length];
      rest = Math.floor(rest / choices.length);
      return choice === undefined ? [] : [choice];
    });
  }
}

/** Leaves out what is not needed, the costliest first, and within a list the options that are not. */
function shorten(changes: readonly Change[], judge: (changes: readonly Change[]) => Truth): readonly Change[] {
  let kept = changes;
  const byCost = [...changes].sort((a, b) =>
    costOf(a) === costOf(b) ? b.question.order - a.question.order : costOf(b) - costOf(a),
  );
  for (const change of byCost) {
    const without = kept.filter((other) => other !== change);
    if (judge(without) === 'true') kept = without;
  }
  return kept.map((change) => shortenList(change, kept, judge));
}

function shortenList(change: Change, all: readonly Change[], judge: (changes: readonly Change[]) => Truth): Change {
  if (change.question.type !== 'choices' || !Array.isArray(change.to)) return change;
  const others = all.filter((other) => other !== change);
  let options: readonly string[] = change.to.map(String);
  for (const option of options) {
    const fewer = options.filter((other) => other !== option);
    if (judge([...others, { ...change, to: fewer }]) === 'true') options = fewer;
  }
  return { ...change, to: options };
}

function costOf({ question }: Change): number {
  return question.effort_days?.[1] ?? 0;
}
