import { judgeRuleset } from '../evaluation/evaluate.ts';
import type { Question } from '../language/questionnaire.ts';
import { PHASES } from '../language/shapes/question-file.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { predecessorsIn } from '../reasoning/order-of-work.ts';
import type { Plan, PlannedAttestation } from '../reasoning/plan.ts';
import { openFindings, type ReportSource } from './report-source.ts';
import { blocks, isSignOff, phaseOf, type Served, type Step } from './step.ts';
import { voluntaryFixes } from './voluntary-fixes.ts';

/** An open finding that no step closes. */
type Left = Pick<Served, 'ruleset' | 'assessed'>;

/** What work could close, and what it could not. */
export interface PlannedSteps {
  /** Those of the exact plan for the binding rulesets, in the order of work. */
  readonly binding: readonly Step[];
  /** What voluntary rulesets ask for on top, in the order of work. */
  readonly voluntary: readonly Step[];
  readonly beyondWork: readonly Left[];
  /** Open findings of which answers must show first whether they apply, or what they lack. */
  readonly waitForAnswers: number;
}

/** Joins a plan with the findings that it closes, and adds what voluntary rulesets ask for once it is carried out. */
export function plannedSteps(source: ReportSource, plan: Plan): PlannedSteps {
  const findings = new Map(
    source.rulesets.flatMap((ruleset) => ruleset.findings.map((assessed) => [assessed.rule.id, { ruleset, assessed }])),
  );
  const servedBy = (rules: readonly string[], how: Served['how']): readonly Served[] =>
    rules.flatMap((rule) => {
      const found = findings.get(rule);
      return found === undefined ? [] : [{ ...found, how }];
    });
  const stepOf = (planned: PlannedAttestation, to: AnswerValue): readonly Step[] => {
    const question = source.question(planned.fact);
    if (question === undefined) return [];
    return [
      {
        question,
        to: [to],
        certainty: certaintyOf(source, question),
        evidence: planned.evidence,
        serves: [...servedBy(planned.settles, 'alone'), ...servedBy(planned.with, 'with_others')],
        after: planned.after,
      },
    ];
  };
  const binding = [
    ...plan.fixes.flatMap((fix) => stepOf(fix, fix.to)),
    ...plan.attestations.flatMap((signature) => stepOf(signature, SIGNED)),
  ];
  const { answers } = source.input;
  const after: Answers = new Map([...answers, ...binding.flatMap(({ question, to }) => pairOf(question, to))]);
  const further = voluntaryFixes(source, after);
  const all = new Map([...binding, ...further.steps].map(({ question }) => [question.id, question]));
  const known = new Map(source.rulesets.flatMap(({ compiled }) => [...compiled.questionById]));
  return {
    binding: orderSteps(binding),
    voluntary: orderSteps(
      further.steps.map((step) => ({
        ...step,
        certainty: certaintyOf(source, step.question),
        after: predecessorsIn(all, step.question, known),
      })),
    ),
    beyondWork: [...leftOpen(source, plan, after), ...further.beyondWork],
    waitForAnswers: new Set(plan.needs_answers.flatMap(({ rules }) => rules)).size + further.waitForAnswers,
  };
}

const SIGNED: AnswerValue = { attested: true };

function pairOf({ id }: Question, [to]: readonly AnswerValue[]): readonly (readonly [string, AnswerValue])[] {
  return to === undefined ? [] : [[id, to]];
}

function certaintyOf({ input }: ReportSource, { id, type }: Question): Step['certainty'] {
  return type === 'attestation' || input.answers.has(id) ? 'known' : 'not_answered';
}

/** Open findings of binding rulesets that the plan leaves open, but for those that wait for answers or stand in a conflict. */
function leftOpen({ rulesets, input }: ReportSource, plan: Plan, after: Answers): readonly Left[] {
  const waiting = new Set(plan.needs_answers.flatMap(({ rules }) => rules));
  const inConflict = new Set(plan.impossible.filter((rules) => rules.length > 1).flat());
  return rulesets
    .filter(({ compiled }) => compiled.binding)
    .flatMap((ruleset) => {
      const outcomes = judgeRuleset(ruleset.compiled, after, input.asOf);
      const closed = new Set(
        ruleset.compiled.rules.filter((_, index) => isClosed(outcomes[index]?.status)).map(({ id }) => id),
      );
      return openFindings(ruleset)
        .filter(({ rule: { id } }) => !closed.has(id) && !waiting.has(id) && !inConflict.has(id))
        .map((assessed) => ({ ruleset, assessed }));
    });
}

function isClosed(status: string | undefined): boolean {
  return status === 'met' || status === 'not_applicable';
}

/** Steps in the order of work: phase by phase, sign-offs last in theirs, what blocks first, and nothing before what it comes after. */
function orderSteps(steps: readonly Step[]): readonly Step[] {
  const waiting = [...steps].sort((a, b) =>
    turnOf(a) === turnOf(b) ? a.question.order - b.question.order : turnOf(a) - turnOf(b),
  );
  const ordered: Step[] = [];
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ question }) => question.id));
    const free = waiting.findIndex(({ after }) => !after.some((id) => ids.has(id)));
    // Loading refuses an order that runs in a circle, so that one is always free.
    ordered.push(...waiting.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

function turnOf(step: Step): number {
  const withinPhase = (isSignOff(step) ? 2 : 0) + (blocks(step) ? 0 : 1);
  return PHASES.indexOf(phaseOf(step)) * 4 + withinPhase;
}
