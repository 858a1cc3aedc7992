import type { CalendarDate } from '../base/calendar-date.ts';
import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import { judgeRuleset } from '../evaluation/evaluate.ts';
import type { Finding } from '../evaluation/evaluation.ts';
import { judgeLeaf, type AttestationMode } from '../evaluation/judge-leaf.ts';
import { otherOpenBlockers } from '../evaluation/other-blockers.ts';
import { least, SufficientSets } from '../evaluation/sufficient-sets.ts';
import { valueIn, type ValueOf } from '../evaluation/valuate-alone.ts';
import { Valuation } from '../evaluation/valuation.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, leavesOf, operandsOf, type Expression, type Leaf } from '../language/expression.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { askedBy, opposite } from './asked.ts';
import type { Explanation, ProofNode } from './explanation.ts';

/**
 * Explains findings of one assessment: each condition as a tree in which negations are brought to the tests, with the truth of every
 * part, and with a mark on the parts that decided. Those are the parts that hold by the deciding answers of the finding alone; where
 * it is undetermined, the parts on which it still turns.
 */
export class Explainer {
  readonly #ruleset: CompiledRuleset;
  readonly #answers: Answers;
  readonly #valuation: Valuation;

  constructor(ruleset: CompiledRuleset, answers: Answers, asOf: CalendarDate) {
    this.#ruleset = ruleset;
    this.#answers = answers;
    this.#valuation = new Valuation(ruleset, answers, asOf);
    this.#valuation.settleOtherOpenBlockers(otherOpenBlockers(ruleset, judgeRuleset(ruleset, answers, asOf)));
  }

