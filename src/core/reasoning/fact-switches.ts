import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import { DecisionDiagrams, type DiagramNode } from '../evaluation/decision-diagram.ts';
import { judgeLeaf, type AttestationMode } from '../evaluation/judge-leaf.ts';
import { outcomeOf } from '../evaluation/judge-rule.ts';
import { otherBlockers } from '../evaluation/other-blockers.ts';
import { lighter } from '../evaluation/unit-state.ts';
import { valueIn, type ValueOf } from '../evaluation/valuate-alone.ts';
import { sameData } from '../base/same-data.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, type Expression, type Leaf } from '../language/expression.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { FindingState } from './comparison.ts';

const TRUTHS: readonly Truth[] = ['false', 'true', 'unknown'];
/** End values beside the three truths: the state looked for, and any other. */
const REACHED = TRUTHS.length;
const MISSED = TRUTHS.length + 1;

/** Most sets of one size that are named; beyond it there are more ways than anybody reads. */
const MOST_SETS = 4;

/** Sets of equal size, as variables in ascending order, the first in that order first. */
interface LeastSets {
  readonly size: number;
  readonly sets: readonly (readonly number[])[];
}

/**
 * The states of findings as functions of which changed answers count already: a diagram whose variables are switches from the old
 * answer to the new one. A test that comes out alike for both drops out by itself, so the diagrams are small even where every answer
 * changed.
 */
export class FactSwitches {
  readonly #ruleset: CompiledRuleset;
  readonly #asOf: CalendarDate;
  readonly #before: ValueOf;
  readonly #after: ValueOf;
  /** The facts whose answers changed, in question order: the variables. */
  readonly #facts: readonly string[];
  readonly #diagrams: DecisionDiagrams;
  readonly #conditions = new Map<string, DiagramNode>();

  constructor(ruleset: CompiledRuleset, before: Answers, after: Answers, asOf: CalendarDate) {
    this.#ruleset = ruleset;
    this.#asOf = asOf;
    this.#before = valueIn(ruleset, before);
    this.#after = valueIn(ruleset, after);
    this.#facts = ruleset.questions
      .map(({ id }) => id)
      .filter((fact) => !sameData(this.#before(fact), this.#after(fact)));
    this.#diagrams = new DecisionDiagrams(MISSED + 1, this.#facts.length);
  }

  /**
   * The least sets of changed answers by which the finding of a rule comes to a state; those of equal size are all named up to a
   * handful, ties in question order. None when no set does.
   */
  leastSets(rule: CompiledRule, wanted: FindingState): readonly (readonly string[])[] {
    const found = this.#leastSetsTo(this.#reaching(rule, wanted), new Map());
    return (found?.sets ?? []).map((set) => set.map((variable) => at(this.#facts, variable)));
  }

  #reaching(rule: CompiledRule, wanted: FindingState): DiagramNode {
    const caps = this.#ruleset.unitRules.get(rule.unit)?.caps ?? [];
    const isWaiting = this.#asOf < rule.inForceFrom;
    const operands = [
      this.#of(rule.applies, 'given', this.#asOf),
      this.#of(rule.met, 'given', this.#asOf),
      this.#of(rule.met, 'assumed', this.#asOf),
      isWaiting ? this.#of(rule.applies, 'given', rule.inForceFrom) : TRUTHS.indexOf('false'),
      ...caps.map(({ whileFalse }) => this.#of(whileFalse, 'given', this.#asOf)),
    ];
    return this.#diagrams.combine(operands, (ends) => {
      const [applies = 'unknown', given = 'unknown', signed = 'unknown', then = 'unknown', ...while_] =
        ends.map(truthAt);
      const outcome = outcomeOf(applies, given, signed);
      const lowered = caps.filter((_, index) => while_[index] === 'false').map(({ to }) => to);
      const isUpcoming = outcome.status === 'not_applicable' && then !== 'false';
      const state: FindingState = {
        ...outcome,
        severity: lowered.reduce(lighter, rule.entry.severity),
        upcoming: isUpcoming ? { from: rule.inForceFrom } : null,
      };
      return sameData(state, wanted) ? REACHED : MISSED;
    });
  }

  #of(expression: Expression, mode: AttestationMode, day: CalendarDate): DiagramNode {
    const key = `${expression.index} ${mode} ${day}`;
    const known = this.#conditions.get(key);
    if (known !== undefined) return known;
    const made = this.#build(expression, mode, day);
    this.#conditions.set(key, made);
    return made;
  }

  #build(expression: Expression, mode: AttestationMode, day: CalendarDate): DiagramNode {
    switch (expression.op) {
      case 'constant':
        return TRUTHS.indexOf(expression.value);
      case 'definition':
        return this.#of(expression.body, mode, day);
      case 'not':
        return this.#diagrams.combine([this.#of(expression.operand, mode, day)], ([end]) =>
          TRUTHS.indexOf(negate(truthAt(end))),
        );
      case 'and':
        return this.#join(expression.operands, conjunction, mode, day);
      case 'or':
        return this.#join(expression.operands, disjunction, mode, day);
      case 'leaf':
        return expression.leaf.kind === 'other_open_blockers'
          ? this.#otherOpenBlockers()
          : this.#test(expression.leaf, mode, day);
    }
  }

