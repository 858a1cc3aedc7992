import { PHASES, type Phase } from '../language/shapes/question-file.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { makePlan } from '../reasoning/make-plan.ts';
import { timelineOf, type Timeline } from '../reasoning/timeline.ts';
import { answerWords, askedIn } from './answer-words.ts';
import { describeBlocker } from './blockers.ts';
import { beginPart, headingOf } from './part-heading.ts';
import { blocks, collectSteps, isSignOff, orderSteps, type Step } from './plan-steps.ts';
import type { Particular, PlanPart, PlanPhase, PlanStep, Waiting } from './report-model.ts';
import { referTo, type ReportSource } from './report-source.ts';

/** What would close the open points, in the order of work; voluntary instruments apart. */
export function buildPlan(source: ReportSource): PlanPart {
  const { words, rulesets } = source;
  const binding = collectSteps(
    source,
    rulesets.filter(({ compiled }) => compiled.binding),
  );
  const voluntary = collectSteps(
    source,
    rulesets.filter(({ compiled }) => !compiled.binding),
  );
  const boundFacts = new Set(binding.steps.map(({ question }) => question.id));
  const alone = voluntary.steps.filter(({ question }) => !boundFacts.has(question.id));
  // A fact that both kinds ask for is worked on once, under the binding duty.
  const joined = binding.steps.map((step): Step => {
    const other = voluntary.steps.find(({ question }) => question.id === step.question.id);
    return other === undefined
      ? step
      : { ...step, to: [...step.to, ...other.to], serves: [...step.serves, ...other.serves] };
  });
  const inScope = rulesets.some(({ compiled, result }) => compiled.binding && result.verdict !== 'out_of_scope');
  const unanswered = alone.filter(({ certainty }) => certainty === 'not_answered').length;
  const beyond = [...binding.beyondWork, ...voluntary.beyondWork];
  const waitForAnswers = binding.waitForAnswers + voluntary.waitForAnswers;
  const something = joined.length + alone.length + beyond.length + waitForAnswers > 0;
  const base = beginPart(words, 'plan', something ? 'something' : 'nothing');
  return {
    ...base,
    lead: [...base.lead, ...(waitForAnswers > 0 ? [words.plan.answersFirst(waitForAnswers)] : [])],
    standing: something ? [...words.plan.standing, ...(inScope ? [words.plan.bindingDuty] : [])] : [],
    totals: effortOf(source, joined),
    phases: joined.length === 0 ? [] : phasesOf(source, joined, inScope ? 'every phase' : 'phases with steps'),
    voluntary_heading: words.plan.voluntaryHeading,
    voluntary_lead: [
      ...words.plan.voluntaryLead,
      ...(unanswered === 0 ? [] : [words.plan.voluntaryUnanswered(unanswered, headingOf(words, 'questions').number)]),
    ],
    voluntary: phasesOf(
      source,
      alone.filter(({ certainty }) => certainty === 'known'),
      'phases with steps',
    ),
    beyond_work_heading: words.plan.beyondWorkHeading,
    beyond_work_lead: words.plan.beyondWorkLead,
    beyond_work: beyond.map(({ ruleset, assessed }) => describeBlocker(source, ruleset, assessed)),
  };
}

function phasesOf(
  source: ReportSource,
  steps: readonly Step[],
  which: 'every phase' | 'phases with steps',
): readonly PlanPhase[] {
  const { plan } = source.words;
  return PHASES.flatMap((phase, index): readonly PlanPhase[] => {
    const ordered = orderSteps(steps.filter(({ question }) => question.phase === phase));
    if (ordered.length === 0 && which === 'phases with steps') return [];
    return [
      {
        phase,
        number: String(index + 1),
        heading: plan.phases[phase].heading,
        about: which === 'every phase' ? aboutOf(source, phase, ordered) : [],
        effort: effortOf(source, ordered),
        ...timesOf(source, phase, ordered),
        steps: ordered.filter(({ certainty }) => certainty === 'known').map((step) => describeStep(source, step)),
        to_check: ordered
          .filter(({ certainty }) => certainty === 'not_answered')
          .map((step) => describeStep(source, step)),
        waiting: ordered.flatMap((step) => waitingOf(source, step)),
      },
    ];
  });
}

function aboutOf({ words: { plan } }: ReportSource, phase: Phase, steps: readonly Step[]): readonly string[] {
  return [plan.phases[phase].about, ...(steps.length === 0 ? [plan.nothingInPhase] : [])];
}

function describeStep(source: ReportSource, step: Step): PlanStep {
  const { words } = source;
  const { question } = step;
  const now = source.input.answers.get(question.id) ?? question.default;
  const urgency = blocks(step)
    ? 'blocks_launch'
    : step.serves.some(({ ruleset }) => ruleset.compiled.binding)
      ? 'other_point'
      : 'voluntary';
  const advice = question.fix_kind === undefined ? '' : words.plan.advice[question.fix_kind];
  return {
    fact: question.id,
    kind: isSignOff(step) ? 'sign_off' : 'work',
    urgency,
    urgency_words: words.plan.urgency[urgency],
    text: askedIn(source, question),
    now: now === undefined ? words.notAnswered : answerWords(source, question, now),
    then: isSignOff(step) ? words.plan.signed : targetWords(source, step),
    effort: question.effort_days === undefined ? '' : words.plan.workingDays(...question.effort_days),
    owner: question.fix_kind === undefined ? '' : words.plan.owner[question.fix_kind],
    advice: advice === '' ? [] : [advice],
    serves: step.serves.map(({ assessed }) => referTo(source, assessed)),
  };
}

/** Every answer that the findings ask for; a list holds the options of all of them. */
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

/** How long a phase takes, and when: its dates are those of the least work that opens the gate. */
function timesOf(
  source: ReportSource,
  phase: Phase,
  steps: readonly Step[],
): Pick<PlanPhase, 'work' | 'wait' | 'dates'> {
  const { plan, date } = source.words;
  const waits = steps.flatMap(({ question }) => question.wait_days ?? []);
  const placed = timelineIn(source)?.phases.find((one) => one.phase === phase);
  return {
    work: steps.length === 0 ? '' : plan.workingDays(...sumOf(steps)),
    wait:
      waits.length === 0
        ? ''
        : plan.days(Math.max(...waits.map(({ low }) => low)), Math.max(...waits.map(({ high }) => high))),
    dates: placed === undefined ? '' : plan.between(date(placed.begin_by.at_high), date(placed.finish_by.at_low)),
  };
}

const timelines = new WeakMap<ReportSource, Timeline | null>();

/** The least work that opens the gate, placed before the launch; none while no launch is set. */
function timelineIn(source: ReportSource): Timeline | null {
  const known = timelines.get(source);
  if (known !== undefined) return known;
  const { input, rulesets } = source;
  const compiled = rulesets.map((ruleset) => ruleset.compiled);
  const made =
    input.targetLaunch === null
      ? null
      : timelineOf(makePlan(compiled, input.answers, input.asOf, 'unblocked'), input.asOf, input.targetLaunch);
  timelines.set(source, made);
  return made;
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
