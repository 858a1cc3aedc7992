import type { CalendarDate } from '../base/calendar-date.ts';
import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import type { DecisionDiagrams, DiagramNode } from '../evaluation/decision-diagram.ts';
import { judgeLeaf, type AttestationMode } from '../evaluation/judge-leaf.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, type Expression, type Leaf } from '../language/expression.ts';
import type { AnswerValue, Answers } from '../questionnaire/answers.ts';
import type { PlanVariable, PlanVariables } from './plan-variables.ts';

const TRUTHS: readonly Truth[] = ['false', 'true', 'unknown'];

/** The end values of the diagrams of conditions; the first two are also those of the diagrams of goals. */
export const END = { false: 0, true: 1, unknown: 2 } as const;

/** How many end values the diagrams of a plan have. */
export const END_VALUES = TRUTHS.length;

/** The conditions of one ruleset as functions of what a plan may change; everything else is as it is answered. */
export class PlanConditions {
  readonly #diagrams: DecisionDiagrams;
  readonly #variables: PlanVariables;
  readonly #valueOf: (fact: string) => AnswerValue | undefined;
  readonly #asOf: CalendarDate;
  readonly #made = { given: new Map<number, DiagramNode>(), assumed: new Map<number, DiagramNode>() };

  constructor(
    diagrams: DecisionDiagrams,
    variables: PlanVariables,
    ruleset: CompiledRuleset,
    answers: Answers,
    asOf: CalendarDate,
  ) {
    this.#diagrams = diagrams;
    this.#variables = variables;
    this.#valueOf = (fact) => answers.get(fact) ?? ruleset.questionById.get(fact)?.default;
    this.#asOf = asOf;
  }

  /** The diagram of a condition, with the signatures a plan asks for or with all of them assumed. */
  of(expression: Expression, mode: AttestationMode): DiagramNode {
    const made = this.#made[expression.readsAttestation ? mode : 'given'];
    const known = made.get(expression.index);
    if (known !== undefined) return known;
    const node = this.#build(expression, mode);
    made.set(expression.index, node);
    return node;
  }

  #build(expression: Expression, mode: AttestationMode): DiagramNode {
    switch (expression.op) {
      case 'constant':
        return endOf(expression.value);
      case 'definition':
        return this.of(expression.body, mode);
      case 'not':
        return this.#diagrams.combine([this.of(expression.operand, mode)], ([end]) => endOf(negate(truthAt(end))));
      case 'and':
      case 'or': {
        const join = expression.op === 'and' ? conjunction : disjunction;
        return expression.operands
          .map((operand) => this.of(operand, mode))
          .reduce((a, b) => this.#diagrams.combine([a, b], (ends) => endOf(join(ends.map(truthAt)))));
      }
      case 'leaf':
        return this.#buildLeaf(expression.leaf, mode);
    }
  }

  #buildLeaf(leaf: Leaf, mode: AttestationMode): DiagramNode {
    const fact = factOf(leaf);
    const judge = (value: AnswerValue | undefined): DiagramNode =>
      // A plan that reaches its target leaves no blocker open.
      endOf(judgeLeaf(leaf, value, this.#asOf, mode, 'false'));
    const [head, ...options] = fact === undefined ? [] : (this.#variables.ofFact.get(fact) ?? []);
    if (head === undefined) return judge(fact === undefined ? undefined : this.#valueOf(fact));
    if (head.kind !== 'list') return this.#diagrams.branch(head.index, head.values.map(judge));
    const [kept, extended] = head.values.map(judge);
    if (kept === undefined || extended === undefined) throw new RangeError(`no values for ${String(fact)}`);
    const withAdditions = extended === END.true ? extended : this.#anyOf(options, leaf);
    return this.#diagrams.branch(head.index, [kept, withAdditions]);
  }

  #anyOf(options: readonly PlanVariable[], leaf: Leaf): DiagramNode {
    let present: DiagramNode = END.false;
    for (const { index, option } of options.toReversed()) {
      const tested = leaf.kind === 'has_one_of' && option !== undefined && leaf.options.includes(option);
      if (tested) present = this.#diagrams.branch(index, [present, END.true]);
    }
    return present;
  }
}

function endOf(truth: Truth): DiagramNode {
  return TRUTHS.indexOf(truth);
}

function truthAt(end: number | undefined): Truth {
  return TRUTHS[end ?? END.unknown] ?? 'unknown';
}