  #join(
    operands: readonly Expression[],
    join: (truths: readonly Truth[]) => Truth,
    mode: AttestationMode,
    day: CalendarDate,
  ): DiagramNode {
    return operands
      .map((operand) => this.#of(operand, mode, day))
      .reduce((a, b) => this.#diagrams.combine([a, b], (ends) => TRUTHS.indexOf(join(ends.map(truthAt)))));
  }

  #test(leaf: Leaf, mode: AttestationMode, day: CalendarDate): DiagramNode {
    const fact = factOf(leaf) ?? '';
    const [old, now] = [this.#before(fact), this.#after(fact)].map((value) =>
      TRUTHS.indexOf(judgeLeaf(leaf, value, day, mode, 'unknown')),
    );
    const variable = this.#facts.indexOf(fact);
    return variable < 0 ? (old ?? 0) : this.#diagrams.branch(variable, [old ?? 0, now ?? 0]);
  }

  /** The engine fact as a function of the answers behind the other rules (`semantics.md` part 3). */
  #otherOpenBlockers(): DiagramNode {
    const open = otherBlockers(this.#ruleset).map((index) => {
      const rule = at(this.#ruleset.rules, index);
      const operands = [
        this.#of(rule.applies, 'given', this.#asOf),
        this.#of(rule.met, 'given', this.#asOf),
        this.#of(rule.met, 'assumed', this.#asOf),
      ];
      return this.#diagrams.combine(operands, ([applies, given, signed]) => {
        const { status } = outcomeOf(truthAt(applies), truthAt(given), truthAt(signed));
        if (status === 'undetermined') return TRUTHS.indexOf('unknown');
        return TRUTHS.indexOf(status === 'not_met' || status === 'needs_attestation' ? 'true' : 'false');
      });
    });
    return open.reduce(
      (a, b) => this.#diagrams.combine([a, b], (ends) => TRUTHS.indexOf(disjunction(ends.map(truthAt)))),
      TRUTHS.indexOf('false'),
    );
  }

  #leastSetsTo(node: DiagramNode, done: Map<DiagramNode, LeastSets | undefined>): LeastSets | undefined {
    if (node === REACHED) return { size: 0, sets: [[]] };
    if (node === MISSED) return undefined;
    if (done.has(node)) return done.get(node);
    const { variable, children } = this.#diagrams.testAt(node);
    const [kept, switched] = children.map((child) => this.#leastSetsTo(child, done));
    const own: LeastSets | undefined =
      switched === undefined
        ? undefined
        : { size: switched.size + 1, sets: switched.sets.map((set) => [variable, ...set]) };
    const best = lesser(own, kept);
    done.set(node, best);
    return best;
  }
}

/** The smaller sets; of equal ones all, those with the first variable first. */
function lesser(first: LeastSets | undefined, second: LeastSets | undefined): LeastSets | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (first.size !== second.size) return first.size < second.size ? first : second;
  return { size: first.size, sets: [...first.sets, ...second.sets].slice(0, MOST_SETS) };
}

function truthAt(end: number | undefined): Truth {
  return TRUTHS[end ?? TRUTHS.length] ?? 'unknown';
}
