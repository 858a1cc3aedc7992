import { at } from '../base/at.ts';
import type { Truth } from '../base/truth.ts';
import { ConditionDiagrams } from '../evaluation/condition-diagrams.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import { otherBlockers, otherOpenBlockers } from '../evaluation/other-blockers.ts';
import type { CompiledRules } from '../language/compile-rules.ts';
import type { CompiledRuleset, UnitRules } from '../language/compiled-ruleset.ts';
import { withRules } from '../language/rebuild-ruleset.ts';
import { differencesOf } from './case-differences.ts';
import type { CaseTrial } from './case-trial.ts';
import { caseTrials } from './case-trials.ts';
import { overAnswersAlone } from './engine-diagram.ts';
import { findDifference, type Difference } from './find-difference.ts';
import { mutantsOf, type Mutant } from './mutants.ts';
import { RuleForms, type MutantForms, type RuleForm } from './rule-forms.ts';

/** What became of a mutant: some case noticed it, there is nothing to notice, or a product that no case shows would tell. */
export type MutantFate =
  { readonly kind: 'killed' | 'equivalent' } | { readonly kind: 'survived'; readonly example: Difference };

/** Tries the cases of one ruleset against its mutants. */
export class MutationTrial {
  /** Every mutant; of those of one condition that mean the same, the first. */
  readonly mutants: readonly Mutant[];
  readonly #ruleset: CompiledRuleset;
  readonly #forms: RuleForms;
  readonly #diagrams: ConditionDiagrams;
  readonly #trials: ReadonlyMap<string, readonly CaseTrial[]>;

  constructor(rules: CompiledRules, ruleset: CompiledRuleset) {
    const { original, mutants, pool, shared } = mutantsOf(ruleset);
    this.#ruleset = ruleset;
    this.#forms = new RuleForms(original, pool);
    this.#trials = caseTrials(rules, ruleset, shared);
    // One table for the conditions and all their mutants, so that equal nodes are equal in meaning.
    this.#diagrams = new ConditionDiagrams({ ...ruleset, expressions: pool.all });
    this.mutants = mutants.flatMap((ofCondition) => this.#distinct(ofCondition));
  }

  /** Whether some case notices a mutant and, if none does, whether any could. */
  fateOf(mutant: Mutant): MutantFate {
    const forms = this.#forms.of(mutant);
    const notices = (test: (position: number, trial: CaseTrial) => boolean): boolean =>
      forms.concerned.some((position) =>
        (this.#trials.get(at(forms.forms, position).rule.id) ?? []).some((trial) => test(position, trial)),
      );
    if (notices((position, trial) => this.#findingDiffers(forms, position, trial))) return { kind: 'killed' };
    if (notices((position, trial) => this.#proofDiffers(forms, position, trial))) return { kind: 'killed' };
    const example = this.#difference(forms);
    return example === undefined ? { kind: 'equivalent' } : { kind: 'survived', example };
  }

  #distinct(mutants: readonly Mutant[]): readonly Mutant[] {
    const byMeaning = new Map<string, Mutant>();
    for (const mutant of mutants) {
      const meaning = (['given', 'assumed'] as const).map((mode) =>
        this.#diagrams.ofCondition(mutant.expression, mode),
      );
      if (!byMeaning.has(meaning.join())) byMeaning.set(meaning.join(), mutant);
    }
    return [...byMeaning.values()];
  }

  #findingDiffers({ forms }: MutantForms, position: number, trial: CaseTrial): boolean {
    const { rule, unit } = at(forms, position);
    return trial.fails(rule, unit, rule.readsEngine ? this.#otherOpenBlockers(forms, trial) : 'unknown');
  }

  #otherOpenBlockers(forms: readonly RuleForm[], trial: CaseTrial): Truth {
    const outcomes: Outcome[] = [];
    for (const position of otherBlockers(this.#ruleset))
      outcomes[position] = trial.judge(at(forms, position).rule, 'unknown');
    return otherOpenBlockers(this.#ruleset, outcomes);
  }

  /** Whether a case that states deciding or open facts finds others; only for those is the whole finding made. */
  #proofDiffers({ forms }: MutantForms, position: number, { expect, answers, asOf }: CaseTrial): boolean {
    if (expect.decided_by === undefined && expect.open === undefined) return false;
    const form = at(forms, position);
    const { rule: original } = at(this.#forms.originals, position);
    const unchanged = form.rule.applies === original.applies && form.rule.met === original.met;
    if (unchanged && !original.readsEngine) return false;
    const ruleset = this.#rulesetOf(original.readsEngine ? forms : [form]);
    const [result] = evaluate([ruleset], answers, asOf).rulesets;
    const finding = result?.findings.find(({ rule }) => rule === original.id);
    return finding !== undefined && [...differencesOf(expect, finding, ruleset)].length > 0;
  }

  #rulesetOf(forms: readonly RuleForm[]): CompiledRuleset {
    const units = forms.flatMap(({ rule, unit }): [string, UnitRules][] =>
      unit === undefined ? [] : [[rule.unit, unit]],
    );
    return withRules(
      this.#ruleset,
      forms.map(({ rule }) => rule),
      new Map(units),
    );
  }

  #difference({ forms, concerned }: MutantForms): Difference | undefined {
    const rules = forms.map(({ rule }) => rule);
    // Rules that read what the others came to are asked last: where those are unchanged, only they can still differ.
    const engineReadersLast = [...concerned].sort(
      (a, b) => Number(at(rules, a).readsEngine) - Number(at(rules, b).readsEngine),
    );
    for (const position of engineReadersLast) {
      const difference = findDifference(
        this.#diagrams,
        at(this.#forms.originals, position),
        at(forms, position),
        (node) => overAnswersAlone(this.#diagrams, node, this.#ruleset, rules),
      );
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
}
