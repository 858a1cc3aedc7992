import type { DecisionDiagrams, DiagramNode } from '../evaluation/decision-diagram.ts';
import { END } from './plan-conditions.ts';
import type { PlanVariable } from './plan-variables.ts';

/** One change: a variable and the choice it is brought to, never 0. */
export interface Pick {
  readonly variable: number;
  readonly choice: number;
}

/**
 * What some changes cost, in the order in which costs are compared: signatures, which never stand in for work; effort at its high
 * end and at its low end, in half-days; how many facts change; how many options are added to lists.
 */
type Cost = readonly [signatures: number, high: number, low: number, facts: number, options: number];

const NO_COST: Cost = [0, 0, 0, 0, 0];

interface Way {
  readonly cost: Cost;
  /** In ascending order of what they stand for: the question, then the value. */
  readonly picks: readonly Pick[];
}

/**
 * The cheapest changes that make a function true: exact, by dynamic programming over its diagram. A change that the diagram does not
 * test costs and changes nothing, so it is never made. Ties go to the questions asked first.
 *
 * @returns `undefined` when no changes make it true
 */
export function leastEffort(
  diagrams: DecisionDiagrams,
  node: DiagramNode,
  variables: readonly PlanVariable[],
): readonly Pick[] | undefined {
  const best = new Map<DiagramNode, Way | undefined>();
  const walk = (at: DiagramNode): Way | undefined => {
    if (diagrams.isEnd(at)) return at === END.true ? { cost: NO_COST, picks: [] } : undefined;
    if (best.has(at)) return best.get(at);
    const { variable, children } = diagrams.testAt(at);
    let cheapest: Way | undefined;
    for (const [choice, child] of children.entries()) {
      const rest = walk(child);
      if (rest === undefined) continue;
      const way = choice === 0 ? rest : withPick(rest, { variable, choice }, variables);
      if (cheapest === undefined || isCheaper(way, cheapest, variables)) cheapest = way;
    }
    best.set(at, cheapest);
    return cheapest;
  };
  return walk(node)?.picks;
}

/** Effort in half-days: the unit in which efforts are added and compared. */
export function halfDays(days: number): number {
  return Math.round(days * 2);
}

function withPick(rest: Way, pick: Pick, variables: readonly PlanVariable[]): Way {
  const own = costOf(variables[pick.variable]);
  const [signatures, high, low, facts, options] = rest.cost;
  return {
    cost: [signatures + own[0], high + own[1], low + own[2], facts + own[3], options + own[4]],
    picks: [...rest.picks, pick].sort((a, b) => a.variable - b.variable),
  };
}

function costOf(variable: PlanVariable | undefined): Cost {
  if (variable === undefined) throw new RangeError('a diagram tests a variable that the plan does not have');
  const [low, high] = variable.question.effort_days ?? [0, 0];
  switch (variable.kind) {
    case 'answer':
      return NO_COST;
    case 'signature':
      return [1, 0, 0, 0, 0];
    case 'option':
      return [0, 0, 0, 0, 1];
    case 'value':
    case 'list':
      return [0, halfDays(high), halfDays(low), 1, 0];
  }
}

function isCheaper(a: Way, b: Way, variables: readonly PlanVariable[]): boolean {
  for (const [index, cost] of a.cost.entries()) {
    const other = b.cost[index] ?? cost;
    if (cost !== other) return cost < other;
  }
  for (const [index, pick] of a.picks.entries()) {
    const other = b.picks[index];
    if (other === undefined) return false;
    const difference = rankOf(pick, variables) - rankOf(other, variables);
    if (difference !== 0) return difference < 0;
  }
  return a.picks.length < b.picks.length;
}

/** Beyond the number of values of any question. */
const MOST_CHOICES = 4096;

/** Variables stand in question order, so that their numbers order the picks. */
function rankOf({ variable, choice }: Pick, variables: readonly PlanVariable[]): number {
  const order = variables[variable]?.kind === 'answer' ? variables.length : variable;
  return order * MOST_CHOICES + choice;
}
