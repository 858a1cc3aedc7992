import type { CalendarDate } from '../base/calendar-date.ts';
import { judgeRuleAlone, type Outcome } from '../evaluation/judge-rule.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { LocalizedText } from '../language/shapes/text.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';

/** What one of several changes does for the rules that read it. */
export interface Settled {
  /** Open rules that it alone brings to be met. */
  readonly settles: readonly string[];
  /** Open rules that are met with all changes, and would not be without it. */
  readonly with: readonly string[];
  /** The evidence of both, each once. */
  readonly evidence: readonly LocalizedText[];
}

/** Tells what each of several changes does: alone, and together with the rest. */
export class Settling {
  readonly #answers: Answers;
  readonly #asOf: CalendarDate;
  readonly #changes: ReadonlyMap<string, AnswerValue>;
  /** The rules that read something that changes. */
  readonly #rules: readonly { readonly rule: CompiledRule; readonly ruleset: CompiledRuleset }[];

  /** @param changes - new values by fact */
  constructor(
    rulesets: readonly CompiledRuleset[],
    answers: Answers,
    asOf: CalendarDate,
    changes: ReadonlyMap<string, AnswerValue>,
  ) {
    this.#answers = answers;
    this.#asOf = asOf;
    this.#changes = changes;
    this.#rules = rulesets.flatMap((ruleset) =>
      ruleset.rules
        .filter((rule) => rule.entry.echo !== true && rule.facts.some((fact) => changes.has(fact)))
        .map((rule) => ({ rule, ruleset })),
    );
  }

  /** What a change does. */
  of(fact: string): Settled {
    const alone: CompiledRule[] = [];
    const together: CompiledRule[] = [];
    for (const { rule, ruleset } of this.#rules) {
      if (!rule.facts.includes(fact) || !isOpen(this.#judge(rule, ruleset, () => false))) continue;
      if (isMet(this.#judge(rule, ruleset, (other) => other === fact))) alone.push(rule);
      else if (
        isMet(this.#judge(rule, ruleset, () => true)) &&
        !isMet(this.#judge(rule, ruleset, (other) => other !== fact))
      )
        together.push(rule);
    }
    return {
      settles: alone.map(({ id }) => id),
      with: together.map(({ id }) => id),
      evidence: distinctTexts([...alone, ...together].flatMap(({ entry }) => entry.evidence)),
    };
  }

  /** Rules that are no open point now and are one once everything has changed. */
  opened(): readonly string[] {
    return this.#rules
      .filter(
        ({ rule, ruleset }) =>
          !isOpen(this.#judge(rule, ruleset, () => false)) && isOpen(this.#judge(rule, ruleset, () => true)),
      )
      .map(({ rule }) => rule.id);
  }

  #judge(rule: CompiledRule, ruleset: CompiledRuleset, isMade: (fact: string) => boolean): Outcome {
    return judgeRuleAlone(
      rule,
      (fact) =>
        (isMade(fact) ? this.#changes.get(fact) : undefined) ??
        this.#answers.get(fact) ??
        ruleset.questionById.get(fact)?.default,
      this.#asOf,
    );
  }
}

function isOpen({ status }: Outcome): boolean {
  return status === 'not_met' || status === 'undetermined' || status === 'needs_attestation';
}

function isMet({ status }: Outcome): boolean {
  return status === 'met';
}

function distinctTexts(texts: readonly LocalizedText[]): readonly LocalizedText[] {
  return [...new Map(texts.map((text) => [text.en, text])).values()];
}
