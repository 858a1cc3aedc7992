import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import type { Deciding } from './evaluation.ts';
import type { Outcome } from './judge-rule.ts';
import { otherBlockers } from './other-blockers.ts';
import type { Family } from './family.ts';
import { combine, least, SufficientSets } from './sufficient-sets.ts';
import type { Valuation } from './valuation.ts';

/** Finds what settles findings: for each the least set of answers that is enough for it, whatever else were answered. */
export class DecidingFacts {
  readonly #ruleset: CompiledRuleset;
  readonly #answers: Answers;
  readonly #valuation: Valuation;
  readonly #outcomes: readonly Outcome[];
  readonly #sets: SufficientSets;
  /** What settles whether a rule applies, shared by the rules of one condition. */
  readonly #byApplies: (readonly Deciding[] | undefined)[] = [];
  /** What each element stands for, made when first needed. */
  readonly #entries: (readonly Deciding[] | undefined)[] = [];

  constructor(ruleset: CompiledRuleset, answers: Answers, valuation: Valuation, outcomes: readonly Outcome[]) {
    this.#ruleset = ruleset;
    this.#answers = answers;
    this.#valuation = valuation;
    this.#outcomes = outcomes;
    this.#sets = new SufficientSets(valuation);
  }

  /**
   * The least set of answered facts that gives a rule its outcome with everything else unknown; ties go to the questions asked first,
   * the date comes last. For an undetermined finding it is what decided that the rule applies, where that is decided.
   */
  of(rule: CompiledRule, outcome: Outcome): readonly Deciding[] {
    const byApplies = outcome.status === 'not_applicable' || outcome.because === 'requirement';
    if (!byApplies) return this.#entriesOf(this.#familyOf(rule, outcome));
    return (this.#byApplies[rule.applies.index] ??= this.#entriesOf(this.#familyOf(rule, outcome)));
  }

  #entriesOf(family: Family): readonly Deciding[] {
    const set = least(family) ?? [];
    const entries: Deciding[] = [];
    for (const element of set) entries.push(...(this.#entries[element] ??= this.#deciding(element)));
    return entries;
  }

  #familyOf(rule: CompiledRule, outcome: Outcome): Family {
    const applies = (): Family => this.#sets.of(rule.applies, 'given');
    switch (outcome.status) {
      case 'not_applicable':
        return applies();
      case 'met': {
        const met = this.#sets.of(rule.met, 'given');
        return outcome.applicability === 'true' ? combine(applies(), met) : met;
      }
      case 'undetermined':
        return outcome.because === 'requirement' ? applies() : [];
      case 'needs_attestation':
      case 'not_met':
        return combine(applies(), this.#sets.of(rule.met, 'assumed'));
    }
  }

  #deciding(element: number): readonly Deciding[] {
    const question = this.#ruleset.questions[element];
    if (question === undefined) {
      return element === this.#ruleset.questions.length ? [{ as_of: this.#valuation.asOf }] : this.#decidingRules();
    }
    const answer = this.#answers.get(question.id);
    if (answer !== undefined) return [{ fact: question.id, value: answer, source: 'answer' }];
    return question.default === undefined ? [] : [{ fact: question.id, value: question.default, source: 'default' }];
  }

  /** The rules behind an engine fact: one open blocker is enough; that none is open rests on them all. */
  #decidingRules(): readonly Deciding[] {
    const blockers = otherBlockers(this.#ruleset).flatMap((index) => {
      const rule = this.#ruleset.rules[index]?.id;
      const status = this.#outcomes[index]?.status;
      return rule === undefined || status === undefined ? [] : [{ rule, status }];
    });
    const open =
      blockers.find(({ status }) => status === 'not_met') ??
      blockers.find(({ status }) => status === 'needs_attestation');
    return open === undefined ? blockers : [open];
  }
}
