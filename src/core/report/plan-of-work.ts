import { PHASES, type Phase } from '../language/shapes/question-file.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { Plan } from '../reasoning/plan.ts';
import { answerWords, askedIn, questionReferences } from './answer-words.ts';
import { describeBlocker } from './blockers.ts';
import { beginPart, headingOf } from './part-heading.ts';
import type { PlanPart, PlanPhase, PlanStep, ServedPoint, Waiting } from './plan-model.ts';
import { describeRoutes } from './plan-routes.ts';
import { buildTime, datesByPhase } from './plan-time.ts';
import { plannedSteps } from './planned-steps.ts';
import { plannedWork } from './planned-work.ts';
import type { Particular } from './part-model.ts';
import { findingsOf, referTo, type ReportSource } from './report-source.ts';
import { blocks, isSignOff, phaseOf, type Served, type Step } from './step.ts';
import { suggestedOwner } from './suggested-owner.ts';

/**
 * The least work that leaves no point of a binding instrument open, in the order of work, with the time it takes; beside it what
 * stands in its way, the routes that change what the product is, and what voluntary instruments ask for on top.
 */
export function buildPlan(source: ReportSource): PlanPart {
  const { words, rulesets, input } = source;
  const compiled = rulesets.map((ruleset) => ruleset.compiled);
  const { plan, routes } = plannedWork(compiled, input.answers, input.asOf);
  const { binding, voluntary, beyondWork, waitForAnswers } = plannedSteps(source, plan);
  const inScope = rulesets.some((ruleset) => ruleset.compiled.binding && ruleset.result.verdict !== 'out_of_scope');
  const conflicts = plan.impossible.filter((rules) => rules.length > 1);
  const something = binding.length + voluntary.length + beyondWork.length + waitForAnswers + conflicts.length > 0;
  const base = beginPart(words, 'plan', something ? 'something' : 'nothing');
  const known = voluntary.filter(({ certainty }) => certainty === 'known');
  const printer = new PhasePrinter(source, [...binding, ...known], datesByPhase(source, plan));
  return {
    ...base,
    lead: [...base.lead, ...(waitForAnswers > 0 ? [words.plan.answersFirst(waitForAnswers)] : [])],
    standing: something ? standingOf(source, inScope, binding.length + voluntary.length > 0) : [],
    outcome: something ? outcomeOf(source, plan) : [],
    totals: effortOf(source, binding),
    phases: binding.length === 0 ? [] : printer.phases(binding, inScope ? 'every phase' : 'phases with steps'),
    answers_first: answersFirst(source, plan),
    conflicts: {
      heading: words.plan.impossible,
      lead: words.plan.impossibleLead,
      sets: conflicts.map((rules) => findingsOf(source, rules).map((assessed) => referTo(source, assessed))),
    },
    opens: {
      heading: words.plan.opens,
      findings: findingsOf(source, plan.opens).map((assessed) => referTo(source, assessed)),
    },
    beyond_work_heading: words.plan.beyondWorkHeading,
    beyond_work_lead: words.plan.beyondWorkLead,
    beyond_work: beyondWork.map(({ ruleset, assessed }) => describeBlocker(source, ruleset, assessed)),
    time: buildTime(source, plan),
    routes: describeRoutes(source, routes),
    voluntary_heading: words.plan.voluntaryHeading,
    voluntary_lead: [...words.plan.voluntaryLead, ...unansweredLead(source, voluntary.length - known.length)],
    voluntary: printer.phases(known, 'phases with steps'),
  };
}

function standingOf({ words: { plan } }: ReportSource, inScope: boolean, hasSteps: boolean): readonly string[] {
  return [...plan.standing, ...(inScope ? [plan.bindingDuty] : []), ...(hasSteps ? [plan.ownersAreSuggested] : [])];
}

function outcomeOf({ words: { plan: words } }: ReportSource, { gate }: Plan): readonly Particular[] {
  return [{ label: words.onceDone, value: gate === null ? words.nothingClaimed : words.gate[gate] }];
}

function unansweredLead({ words }: ReportSource, facts: number): readonly string[] {
  return facts === 0 ? [] : [words.plan.voluntaryUnanswered(facts, headingOf(words, 'questions').number)];
}

function answersFirst(source: ReportSource, { needs_answers: needs }: Plan): PlanPart['answers_first'] {
  const { plan } = source.words;
  return {
    heading: plan.needsAnswers,
    lead: plan.needsAnswersLead,
    questions: needs.flatMap(({ fact, rules }) =>
      questionReferences(source, [fact]).map((question) => ({
        ...question,
        bears_on: findingsOf(source, rules).map((assessed) => referTo(source, assessed)),
      })),
    ),
  };
}

/** Describes steps phase by phase; their numbers run through all of them. */
class PhasePrinter {
  readonly #source: ReportSource;
  readonly #numbers: ReadonlyMap<string, string>;
  readonly #dates: ReadonlyMap<Phase, string>;

