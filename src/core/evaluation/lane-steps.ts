import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { isGiven } from '../questionnaire/answers.ts';
import { programOf, type Step } from './program.ts';

/**
 * How attestations count: those actually given, every one of them assumed given, or those assumed given that were not refused.
 */
export type LaneMode = 'given' | 'assumed' | 'unless_refused';

/** A program whose steps are written out for every way in which attestations count; each reads steps before it. */
export interface LaneSteps {
  readonly steps: readonly Step[];
  /** For each expression the place of its step; the same in all modes where it reads no attestation. */
  readonly places: Readonly<Record<LaneMode, readonly number[]>>;
}

const known = new WeakMap<CompiledRuleset, LaneSteps>();

/** The steps of a ruleset for all modes. They depend on nothing but the ruleset, so they are made once. */
export function laneStepsOf(ruleset: CompiledRuleset): LaneSteps {
  const found = known.get(ruleset);
  if (found !== undefined) return found;
  const program = programOf(ruleset);
  const steps = [...program];
  const given = program.map((_, index) => index);
  const add = (ofAttestation: (step: Step) => Step): readonly number[] => {
    const places = [...given];
    for (const [index, step] of program.entries()) {
      if (!step.readsAttestation) continue;
      places[index] = steps.length;
      const operands = step.operands.map((operand) => places[operand] ?? operand);
      steps.push(step.op === 'given' ? ofAttestation(step) : { ...step, operands });
    }
    return places;
  };
  const assumed = add((step) => ({ ...step, op: 'constant', truth: 'true', slot: -1 }));
  const unlessRefused = add((step) => ({
    ...step,
    op: 'test',
    test: (value) => (value === undefined || isGiven(value) ? 'true' : 'false'),
  }));
  const made: LaneSteps = { steps, places: { given, assumed, unless_refused: unlessRefused } };
  known.set(ruleset, made);
  return made;
}
