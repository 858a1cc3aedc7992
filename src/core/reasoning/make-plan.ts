import type { CalendarDate } from '../base/calendar-date.ts';
import { carryOut, type Steps } from '../base/steps.ts';
import { evaluate, judgeRuleset } from '../evaluation/evaluate.ts';
import type { Evaluation, Finding, Gate } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Question } from '../language/questionnaire.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { halfDays, type Pick } from './least-effort.ts';
import { orderOfWork, predecessorsIn } from './order-of-work.ts';
import { planProblem, type PlanProblem, type PlanTarget, type PlanTask } from './plan-goals.ts';
import type { PlanVariables } from './plan-variables.ts';
import type { EffortDays, NeededAnswer, Plan, PlannedAttestation, PlannedFix } from './plan.ts';
import { Settling } from './settling.ts';
import { solveInSteps, type PlanSolution } from './solve-plan.ts';

/**
 * Finds the least-effort set of changes that reaches a target: exact, and the same for the same arguments. Only fixable facts change,
 * and only to the values that their questions name under `fix_to`; lists only grow. Whatever only removes a duty is left out. Where
 * answers that are not known yet stand in the way, the plan serves the rules that can be settled without them, names them, and claims
 * nothing of the gate; the same where some rules cannot be met whatever is changed.
 *
 * Plans are compared by the signatures they need (so that none stands in for work), then by the sum of the high efforts in half-days,
 * that of the low ones, the number of facts, the number of options added to lists, and the order of the questions.
 *
 * @param rulesets - those assessed; the binding ones set the goals
 * @param answers - as they are; attestations not given are signed by the plan, never assumed
 */
export function makePlan(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  target: PlanTarget = 'unblocked',
): Plan {
  return carryOut(makePlanInSteps(rulesets, answers, asOf, target));
}

/** The same in steps of a few milliseconds, for whoever has other things to do in between. */
export function* makePlanInSteps(
  rulesets: readonly CompiledRuleset[],
  answers: Answers,
  asOf: CalendarDate,
  target: PlanTarget,
): Steps<Plan> {
  const binding = rulesets.filter((ruleset) => ruleset.binding);
  const judged = binding.map((ruleset) => ({ ruleset, outcomes: judgeRuleset(ruleset, answers, asOf) }));
  const task: PlanTask = { rulesets: judged, answers, asOf, target };
  const problem = planProblem(task, 'as they are');
  let free: PlanProblem | undefined;
  const withAnswers = (): PlanProblem => (free ??= planProblem(task, 'any'));
  yield;
  let solution = yield* solveInSteps(problem, withAnswers);
  yield;
  let changes = changesIn(solution.picks, problem.variables, answers);
  let after = evaluate(binding, withChanges(answers, changes), asOf);
  if (after.gate === 'undetermined' && !isHeldBack(after, target)) {
    // No finding holds the gate back, so that it can only be that nothing at all is settled.
    yield;
    const further = yield* solveInSteps(problem, withAnswers, problem.somethingSettled);
    if (further.picks.length > 0) {
      solution = further;
      changes = changesIn(solution.picks, problem.variables, answers);
      after = evaluate(binding, withChanges(answers, changes), asOf);
    }
  }
  yield;
  return yield* describe(rulesets, task, solution, changes, after, problem.variables);
}

/** The answers once changes are made. */
function withChanges(answers: Answers, changes: ReadonlyMap<Question, AnswerValue>): Answers {
  return new Map([...answers, ...[...changes].map(([{ id }, to]): [string, AnswerValue] => [id, to])]);
}

function* describe(
  rulesets: readonly CompiledRuleset[],
  { answers, asOf, target }: PlanTask,
  solution: PlanSolution,
  changes: ReadonlyMap<Question, AnswerValue>,
  after: Evaluation,
  variables: PlanVariables,
): Steps<Plan> {
  const byFact = new Map([...changes].map(([{ id }, to]): [string, AnswerValue] => [id, to]));
  const settling = new Settling(rulesets, answers, asOf, byFact);
  const among = new Map([...changes.keys()].map((question) => [question.id, question]));
  const known = new Map(rulesets.flatMap(({ questionById }) => [...questionById]));
  const fixes: PlannedFix[] = [];
  const attestations: PlannedAttestation[] = [];
  for (const question of orderOfWork([...changes.keys()])) {
    const common = {
      fact: question.id,
      after: predecessorsIn(among, question, known),
      effort_days: question.effort_days ?? NO_EFFORT,
      ...settling.of(question.id),
    };
    const to = byFact.get(question.id);
    if (question.type === 'attestation') attestations.push(common);
    else if (to !== undefined) fixes.push(fixOf(question, answers.get(question.id) ?? null, to, common));
    if ((fixes.length + attestations.length) % DESCRIBED_AT_ONCE === 0) yield;
  }
  const needs =
    solution.impossible.length > 0 || !reaches(after.gate, target)
      ? neededAnswers(after, target, solution, variables)
      : [];
  const claims = solution.impossible.length === 0 && reaches(after.gate, target);
  return {
    target,
    gate: claims ? after.gate : null,
    fixes,
    attestations,
    needs_answers: needs,
    effort_days: sumOf(fixes),
    opens: settling.opened(),
    impossible: solution.impossible.map((conflict) => conflict.map(({ rule }) => rule.id)),
  };
}