  constructor(source: ReportSource, steps: readonly Step[], dates: ReadonlyMap<Phase, string>) {
    this.#source = source;
    this.#numbers = new Map(
      [...new Set(steps.map(({ question }) => question.id))].map((id, at) => [id, String(at + 1)]),
    );
    this.#dates = dates;
  }

  phases(steps: readonly Step[], which: 'every phase' | 'phases with steps'): readonly PlanPhase[] {
    const { plan } = this.#source.words;
    return PHASES.flatMap((phase, index): readonly PlanPhase[] => {
      const own = steps.filter((step) => phaseOf(step) === phase);
      if (own.length === 0 && which === 'phases with steps') return [];
      const known = own.filter(({ certainty }) => certainty === 'known');
      const toCheck = own.filter(({ certainty }) => certainty === 'not_answered');
      const nothing = own.length === 0 ? [plan.nothingInPhase] : [];
      const first = phase === 'file' && own.length > 0 && hasNoEntity(this.#source) ? [plan.entityFirst] : [];
      return [
        {
          phase,
          number: String(index + 1),
          heading: plan.phases[phase].heading,
          about: which === 'every phase' ? [plan.phases[phase].about, ...first, ...nothing] : [],
          effort: effortOf(this.#source, own),
          work: own.length === 0 ? '' : plan.workingDays(...sumOf(own)),
          wait: waitOf(this.#source, own),
          dates: which === 'every phase' ? (this.#dates.get(phase) ?? '') : '',
          steps: known.map((step) => this.#step(step)),
          to_check: toCheck.map((step) => this.#step(step)),
          waiting: own.flatMap((step) => waitingOf(this.#source, step)),
        },
      ];
    });
  }

  #step(step: Step): PlanStep {
    const { words, input } = this.#source;
    const { question } = step;
    const now = input.answers.get(question.id) ?? question.default;
    const urgency = urgencyOf(step);
    const advice = question.fix_kind === undefined ? '' : words.plan.advice[question.fix_kind];
    const owner = words.plan.owners[suggestedOwner(question)];
    const before = step.after.flatMap((fact) => this.#numbers.get(fact) ?? []).sort((a, b) => Number(a) - Number(b));
    return {
      fact: question.id,
      number: this.#numbers.get(question.id) ?? '',
      kind: isSignOff(step) ? 'sign_off' : 'work',
      urgency,
      urgency_words: words.plan.urgency[urgency],
      owner: isSignOff(step) ? words.plan.signedBy(owner) : owner,
      text: askedIn(this.#source, question),
      now: now === undefined ? words.notAnswered : answerWords(this.#source, question, now),
      then: isSignOff(step) ? words.plan.signed : targetWords(this.#source, step),
      effort: question.effort_days === undefined ? '' : words.plan.workingDays(...question.effort_days),
      advice: advice === '' ? [] : [advice],
      after: before.length === 0 ? '' : words.plan.afterSteps(before),
      evidence: step.evidence.map((text) => this.#source.text(text)),
      serves: step.serves.map((served) => this.#served(served)),
    };
  }

  #served({ assessed, how }: Served): ServedPoint {
    const { withOthers } = this.#source.words.plan;
    return { ...referTo(this.#source, assessed), kind: how, kind_words: how === 'alone' ? '' : withOthers };
  }
}

/** Whether the provider is a foreign company that has nobody who could file for it. */
function hasNoEntity({ input }: ReportSource): boolean {
  return input.answers.get('org.ownership') === 'foreign_no_entity';
}

function urgencyOf(step: Step): PlanStep['urgency'] {
  if (blocks(step)) return 'blocks_launch';
  return step.serves.some(({ ruleset }) => ruleset.compiled.binding) ? 'other_point' : 'voluntary';
}

/** Every answer that is asked for; a list holds the options of all of them. */
function targetWords(source: ReportSource, { question, to }: Step): string {
  if (question.type === 'choices') {
    const wanted = new Set(to.flatMap((value) => (Array.isArray(value) ? value.map(String) : [])));
    const options = Object.keys(question.options ?? {}).filter((option) => wanted.has(option));
    return answerWords(source, question, options);
  }
  return source.words.semicolons([...new Set(to.map((value: AnswerValue) => answerWords(source, question, value)))]);
}

function effortOf({ words: { plan } }: ReportSource, steps: readonly Step[]): readonly Particular[] {
  const known = steps.filter(({ certainty }) => certainty === 'known');
  const unanswered = steps.filter(({ certainty }) => certainty === 'not_answered');
  const blocking = steps.filter(blocks);
  const line = (label: string, of: readonly Step[]): readonly Particular[] =>
    of.length === 0 ? [] : [{ label, value: plan.workingDays(...sumOf(of)) }];
  return [
    ...line(plan.knownEffort, known),
    ...line(plan.effortIfMissing, unanswered),
    ...(blocking.length < steps.length ? line(plan.effortForBlockers, blocking) : []),
  ];
}

function sumOf(steps: readonly Step[]): readonly [low: number, high: number] {
  let [low, high] = [0, 0];
  for (const { question } of steps) {
    low += question.effort_days?.[0] ?? 0;
    high += question.effort_days?.[1] ?? 0;
  }
  return [low, high];
}

/** How long the longest wait is: what is waited for runs side by side. */
function waitOf({ words }: ReportSource, steps: readonly Step[]): string {
  const waits = steps.flatMap(({ question }) => question.wait_days ?? []);
  if (waits.length === 0) return '';
  return words.plan.days(Math.max(...waits.map(({ low }) => low)), Math.max(...waits.map(({ high }) => high)));
}

function waitingOf(source: ReportSource, { question }: Step): readonly Waiting[] {
  const wait = question.wait_days;
  if (wait === undefined) return [];
  return [
    {
      text: askedIn(source, question),
      days: source.words.plan.days(wait.low, wait.high),
      who: source.text(wait.who),
      basis: source.text(wait.basis),
    },
  ];
}
