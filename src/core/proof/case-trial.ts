import type { CalendarDate } from '../base/calendar-date.ts';
import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import { sameOutcome } from '../evaluation/condition-diagrams.ts';
import { judgeLeaf, type AttestationMode } from '../evaluation/judge-leaf.ts';
import { outcomeOf, type Outcome } from '../evaluation/judge-rule.ts';
import { shownSeverity, unitState } from '../evaluation/unit-state.ts';
import { valueIn, type ValueOf } from '../evaluation/valuate-alone.ts';
import type { CompiledRule, CompiledRuleset, UnitRules } from '../language/compiled-ruleset.ts';
import { factOf, type Expression } from '../language/expression.ts';
import type { CaseEntry } from '../language/shapes/case-file.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { reviewsShown, sameSet } from './case-differences.ts';
import { expectedOutcome } from './expected-finding.ts';

/**
 * One case, tried against one form of its rule after another. The truths of the expressions that all forms share are found once;
 * those that only one form has are not kept.
 */
export class CaseTrial {
  readonly expect: CaseEntry['expect'];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  readonly #outcome: Outcome;
  readonly #ruleset: CompiledRuleset;
  readonly #valueOf: ValueOf;
  readonly #shared: number;
  readonly #known = { given: new Map<number, Truth>(), assumed: new Map<number, Truth>() };

  /** @param shared - expressions with an index below are those that all forms of the rules share */
  constructor(
    ruleset: CompiledRuleset,
    expect: CaseEntry['expect'],
    answers: Answers,
    asOf: CalendarDate,
    shared: number,
  ) {
    this.#ruleset = ruleset;
    this.expect = expect;
    this.answers = answers;
    this.asOf = asOf;
    this.#outcome = expectedOutcome(expect);
    this.#valueOf = valueIn(ruleset, answers);
    this.#shared = shared;
  }

  /** The outcome of a rule in some form under the answers of the case. */
  judge({ applies, met }: Pick<CompiledRule, 'applies' | 'met'>, otherOpenBlockers: Truth): Outcome {
    const truth = (condition: Expression, mode: AttestationMode): Truth =>
      this.#truth(condition, mode, otherOpenBlockers);
    return outcomeOf(truth(applies, 'given'), truth(met, 'given'), truth(met, 'assumed'));
  }

  /** Whether what the case expects of outcome, severity, tag and review no longer results from a form of its rule and unit. */
  fails(rule: CompiledRule, unit: UnitRules | undefined, otherOpenBlockers: Truth): boolean {
    if (!sameOutcome(this.judge(rule, otherOpenBlockers), this.#outcome)) return true;
    const { severity, tag, review } = this.expect;
    if (severity === undefined && tag === undefined && review === undefined) return false;
    const state = unitState(unit, (condition) => this.#truth(condition, 'given', 'unknown'));
    if (severity !== undefined && severity !== shownSeverity(rule.entry.severity, state)) return true;
    if (tag !== undefined && tag !== state.tag) return true;
    return review !== undefined && !sameSet(review, reviewsShown(this.#ruleset, rule.unit, state.review));
  }

  #truth(expression: Expression, mode: AttestationMode, engine: Truth): Truth {
    if (expression.index >= this.#shared || expression.readsEngine) return this.#find(expression, mode, engine);
    const known = this.#known[expression.readsAttestation ? mode : 'given'];
    const found = known.get(expression.index) ?? this.#find(expression, mode, engine);
    known.set(expression.index, found);
    return found;
  }

  #find(expression: Expression, mode: AttestationMode, engine: Truth): Truth {
    const truthOf = (operand: Expression): Truth => this.#truth(operand, mode, engine);
    switch (expression.op) {
      case 'constant':
        return expression.value;
      case 'leaf': {
        const { leaf } = expression;
        return judgeLeaf(leaf, this.#valueOf(factOf(leaf) ?? ''), this.asOf, mode, engine);
      }
      case 'not':
        return negate(truthOf(expression.operand));
      case 'definition':
        return truthOf(expression.body);
      case 'and':
        return conjunction(expression.operands.map(truthOf));
      case 'or':
        return disjunction(expression.operands.map(truthOf));
    }
  }
}
