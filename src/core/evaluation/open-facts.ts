import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { isGiven } from '../questionnaire/answers.ts';
import type { Variable } from './diagram-variables.ts';
import type { Outcome } from './judge-rule.ts';
import { ruleDiagrams, type OpenFactsOf } from './rule-diagrams.ts';
import type { Valuation } from './valuation.ts';

const NONE: readonly string[] = Object.freeze([]);

/** Finds the facts on which findings still turn, for one set of answers on one day. */
export class OpenFacts {
  readonly #ruleset: CompiledRuleset;
  readonly #valuation: Valuation;
  #asAnswered: OpenFactsOf | undefined;
  #refusalsOpen: OpenFactsOf | undefined;

  constructor(ruleset: CompiledRuleset, valuation: Valuation) {
    this.#ruleset = ruleset;
    this.#valuation = valuation;
  }

  /**
   * The facts some completion of which changes the status or applicability of a rule, in question order; for `needs_attestation` the
   * attestations not yet given, whether unanswered or refused. Empty once the finding is settled.
   */
  of(rule: CompiledRule, outcome: Outcome): readonly string[] {
    switch (outcome.status) {
      case 'not_applicable':
      case 'not_met':
        return NONE;
      case 'met':
        return outcome.applicability === 'unknown' ? this.#openAsAnswered(rule) : NONE;
      case 'undetermined':
        return this.#openAsAnswered(rule);
      case 'needs_attestation':
        this.#refusalsOpen ??= this.#settle((variable) => this.#classOf(variable, true));
        return this.#refusalsOpen(rule);
    }
  }

  #openAsAnswered(rule: CompiledRule): readonly string[] {
    this.#asAnswered ??= this.#settle((variable) => this.#classOf(variable, false));
    return this.#asAnswered(rule);
  }

  #settle(classOf: (variable: Variable) => number | undefined): OpenFactsOf {
    return ruleDiagrams(this.#ruleset).settlement(this.#valuation.asOf, classOf);
  }

  #classOf(variable: Variable, refusalsOpen: boolean): number | undefined {
    const value = this.#valuation.values[variable.slot];
    if (value === undefined || (refusalsOpen && variable.kind === 'attestation' && !isGiven(value))) return undefined;
    return variable.classOf(value);
  }
}
