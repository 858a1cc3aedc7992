import type { CalendarDate } from '../base/calendar-date.ts';
import { negate, truthOf, type Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Expression } from '../language/expression.ts';
import { isGiven, type Answers, type AnswerValue } from '../questionnaire/answers.ts';
import type { AttestationMode } from './judge-leaf.ts';
import { programOf, type Step } from './program.ts';

/** The truth of every expression of a ruleset under some answers on a day. */
export class Valuation {
  readonly asOf: CalendarDate;
  /** The value of each question of the ruleset, in its order: the answer, else the default; `undefined` when not known. */
  readonly values: readonly (AnswerValue | undefined)[];
  /** One step for each expression of the ruleset, in its order. */
  readonly program: readonly Step[];
  readonly #given: Truth[] = [];
  readonly #assumed: Truth[] = [];
  #otherOpenBlockers: Truth = 'unknown';

  /**
   * Judges every expression once, operands before what uses them. Those that read no attestation have the same truth in both modes,
   * and those that read an engine fact are unknown until it is settled.
   */
  constructor(ruleset: CompiledRuleset, answers: Answers, asOf: CalendarDate) {
    this.asOf = asOf;
    this.values = valuesOf(ruleset, answers);
    this.program = programOf(ruleset);
    for (let index = 0; index < this.program.length; index += 1) this.#judge(index);
  }

  /** The truth of an expression, with the attestations actually given or with all of them assumed given. */
  truth(expression: Expression, mode: AttestationMode): Truth {
    return this.truthAt(expression.index, mode);
  }

  /** The same, of the expression with an index. */
  truthAt(index: number, mode: AttestationMode): Truth {
    return (mode === 'given' ? this.#given : this.#assumed)[index] ?? 'unknown';
  }

  /** Tells what the engine found of the other rules; what reads it is judged anew. */
  settleOtherOpenBlockers(truth: Truth): void {
    this.#otherOpenBlockers = truth;
    for (const [index, step] of this.program.entries()) if (step.readsEngine) this.#judge(index);
  }

  #judge(index: number): void {
    const step = this.program[index];
    if (step === undefined) return;
    const truth = this.#run(step, this.#given);
    this.#given[index] = truth;
    this.#assumed[index] =
      step.op === 'given' ? 'true' : step.readsAttestation ? this.#run(step, this.#assumed) : truth;
  }

  #run(step: Step, known: readonly Truth[]): Truth {
    switch (step.op) {
      case 'constant':
        return step.truth;
      case 'test':
        return step.test(this.values[step.slot], this.asOf);
      case 'given':
        return truthOf(isGiven(this.values[step.slot]));
      case 'engine':
        return this.#otherOpenBlockers;
      case 'not':
        return negate(known[step.operands[0] ?? 0] ?? 'unknown');
      case 'same':
        return known[step.operands[0] ?? 0] ?? 'unknown';
      case 'and':
        return join(step.operands, known, 'false', 'true');
      case 'or':
        return join(step.operands, known, 'true', 'false');
    }
  }
}

/** The value of each question of a ruleset, in its order: the answer, else the default; `undefined` when not known. */
export function valuesOf(ruleset: CompiledRuleset, answers: Answers): readonly (AnswerValue | undefined)[] {
  return ruleset.questions.map((question) => answers.get(question.id) ?? question.default);
}

/** Kleene's conjunction or disjunction over operands judged before: one that decides is enough, else one unknown leaves it open. */
function join(operands: readonly number[], known: readonly Truth[], deciding: Truth, otherwise: Truth): Truth {
  let result = otherwise;
  for (const operand of operands) {
    const truth = known[operand];
    if (truth === deciding) return truth;
    if (truth === 'unknown') result = truth;
  }
  return result;
}
