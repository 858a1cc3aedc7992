import type { Question } from '../language/questionnaire.ts';
import { PHASES } from '../language/shapes/question-file.ts';

/**
 * Questions in the order in which a team does the work: phase by phase, ties as they come, and none before one that it comes after.
 * Signatures come last.
 *
 * @param questions - in question order
 */
export function orderOfWork(questions: readonly Question[]): readonly Question[] {
  const waiting = [...questions].sort((a, b) => {
    const differences = [signed(a) - signed(b), phaseOf(a) - phaseOf(b)];
    return differences.find((difference) => difference !== 0) ?? 0;
  });
  const ordered: Question[] = [];
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ id }) => id));
    const free = waiting.findIndex((question) => !(question.after ?? []).some((id) => ids.has(id)));
    // Loading refuses an order that runs in a circle, so that one is always free.
    ordered.push(...waiting.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

/**
 * The questions among some that come before another, in the order of these: those it names, and through those that are not among them
 * whatever they name in turn.
 */
export function predecessorsIn(
  among: ReadonlyMap<string, Question>,
  question: Question,
  byId: ReadonlyMap<string, Question>,
): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (from: Question): void => {
    for (const id of from.after ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (among.has(id)) found.add(id);
      else {
        const through = byId.get(id);
        if (through !== undefined) visit(through);
      }
    }
  };
  visit(question);
  return [...among.keys()].filter((id) => found.has(id));
}

function signed(question: Question): number {
  return question.type === 'attestation' ? 1 : 0;
}

function phaseOf({ phase }: Question): number {
  return phase === undefined ? PHASES.length : PHASES.indexOf(phase);
}
