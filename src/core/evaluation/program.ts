import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { operandsOf, type Expression } from '../language/expression.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { judgeLeaf } from './judge-leaf.ts';
import type { Family } from './family.ts';

/** Judges a test of a fact or of the date; what attestations and the engine say is not asked here. */
type Test = (value: AnswerValue | undefined, asOf: CalendarDate) => Truth;

/**
 * One step of a program: what an expression does, in one shape for all kinds. Steps stand in the order of their expressions, so a
 * step's operands have been judged before it.
 */
export interface Step {
  readonly op: 'constant' | 'test' | 'given' | 'engine' | 'not' | 'same' | 'and' | 'or';
  /** The truth of a constant. */
  readonly truth: Truth;
  /** The test of a fact or date. */
  readonly test: Test;
  /** The position of the question whose answer is read; -1 for none. */
  readonly slot: number;
  /** The steps whose truths are read. */
  readonly operands: readonly number[];
  readonly readsAttestation: boolean;
  readonly readsEngine: boolean;
  /**
   * The one set that is enough for a test: the number of what it reads. Facts are numbered by their questions, then come the date and
   * the engine.
   */
  readonly alone: Family;
}

const NO_TEST: Test = () => 'unknown';

const programs = new WeakMap<CompiledRuleset, readonly Step[]>();

/** The program of a ruleset, one step for each expression. It depends on nothing but the ruleset, so it is made once. */
export function programOf(ruleset: CompiledRuleset): readonly Step[] {
  const known = programs.get(ruleset);
  if (known !== undefined) return known;
  const made = ruleset.expressions.map((expression) =>
    stepOf(expression, ruleset.slots[expression.index] ?? -1, ruleset.questions.length),
  );
  programs.set(ruleset, made);
  return made;
}

function stepOf(expression: Expression, slot: number, questions: number): Step {
  return {
    op: opOf(expression),
    truth: expression.op === 'constant' ? expression.value : 'unknown',
    test: testOf(expression),
    slot,
    operands: operandsOf(expression).map((operand) => operand.index),
    readsAttestation: expression.readsAttestation,
    readsEngine: expression.readsEngine,
    alone: [[elementOf(expression, slot, questions)]],
  };
}

function elementOf(expression: Expression, slot: number, questions: number): number {
  if (slot >= 0) return slot;
  return expression.op === 'leaf' && expression.leaf.kind === 'other_open_blockers' ? questions + 1 : questions;
}

function opOf(expression: Expression): Step['op'] {
  if (expression.op === 'definition') return 'same';
  if (expression.op !== 'leaf') return expression.op;
  if (expression.leaf.kind === 'is_given') return 'given';
  return expression.leaf.kind === 'other_open_blockers' ? 'engine' : 'test';
}

function testOf(expression: Expression): Test {
  if (expression.op !== 'leaf') return NO_TEST;
  const { leaf } = expression;
  if (leaf.kind === 'is_true') return (value) => (value === undefined ? 'unknown' : value === true ? 'true' : 'false');
  return (value, asOf) => judgeLeaf(leaf, value, asOf, 'given', 'unknown');
}