  /** @param finding - that of the rule, in the evaluation of the same answers on the same day */
  explain(rule: CompiledRule, finding: Finding): Explanation {
    const { status, because, applicability } = finding;
    const decidesApplies = status !== 'met' || applicability === 'true';
    const decidesMet = status !== 'not_applicable' && because !== 'applicability';
    // Where sign-offs are what is missing, or what settles it, those given count; else the rest is looked at, with all of them.
    const mode = status === 'met' || status === 'needs_attestation' ? 'given' : 'assumed';
    const proof = (counted: AttestationMode, settledBy: SettledBy): Proof =>
      new Proof(this.#ruleset, this.#answers, this.#valuation, finding, counted, settledBy);
    const byFinding = settledByFinding(finding);
    return {
      applies: proof('given', byFinding).tree(rule.applies, decidesApplies),
      met: proof(mode, status === 'needs_attestation' ? this.#missingIn(rule) : byFinding).tree(rule.met, decidesMet),
    };
  }

  /** By what the requirement is not met as signed; the finding names what is enough but for the sign-offs. */
  #missingIn({ met }: CompiledRule): SettledBy {
    const elements = new Set(least(new SufficientSets(this.#valuation).of(met, 'given')));
    const { questions } = this.#ruleset;
    return {
      facts: new Set(questions.filter((_question, slot) => elements.has(slot)).map(({ id }) => id)),
      date: elements.has(questions.length),
      others: elements.has(questions.length + 1),
    };
  }
}

/** What settles a condition: facts, the date, the results of other rules. */
interface SettledBy {
  readonly facts: ReadonlySet<string>;
  readonly date: boolean;
  readonly others: boolean;
}

function settledByFinding({ decided_by: decidedBy }: Finding): SettledBy {
  return {
    facts: new Set(decidedBy.flatMap((entry) => ('fact' in entry ? [entry.fact] : []))),
    date: decidedBy.some((entry) => 'as_of' in entry),
    others: decidedBy.some((entry) => 'rule' in entry),
  };
}

/** The tree of one condition of one finding. */
class Proof {
  readonly #answers: Answers;
  readonly #valuation: Valuation;
  readonly #finding: Finding;
  readonly #mode: AttestationMode;
  readonly #valueOf: ValueOf;
  readonly #settledBy: SettledBy;
  readonly #open: ReadonlySet<string>;

  constructor(
    ruleset: CompiledRuleset,
    answers: Answers,
    valuation: Valuation,
    finding: Finding,
    mode: AttestationMode,
    settledBy: SettledBy,
  ) {
    this.#answers = answers;
    this.#valuation = valuation;
    this.#finding = finding;
    this.#mode = mode;
    this.#valueOf = valueIn(ruleset, answers);
    this.#settledBy = settledBy;
    this.#open = new Set(finding.open);
  }

  tree(expression: Expression, decides: boolean, negated = false): ProofNode {
    const own = this.#truth(expression);
    const base = { truth: negated ? negate(own) : own, decides };
    switch (expression.op) {
      case 'constant':
        return { ...base, kind: 'constant' };
      case 'not':
        return this.tree(expression.operand, decides, !negated);
      case 'definition': {
        const part = this.tree(expression.body, decides);
        const definition: ProofNode = { truth: own, decides, kind: 'definition', definition: expression.id, part };
        return negated ? { ...base, kind: 'not', part: definition } : definition;
      }
      case 'and':
      case 'or': {
        const kind = (expression.op === 'and') === negated ? 'any_of' : 'all_of';
        const parts = expression.operands.map((operand) =>
          this.tree(operand, decides && this.#decidesIn(expression.op, own, operand), negated),
        );
        return { ...base, kind, parts };
      }
      case 'leaf':
        return this.#leaf(expression.leaf, base, negated);
    }
  }

  /** Whether an operand is part of the reason for the truth of a conjunction or disjunction. */
  #decidesIn(op: 'and' | 'or', truth: Truth, operand: Expression): boolean {
    if (truth === 'unknown') return this.#truth(operand) === 'unknown' && this.#turnsOnSomethingOpen(operand);
    // Every operand of a true conjunction is needed; of a false one those that are false by the deciding answers alone.
    const takesAll = truth === (op === 'and' ? 'true' : 'false');
    return takesAll || this.#truthByDeciding(operand) === truth;
  }

  #turnsOnSomethingOpen(expression: Expression): boolean {
    return expression.readsEngine || leavesOf(expression).some((leaf) => this.#open.has(factOf(leaf) ?? ''));
  }

  #truth(expression: Expression): Truth {
    return this.#valuation.truth(expression, this.#mode);
  }

  /** The truth with nothing known but what decides the finding. */
  #truthByDeciding(expression: Expression): Truth {
    const parts = (): readonly Truth[] => operandsOf(expression).map((operand) => this.#truthByDeciding(operand));
    switch (expression.op) {
      case 'constant':
        return expression.value;
      case 'not':
        return negate(this.#truthByDeciding(expression.operand));
      case 'definition':
        return this.#truthByDeciding(expression.body);
      case 'and':
        return conjunction(parts());
      case 'or':
        return disjunction(parts());
      case 'leaf':
        return this.#isDeciding(expression.leaf) ? this.#truth(expression) : 'unknown';
    }
  }

  #isDeciding(leaf: Leaf): boolean {
    const { facts, date, others } = this.#settledBy;
    if (leaf.kind === 'as_of') return date;
    if (leaf.kind === 'other_open_blockers') return others;
    return facts.has(leaf.fact) || (leaf.kind === 'is_given' && this.#mode === 'assumed');
  }

  #leaf(leaf: Leaf, base: { readonly truth: Truth; readonly decides: boolean }, negated: boolean): ProofNode {
    const { asOf } = this.#valuation;
    switch (leaf.kind) {
      case 'as_of': {
        const comparator = negated ? opposite(leaf.comparator) : leaf.comparator;
        return { ...base, kind: 'date', comparator, than: leaf.than, as_of: asOf };
      }
      case 'other_open_blockers': {
        const rules = this.#finding.decided_by.flatMap((entry) => ('rule' in entry ? [entry] : []));
        return { ...base, kind: 'engine', asked: negated ? 'none_open' : 'open', rules };
      }
      case 'is_given': {
        const value = this.#answers.get(leaf.fact);
        const truth = judgeLeaf(leaf, value, asOf, 'given', 'unknown');
        return { ...base, truth, kind: 'sign_off', fact: leaf.fact, value: value ?? null };
      }
      case 'is_true':
      case 'is_answered':
      case 'is_one_of':
      case 'has_one_of':
      case 'integer':
      case 'date': {
        const value = this.#valueOf(leaf.fact) ?? null;
        const source = value === null ? null : this.#answers.has(leaf.fact) ? 'answer' : 'default';
        return { ...base, kind: 'test', fact: leaf.fact, asked: askedBy(leaf, negated), value, source };
      }
    }
  }
}
