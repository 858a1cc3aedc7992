import { at } from '../base/at.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { questionOrder } from '../language/question-order.ts';
import type { Question } from '../language/questionnaire.ts';
import { cheaperFirst } from './answering-effort.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { AnswerLanes, countLanes, lanesOf, type LaneRange } from './answer-lanes.ts';
import type { Finding, NextQuestion, RulesetResult } from './evaluation.ts';
import type { LaneTruths } from './lane-truths.ts';
import { typicalAnswers } from './possible-answers.ts';
import { WEIGHTS } from './score.ts';

/** A fact on which findings turn. */
export interface AwaitedFact {
  readonly question: Question;
  /** Its place in the order of the questions of all rulesets, however they were compiled. */
  readonly place: number;
  /** The lanes of its typical answers. */
  readonly range: LaneRange;
  /** The rules whose findings turn on it. */
  readonly rules: string[];
  /** The weight of the findings that an answer may be expected to settle, its typical answers all as likely. */
  gain: number;
}

/** A finding that waits for facts. */
interface Waiting {
  readonly rule: CompiledRule;
  readonly finding: Finding;
  readonly facts: readonly AwaitedFact[];
}

/** The facts that some findings wait for, with a lane for each typical answer to each of them. */
export class AwaitedFacts {
  readonly lanes = new AnswerLanes();
  readonly #byId = new Map<string, AwaitedFact>();
  readonly #rulesets: readonly CompiledRuleset[];
  readonly #order: ReadonlyMap<string, number>;
  /** By ruleset. */
  readonly #typical: readonly ReturnType<typeof typicalAnswers>[];
  /** By ruleset. */
  readonly #waiting: readonly (readonly Waiting[])[];

  /** @param waits - whether a finding counts among those that wait */
  constructor(
    rulesets: readonly CompiledRuleset[],
    results: readonly RulesetResult[],
    waits: (finding: Finding) => boolean,
  ) {
    this.#rulesets = rulesets;
    this.#order = questionOrder(rulesets);
    this.#typical = rulesets.map(typicalAnswers);
    this.#waiting = rulesets.map((ruleset, position) => {
      const { findings } = at(results, position);
      return ruleset.rules.flatMap((rule, index): Waiting[] => {
        const finding = at(findings, index);
        if (finding.open.length === 0 || !waits(finding)) return [];
        return [{ rule, finding, facts: finding.open.map((fact) => this.#await(fact, finding.rule)) }];
      });
    });
  }

  /** The facts, in no particular order. */
  get facts(): readonly AwaitedFact[] {
    return [...this.#byId.values()];
  }

  /**
   * Weighs the facts: of undetermined findings those count as settled that come to any other status, of those that wait for a sign-off
   * those that are met.
   *
   * @param truths - of each ruleset, in the lanes
   */
  weigh(truths: readonly LaneTruths[]): void {
    for (const [position, waiting] of this.#waiting.entries()) {
      for (const { rule, finding, facts } of waiting) {
        for (const fact of facts) {
          const settled = settledIn(rule, finding, at(truths, position), fact.range.word);
          fact.gain += WEIGHTS[finding.severity] * countLanes(settled & lanesOf(fact.range));
        }
      }
    }
    // Whole numbers until here, so that what is equal comes out equal.
    for (const fact of this.#byId.values()) fact.gain /= Math.max(fact.range.answers.length, 1);
  }

  #await(id: string, rule: string): AwaitedFact {
    const known = this.#byId.get(id);
    if (known !== undefined) {
      known.rules.push(rule);
      return known;
    }
    let question: Question | undefined;
    let answers: readonly AnswerValue[] = [];
    for (const [position, typical] of this.#typical.entries()) {
      const own = typical.get(id);
      question ??= at(this.#rulesets, position).questionById.get(id);
      if (own !== undefined) answers = answers.length === 0 ? own : [...answers, ...own];
    }
    if (question === undefined) throw new RangeError(`no question ${id}`);
    const made = {
      question,
      place: this.#order.get(id) ?? 0,
      range: this.lanes.add(id, answers),
      rules: [rule],
      gain: 0,
    };
    this.#byId.set(id, made);
    return made;
  }
}

/** Which of two facts is worth more, else cheaper to answer; a comparison to sort by. */
export function settlesMore(a: AwaitedFact, b: AwaitedFact): number {
  if (a.gain !== b.gain) return b.gain - a.gain;
  const effort = cheaperFirst(a.question, b.question);
  return effort === 0 ? a.place - b.place : effort;
}

/** A fact as a question to ask. */
export function asNextQuestion({ question, rules }: AwaitedFact): NextQuestion {
  return { fact: question.id, group: question.group, rules };
}

function settledIn({ applies, met }: CompiledRule, { status }: Finding, truths: LaneTruths, word: number): number {
  const settled = truths.whereFalse(applies.index, 'given', word) | truths.whereTrue(met.index, 'given', word);
  if (status === 'needs_attestation') return settled;
  const decided = truths.whereTrue(met.index, 'assumed', word) | truths.whereFalse(met.index, 'assumed', word);
  return settled | (truths.whereTrue(applies.index, 'given', word) & decided);
}
