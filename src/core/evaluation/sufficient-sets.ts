import type { Truth } from '../base/truth.ts';
import type { Expression } from '../language/expression.ts';
import type { AttestationMode } from './judge-leaf.ts';
import type { Family, SufficientSet } from './family.ts';
import type { Step } from './program.ts';
import type { Valuation } from './valuation.ts';

const NOTHING_NEEDED: Family = [[]];
const NOTHING_ENOUGH: Family = [];

/**
 * Finds the minimal sufficient sets of expressions. Kleene evaluation is compositional: a conjunction is true under some answers
 * exactly when each operand is, and false exactly when one operand is; so the families compose without a search over subsets.
 */
export class SufficientSets {
  readonly #valuation: Valuation;
  readonly #given: (Family | undefined)[] = [];
  readonly #assumed: (Family | undefined)[] = [];

  constructor(valuation: Valuation) {
    this.#valuation = valuation;
  }

  /** The family of an expression whose truth is known; that of an unknown one is empty, since nothing is enough. */
  of(expression: Expression, mode: AttestationMode): Family {
    return this.#at(expression.index, mode);
  }

  #at(index: number, mode: AttestationMode): Family {
    const step = this.#valuation.program[index];
    if (step === undefined) return NOTHING_ENOUGH;
    const known = mode === 'assumed' && step.readsAttestation ? this.#assumed : this.#given;
    return (known[index] ??= this.#find(step, this.#valuation.truthAt(index, mode), mode));
  }

  #find(step: Step, truth: Truth, mode: AttestationMode): Family {
    if (truth === 'unknown') return NOTHING_ENOUGH;
    switch (step.op) {
      case 'constant':
        return NOTHING_NEEDED;
      case 'given':
        return mode === 'assumed' ? NOTHING_NEEDED : step.alone;
      case 'test':
      case 'engine':
        return step.alone;
      case 'not':
      case 'same':
        return this.#at(step.operands[0] ?? 0, mode);
      case 'and':
        return truth === 'true' ? this.#each(step.operands, mode) : this.#any(step.operands, truth, mode);
      case 'or':
        return truth === 'false' ? this.#each(step.operands, mode) : this.#any(step.operands, truth, mode);
    }
  }

  #each(operands: readonly number[], mode: AttestationMode): Family {
    let family = NOTHING_NEEDED;
    for (const operand of operands) family = combine(family, this.#at(operand, mode));
    return family;
  }

  #any(operands: readonly number[], truth: Truth, mode: AttestationMode): Family {
    let family: Family | undefined;
    for (const operand of operands) {
      if (this.#valuation.truthAt(operand, mode) !== truth) continue;
      const further = this.#at(operand, mode);
      family = family === undefined ? further : minimal([...family, ...further]);
    }
    return family ?? NOTHING_ENOUGH;
  }
}

/** The sets that are enough for both of two expressions. */
export function combine(first: Family, second: Family): Family {
  if (first === NOTHING_NEEDED) return second;
  if (second === NOTHING_NEEDED) return first;
  if (first.length === 1 && second.length === 1) return [union(first[0] ?? [], second[0] ?? [])];
  return minimal(first.flatMap((a) => second.map((b) => union(a, b))));
}

/** The set of least size; among equals the one that comes first by element number. `undefined` when the family is empty. */
export function least(family: Family): SufficientSet | undefined {
  let best: SufficientSet | undefined;
  for (const set of family) if (best === undefined || precedes(set, best)) best = set;
  return best;
}

function precedes(a: SufficientSet, b: SufficientSet): boolean {
  if (a.length !== b.length) return a.length < b.length;
  for (const [index, element] of a.entries()) {
    const other = b[index] ?? element;
    if (element !== other) return element < other;
  }
  return false;
}

/** Drops every set that contains another. */
function minimal(sets: readonly SufficientSet[]): Family {
  const kept: SufficientSet[] = [];
  for (const set of sets) {
    if (kept.some((other) => contains(set, other))) continue;
    const still = kept.filter((other) => !contains(other, set));
    kept.splice(0, kept.length, ...still, set);
  }
  return kept;
}

function contains(set: SufficientSet, part: SufficientSet): boolean {
  if (part.length > set.length) return false;
  let position = 0;
  for (const element of set) if (element === part[position]) position += 1;
  return position === part.length;
}

function union(a: SufficientSet, b: SufficientSet): SufficientSet {
  const merged: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i] ?? Infinity;
    const y = b[j] ?? Infinity;
    merged.push(Math.min(x, y));
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return merged;
}
