import type { Finding } from '../core/evaluation/evaluation.ts';
import { PHASES, type Phase } from '../core/language/shapes/question-file.ts';
import { textIn } from '../core/language/shapes/text.ts';
import type { PlanPhase, PlanStep } from '../core/report/plan-model.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import { wordsFor } from '../core/report/words.ts';
import type { EvaluatedFile } from './evaluate-file.ts';
import { remedyOf } from './remedy.ts';
import { soonInForce } from './soon-in-force.ts';
import { cliWordsFor } from './words/cli-words-for.ts';
import { sentencesOf } from './wrap.ts';

/** What to do next, and the phase of the order of work it belongs to. */
interface NextStep {
  readonly phase: Phase;
  readonly text: string;
}

/** By this fact a clear gate is followed by the launch, or by keeping what is there. */
const LAUNCH_STATE = 'service.launch_state';

/** The line about what to do next: its phase, and a question to answer or a remedy. Binding rulesets come before voluntary ones. */
export function nextStepText(model: ReportModel, evaluated: EvaluatedFile): string {
  const { phase, text } = nextStep(model, evaluated);
  const { locale } = model;
  return cliWordsFor(locale).next.step(wordsFor(locale).plan.phases[phase].heading, text);
}

function nextStep(model: ReportModel, evaluated: EvaluatedFile): NextStep {
  const findings = (binding: boolean): readonly Finding[] =>
    evaluated.subject.evaluation.rulesets
      .filter((ruleset) => ruleset.binding === binding)
      .flatMap((ruleset) => ruleset.findings);
  const [duties, commitments] = [findings(true), findings(false)];
  return (
    firstOf(duties, model.plan.phases, model, evaluated) ??
    firstOf(commitments, model.plan.voluntary, model, evaluated) ??
    whenNothingIsOpen(evaluated)
  );
}

/**
 * The question or the step that comes first in the order of work. In one phase, work comes first while known gaps block the launch;
 * else the question does, since answering costs least.
 */
function firstOf(
  findings: readonly Finding[],
  phases: readonly PlanPhase[],
  model: ReportModel,
  evaluated: EvaluatedFile,
): NextStep | undefined {
  const weighty = findings.filter(({ severity }) => severity === 'blocker' || severity === 'major');
  const step = firstStep(phases, findings, evaluated) ?? beyondWork(model, findings);
  const question = questionAmong(weighty, evaluated) ?? step ?? questionAmong(findings, evaluated);
  if (step === undefined || question === undefined) return step ?? question;
  const lead = PHASES.indexOf(step.phase) - PHASES.indexOf(question.phase);
  return lead < 0 || (lead === 0 && evaluated.subject.evaluation.gate === 'blocked') ? step : question;
}

/** The best question that could still change one of the findings; sign-offs are no questions to answer now. */
function questionAmong(findings: readonly Finding[], { library, subject }: EvaluatedFile): NextStep | undefined {
  const words = cliWordsFor(subject.evaluation.locale);
  const open = new Set(findings.filter(({ status }) => status === 'undetermined').map(({ rule }) => rule));
  for (const { fact, rules } of subject.evaluation.next_questions) {
    const question = library.questionnaire.byId.get(fact);
    if (question === undefined || question.type === 'attestation' || !rules.some((rule) => open.has(rule))) continue;
    const [text = ''] = sentencesOf(textIn(subject.evaluation.locale, question.text));
    return { phase: question.phase ?? 'decide', text: words.next.answer(words.check.remark(text, fact)) };
  }
  return undefined;
}

function firstStep(
  phases: readonly PlanPhase[],
  findings: readonly Finding[],
  evaluated: EvaluatedFile,
): NextStep | undefined {
  const { check } = cliWordsFor(evaluated.subject.evaluation.locale);
  for (const { phase, steps } of phases) {
    const [step] = steps;
    if (step !== undefined) return { phase, text: check.remark(stepText(step, findings, evaluated), step.fact) };
  }
  return undefined;
}

/** The remedy of the weightiest finding that a step serves; a sign-off says first what is signed. */
function stepText(step: PlanStep, findings: readonly Finding[], evaluated: EvaluatedFile): string {
  const served = findings.filter(({ rule }) => step.serves.some((reference) => reference.rule === rule));
  const weightiest = served.find(({ severity }) => severity === 'blocker') ?? served[0];
  if (weightiest === undefined) return step.text;
  const remedy = remedyOf(weightiest, evaluated);
  if (step.kind !== 'sign_off') return remedy;
  return wordsFor(evaluated.subject.evaluation.locale).sentences([step.text, remedy]);
}

/** What no answer of the team would close; its remedy says what can be done. */
function beyondWork(model: ReportModel, findings: readonly Finding[]): NextStep | undefined {
  const point = model.plan.beyond_work.find(({ rule }) => findings.some((finding) => finding.rule === rule));
  return point === undefined ? undefined : { phase: 'decide', text: sentencesOf(point.remedy)[0] ?? '' };
}

function whenNothingIsOpen(evaluated: EvaluatedFile): NextStep {
  const { evaluation, answers } = evaluated.subject;
  const { next } = cliWordsFor(evaluation.locale);
  const [soon] = soonInForce(evaluated);
  if (soon !== undefined) return { phase: 'keep', text: next.before(soon.from, remedyOf(soon.finding, evaluated)) };
  const launched = answers.has(LAUNCH_STATE) && answers.get(LAUNCH_STATE) !== 'pre_launch';
  if (evaluation.gate === 'clear' && !launched) {
    const words = wordsFor(evaluation.locale);
    return { phase: 'launch_day', text: words.sentences([words.plan.phases.launch_day.about, next.again]) };
  }
  return { phase: 'keep', text: next.keep };
}
