import type { Question } from '../language/questionnaire.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { findFix } from './find-fix.ts';
import { openFindings, type AssessedFinding, type AssessedRuleset, type ReportSource } from './report-source.ts';

/** A fact that work is to change, with every open finding that asks for it. */
export interface Step {
  readonly question: Question;
  readonly to: readonly AnswerValue[];
  readonly serves: readonly Served[];
  /** Nothing is known of it yet, so that it may turn out to be done. */
  readonly certainty: 'known' | 'not_answered';
}

/** A finding that a step helps to close. */
interface Served {
  readonly ruleset: AssessedRuleset;
  readonly assessed: AssessedFinding;
}

/** What work could close, and what it could not. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly beyondWork: readonly Served[];
  /** Open findings of which answers must show first whether they apply, or what they lack. */
  readonly waitForAnswers: number;
}

/** Collects the facts to change over all open findings of some rulesets, in question order. */
export function collectSteps(source: ReportSource, rulesets: readonly AssessedRuleset[]): Steps {
  const byFact = new Map<string, { question: Question; to: AnswerValue[]; serves: Served[] }>();
  const beyondWork: Served[] = [];
  let waitForAnswers = 0;
  for (const ruleset of rulesets) {
    for (const assessed of openFindings(ruleset)) {
      const { finding, rule } = assessed;
      if (finding.because === 'applicability') {
        waitForAnswers += 1;
        continue;
      }
      const read = rule.facts.flatMap((fact) => ruleset.compiled.questionById.get(fact) ?? []);
      const changes = findFix(rule.met, read, ruleset.valueOf, source.input.asOf);
      if (changes === undefined) {
        if (finding.status === 'undetermined') waitForAnswers += 1;
        else beyondWork.push({ ruleset, assessed });
      }
      for (const { question, to } of changes ?? []) {
        const step = byFact.get(question.id) ?? { question, to: [], serves: [] };
        step.to.push(to);
        step.serves.push({ ruleset, assessed });
        byFact.set(question.id, step);
      }
    }
  }
  const steps = [...byFact.values()].map((step): Step => {
    const known = step.question.type === 'attestation' || source.input.answers.has(step.question.id);
    return { ...step, certainty: known ? 'known' : 'not_answered' };
  });
  return { steps: steps.sort((a, b) => a.question.order - b.question.order), beyondWork, waitForAnswers };
}

/** Steps in the order of work: sign-offs last, what blocks first, and nothing before what it comes after. */
export function orderSteps(steps: readonly Step[]): readonly Step[] {
  const waiting = [...steps].sort((a, b) =>
    turnOf(a) === turnOf(b) ? a.question.order - b.question.order : turnOf(a) - turnOf(b),
  );
  const ordered: Step[] = [];
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ question }) => question.id));
    const free = waiting.findIndex(({ question }) => !(question.after ?? []).some((id) => ids.has(id)));
    // Loading refuses an order that runs in a circle, so that one is always free.
    ordered.push(...waiting.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

function turnOf(step: Step): number {
  if (isSignOff(step)) return blocks(step) ? 2 : 3;
  return blocks(step) ? 0 : 1;
}

/** Whether a step is the signature of a named person. */
export function isSignOff({ question }: Step): boolean {
  return question.type === 'attestation';
}

/** Whether a step closes a blocking point of a binding ruleset. */
export function blocks({ serves }: Step): boolean {
  return serves.some(({ ruleset, assessed }) => ruleset.compiled.binding && assessed.finding.severity === 'blocker');
}
