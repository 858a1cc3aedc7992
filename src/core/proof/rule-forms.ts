import type { CompiledRule, UnitRules } from '../language/compiled-ruleset.ts';
import { definitionsIn, type ExpressionPool } from '../language/expression-pool.ts';
import { ExpressionBuilder } from '../language/rebuild-expression.ts';
import { rebuildRule, rebuildUnitRules, type RulesetConditions } from '../language/rebuild-ruleset.ts';
import type { Mutant } from './mutants.ts';

/** A rule in one form, with what holds for the findings of its unit. */
export interface RuleForm {
  readonly rule: CompiledRule;
  readonly unit: UnitRules | undefined;
}

/** All rules of a ruleset, in its order, in the form that a mutant gives them. */
export interface MutantForms {
  readonly forms: readonly RuleForm[];
  /** Positions of the rules whose findings the mutant may change; all others are as they were. */
  readonly concerned: readonly number[];
}

/** Gives the rules of a ruleset the form that one mutant or another gives them. */
export class RuleForms {
  /** The rules as they are. */
  readonly originals: readonly RuleForm[];
  readonly #pool: ExpressionPool;
  /** For each rule, the definitions that its finding depends on, directly or through others. */
  readonly #definitions: readonly ReadonlySet<string>[];

  /** @param pool - the one that the conditions and the mutants are made in */
  constructor(conditions: RulesetConditions, pool: ExpressionPool) {
    this.#pool = pool;
    this.originals = conditions.rules.map((rule) => ({ rule, unit: conditions.unitRules.get(rule.unit) }));
    this.#definitions = this.originals.map(definitionsRead);
  }

  /** A mutant of a rule changes that rule; one of a definition every rule that reads it. */
  of({ condition, expression }: Mutant): MutantForms {
    if ('rule' in condition) {
      const mutate = ({ rule, unit }: RuleForm): RuleForm => ({
        rule: { ...rule, [condition.part]: expression },
        unit,
      });
      return this.#change(({ rule }) => rule.id === condition.rule, mutate);
    }
    const builder = new ExpressionBuilder(this.#pool, { definitions: new Map([[condition.definition, expression]]) });
    const mutate = ({ rule, unit }: RuleForm): RuleForm => ({
      rule: rebuildRule(rule, builder),
      unit: unit === undefined ? undefined : rebuildUnitRules(unit, builder),
    });
    return this.#change((_, position) => this.#definitions[position]?.has(condition.definition) === true, mutate);
  }

  #change(
    isConcerned: (form: RuleForm, position: number) => boolean,
    mutate: (form: RuleForm) => RuleForm,
  ): MutantForms {
    const concerned = [...this.originals.entries()].flatMap(([position, form]) =>
      isConcerned(form, position) ? [position] : [],
    );
    const changed = new Set(concerned);
    const forms = this.originals.map((form, position) => (changed.has(position) ? mutate(form) : form));
    return { forms, concerned };
  }
}

function definitionsRead({ rule, unit }: RuleForm): ReadonlySet<string> {
  const ofUnit = [
    ...(unit?.caps ?? []).map(({ whileFalse }) => whileFalse),
    ...[...(unit?.tags ?? []), ...(unit?.reviews ?? [])].map(({ whileTrue }) => whileTrue),
  ];
  return new Set([rule.applies, rule.met, ...ofUnit].flatMap((condition) => [...definitionsIn(condition)]));
}
