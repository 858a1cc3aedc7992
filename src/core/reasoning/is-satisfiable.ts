import { has, type DecisionDiagrams, type DiagramNode } from '../evaluation/decision-diagram.ts';
import { END } from './plan-conditions.ts';

/**
 * Whether some choices make all of several functions true. Variables are eliminated one after another, each time the one whose
 * functions have the fewest variables together; so the conjunction of them all, which may be far larger, is never made.
 */
export function isSatisfiable(diagrams: DecisionDiagrams, functions: readonly DiagramNode[]): boolean {
  let open = [...new Set(functions)].filter((node) => node !== END.true);
  while (open.length > 0) {
    if (open.includes(END.false)) return false;
    const variable = narrowest(diagrams, open);
    const reading = open.filter((node) => has(diagrams.describe(node).support, variable));
    const joined = reading.reduce((a, b) => diagrams.combine([a, b], both));
    const eliminated = withoutVariable(diagrams, joined, variable);
    open = open.filter((node) => !reading.includes(node));
    if (eliminated !== END.true && !open.includes(eliminated)) open.push(eliminated);
  }
  return true;
}

/** A conjunction of end values. */
export function both(ends: readonly number[]): number {
  return ends.every((end) => end === END.true) ? END.true : END.false;
}

/** The function that is true where some choice of a variable makes another one true. */
function withoutVariable(diagrams: DecisionDiagrams, node: DiagramNode, variable: number): DiagramNode {
  const choices = new Set<DiagramNode>();
  const classes = diagrams.classesOf(node, variable);
  // What several functions turn on they may not turn on together.
  if (classes === 0) return node;
  for (let choice = 0; choice < classes; choice += 1) choices.add(diagrams.settle(node, variable, choice));
  return [...choices].reduce((a, b) =>
    diagrams.combine([a, b], (ends) => (ends.includes(END.true) ? END.true : END.false)),
  );
}

/** The variable whose functions read the fewest variables together; among equals the first. */
function narrowest(diagrams: DecisionDiagrams, functions: readonly DiagramNode[]): number {
  const supports = functions.map((node) => diagrams.describe(node).support);
  const [first] = supports;
  const words = first?.length ?? 0;
  let best = { variable: 0, width: Infinity };
  for (let variable = 0; variable < words * 32; variable += 1) {
    const joined = new Uint32Array(words);
    let isRead = false;
    for (const support of supports) {
      if (!has(support, variable)) continue;
      isRead = true;
      for (let word = 0; word < words; word += 1) joined[word] = (joined[word] ?? 0) | (support[word] ?? 0);
    }
    const width = isRead ? sizeOf(joined) : Infinity;
    if (width < best.width) best = { variable, width };
  }
  return best.variable;
}

function sizeOf(set: Uint32Array): number {
  let size = 0;
  for (const word of set) for (let rest = word; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
