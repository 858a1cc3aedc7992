import type { Steps } from '../base/steps.ts';
import { has, meets, type DiagramNode } from '../evaluation/decision-diagram.ts';
import { both, isSatisfiable } from './is-satisfiable.ts';
import { leastEffort, type Pick } from './least-effort.ts';
import { END } from './plan-conditions.ts';
import type { Goal, PlanProblem } from './plan-goals.ts';
import { smallestConflict } from './smallest-conflict.ts';

/** What solving a problem came to. */
export interface PlanSolution {
  /** The cheapest changes that reach every goal but those named below. */
  readonly picks: readonly Pick[];
  /** Sets of goals, each the smallest that no changes reach together whatever the open answers are. */
  readonly impossible: readonly (readonly Goal[])[];
  /** Goals that no changes reach together while answers are open, though some answers would let them. */
  readonly waiting: readonly WaitingGoals[];
}

/** Goals, and the facts not known yet on which it turns whether changes can reach them. */
interface WaitingGoals {
  readonly goals: readonly Goal[];
  readonly facts: readonly string[];
}

/** Goals and constraints that share variables with each other and with nothing else. */
interface Part {
  readonly goals: number[];
  readonly constraints: number[];
}

/**
 * Finds the cheapest changes that reach all goals. Parts of the problem that share nothing are solved apart, which is what keeps
 * an exact answer quick. Where not all goals can be reached, those that no changes and no answers reach together are taken out
 * first, then those that wait for answers. Each part is a step.
 *
 * @param withAnswers - the same problem with open answers free, made only when some goals cannot be reached
 * @param further - conditions beside the goals
 */
export function* solveInSteps(
  problem: PlanProblem,
  withAnswers: () => PlanProblem,
  further: readonly DiagramNode[] = [],
): Steps<PlanSolution> {
  const constraints = [...problem.constraints, ...further];
  const everything = problem.goals.map((_, index) => index);
  const asTheyAre = yield* conflictsIn(problem, everything, constraints);
  const goalsOf = (numbers: readonly number[]): readonly Goal[] =>
    numbers.flatMap((number) => problem.goals[number] ?? []);
  if (asTheyAre.length === 0) {
    return { picks: yield* cheapest(problem, everything, constraints), impossible: [], waiting: [] };
  }
  yield;
  const free = withAnswers();
  yield;
  const impossible = yield* conflictsIn(free, everything, free.constraints);
  const possible = without(everything, impossible);
  const waiting = yield* conflictsIn(problem, possible, constraints);
  return {
    picks: yield* cheapest(problem, without(possible, waiting), constraints),
    impossible: impossible.map(goalsOf),
    waiting: waiting.map((conflict) => ({ goals: goalsOf(conflict), facts: openFactsOf(free, conflict) })),
  };
}

/** The facts not known yet that goals turn on together, in question order. */
function openFactsOf(free: PlanProblem, conflict: readonly number[]): readonly string[] {
  const { support } = free.diagrams.describe(conjunctionOf(free, conflict, free.constraints));
  return free.variables.all
    .filter(({ kind, index }) => kind === 'answer' && has(support, index))
    .map(({ question }) => question.id);
}

function without(goals: readonly number[], conflicts: readonly (readonly number[])[]): readonly number[] {
  const taken = new Set(conflicts.flat());
  return goals.filter((goal) => !taken.has(goal));
}

/** Conflicts among some goals, the smallest first, until the rest can be reached together. */
function* conflictsIn(
  problem: PlanProblem,
  goals: readonly number[],
  constraints: readonly DiagramNode[],
): Steps<readonly (readonly number[])[]> {
  const conflicts: (readonly number[])[] = [];
  for (const part of partsOf(problem, goals, constraints)) {
    yield;
    const beside = part.constraints.map((index) => constraints[index] ?? END.true);
    const isReachable = (some: readonly number[]): boolean =>
      isSatisfiable(problem.diagrams, [...beside, ...nodesOf(problem, some)]);
    // A goal that is out of reach by itself is a conflict of its own, and no larger one need hold it.
    const alone = part.goals.filter((goal) => problem.goals[goal]?.node === END.false);
    conflicts.push(...alone.map((goal) => [goal]));
    let open = without(part.goals, [alone]);
    while (open.length > 0 && !isReachable(open)) {
      const conflict = smallestConflict(open, isReachable);
      // What the constraints alone rule out is not the goals' doing.
      if (conflict.length === 0) break;
      conflicts.push(conflict);
      open = without(open, [conflict]);
    }
  }
  return conflicts.sort((a, b) => (a.length === b.length ? (a[0] ?? 0) - (b[0] ?? 0) : a.length - b.length));
}

function* cheapest(
  problem: PlanProblem,
  goals: readonly number[],
  constraints: readonly DiagramNode[],
): Steps<readonly Pick[]> {
  const picks: Pick[] = [];
  for (const part of partsOf(problem, goals, constraints)) {
    yield;
    const beside = part.constraints.map((index) => constraints[index] ?? END.true);
    const conjunction = conjunctionOf(problem, part.goals, beside);
    picks.push(...(leastEffort(problem.diagrams, conjunction, problem.variables.all) ?? []));
  }
  return picks.sort((a, b) => a.variable - b.variable);
}

function conjunctionOf(problem: PlanProblem, chosen: readonly number[], beside: readonly DiagramNode[]): DiagramNode {
  let all: DiagramNode = END.true;
  for (const node of [...beside, ...nodesOf(problem, chosen)]) {
    if (all === END.false) return all;
    all = problem.diagrams.combine([all, node], both);
  }
  return all;
}

function nodesOf({ goals }: PlanProblem, chosen: readonly number[]): readonly DiagramNode[] {
  return chosen.map((goal) => goals[goal]?.node ?? END.true);
}

/** Splits a problem into parts that share no variable. Goals that are reached whatever is changed are in none. */
function partsOf(
  { diagrams, goals }: PlanProblem,
  chosen: readonly number[],
  constraints: readonly DiagramNode[],
): readonly Part[] {
  const parts: { support: Uint32Array; part: Part }[] = [];
  const place = (node: DiagramNode, kind: keyof Part, index: number): void => {
    if (node === END.true) return;
    const { support } = diagrams.describe(node);
    const part: Part = { goals: [], constraints: [] };
    const joined = { support: Uint32Array.from(support), part };
    joined.part[kind].push(index);
    for (const other of parts.filter((candidate) => meets(candidate.support, support))) {
      other.support.forEach((word, position) => {
        joined.support[position] = (joined.support[position] ?? 0) | word;
      });
      joined.part.goals.push(...other.part.goals);
      joined.part.constraints.push(...other.part.constraints);
      parts.splice(parts.indexOf(other), 1);
    }
    parts.push(joined);
  };
  for (const goal of chosen) place(goals[goal]?.node ?? END.true, 'goals', goal);
  for (const [index, node] of constraints.entries()) place(node, 'constraints', index);
  return parts.map(({ part }) => ({
    goals: part.goals.sort((a, b) => a - b),
    constraints: part.constraints.sort((a, b) => a - b),
  }));
}
