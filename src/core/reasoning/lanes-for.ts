import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { ColumnLayout } from './column-layout.ts';
import { compileLanes, type LaneProgram } from './lane-program.ts';

/** Rulesets compiled to be judged together, over the columns of one layout. */
export interface LanePrograms {
  readonly rulesets: readonly CompiledRuleset[];
  readonly layout: ColumnLayout;
  /** One for each ruleset, in their order. */
  readonly programs: readonly LaneProgram[];
}

/** How many lists that begin with the same ruleset are kept. */
const KEPT = 8;

const compiled = new WeakMap<CompiledRuleset, readonly LanePrograms[]>();

/** The programs of some rulesets. They depend on nothing but the rulesets, so those that were asked for last are kept. */
export function lanesFor(rulesets: readonly CompiledRuleset[]): LanePrograms {
  const [first] = rulesets;
  const kept = first === undefined ? [] : (compiled.get(first) ?? []);
  const known = kept.find((candidate) => isSameList(candidate.rulesets, rulesets));
  if (known !== undefined) return known;
  const layout = new ColumnLayout(rulesets);
  const made = { rulesets, layout, programs: rulesets.map((ruleset) => compileLanes(ruleset, layout)) };
  if (first !== undefined) compiled.set(first, [made, ...kept].slice(0, KEPT));
  return made;
}

function isSameList(a: readonly CompiledRuleset[], b: readonly CompiledRuleset[]): boolean {
  return a.length === b.length && a.every((ruleset, index) => ruleset === b[index]);
}