const NO_EFFORT: EffortDays = [0, 0];

/** Changes described in one step: less than a millisecond of work. */
const DESCRIBED_AT_ONCE = 8;

function fixOf(question: Question, now: AnswerValue | null, to: AnswerValue, common: PlannedAttestation): PlannedFix {
  const { fact, after, effort_days: effort, ...served } = common;
  const { fix_kind: kind, phase } = question;
  if (kind === undefined || phase === undefined) throw new RangeError(`"${fact}" is not fixable`);
  return {
    fact,
    now,
    to,
    fix_kind: kind,
    phase,
    after,
    effort_days: effort,
    wait_days: question.wait_days ?? null,
    ...served,
  };
}

function changesIn(
  picks: readonly Pick[],
  { all }: PlanVariables,
  answers: Answers,
): ReadonlyMap<Question, AnswerValue> {
  const changes = new Map<Question, AnswerValue>();
  const added = new Map<string, string[]>();
  for (const { variable, choice } of picks) {
    const changed = all[variable];
    if (changed === undefined) continue;
    const { question, option } = changed;
    const to = changed.values[choice];
    if (option !== undefined) added.set(question.id, [...(added.get(question.id) ?? []), option]);
    else if (to !== undefined) changes.set(question, to);
  }
  for (const question of changes.keys()) {
    if (question.type !== 'choices') continue;
    const now = answers.get(question.id);
    const held = new Set([...(Array.isArray(now) ? now.map(String) : []), ...(added.get(question.id) ?? [])]);
    changes.set(
      question,
      Object.keys(question.options ?? {}).filter((option) => held.has(option)),
    );
  }
  return changes;
}

/** The answers without which rules stay open that the plan could not settle: facts it does not change, or that say what applies. */
function neededAnswers(
  after: Evaluation,
  target: PlanTarget,
  { waiting }: PlanSolution,
  { ofFact }: PlanVariables,
): readonly NeededAnswer[] {
  const rules = new Map<string, Set<string>>();
  const add = (fact: string, rule: string): void => {
    rules.set(fact, (rules.get(fact) ?? new Set()).add(rule));
  };
  for (const { goals, facts } of waiting) for (const fact of facts) for (const { rule } of goals) add(fact, rule.id);
  // Where no finding holds the gate back, any one that can be settled helps.
  const anyHelps = !isHeldBack(after, target);
  for (const finding of after.rulesets.flatMap(({ findings }) => findings)) {
    if (finding.status !== 'undetermined' || finding.echo || !(anyHelps || isAimedAt(finding, target))) continue;
    const beyondWork = finding.open.filter((fact) => !ofFact.has(fact));
    for (const fact of beyondWork.length > 0 ? beyondWork : finding.open) add(fact, finding.rule);
  }
  const order = new Map(after.next_questions.map(({ fact }, index) => [fact, index]));
  return [...rules]
    .map(([fact, ofRules]) => ({ fact, rules: [...ofRules] }))
    .sort((a, b) => (order.get(a.fact) ?? order.size) - (order.get(b.fact) ?? order.size));
}

/** Whether a finding that is not known keeps an evaluation from the target. */
function isHeldBack({ rulesets }: Evaluation, target: PlanTarget): boolean {
  return rulesets.some(({ findings }) =>
    findings.some((finding) => finding.status === 'undetermined' && !finding.echo && isAimedAt(finding, target)),
  );
}

/** Whether a finding, while it is not known, keeps an evaluation from the target. */
function isAimedAt({ severity, outside_scope: outside }: Finding, target: PlanTarget): boolean {
  return target === 'clear' || severity === 'blocker' || (severity === 'major' && !outside);
}

function reaches(gate: Gate, target: PlanTarget): boolean {
  return gate === 'clear' || gate === 'out_of_scope' || (target === 'unblocked' && gate === 'conditional');
}

function sumOf(fixes: readonly PlannedFix[]): EffortDays {
  const sum = (end: 0 | 1): number =>
    fixes.reduce((total, { effort_days: effort }) => total + halfDays(effort[end]), 0) / 2;
  return [sum(0), sum(1)];
}
