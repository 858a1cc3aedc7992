import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, type Expression, type Leaf } from '../language/expression.ts';
import {
  DecisionDiagrams,
  has,
  meets,
  variableSet,
  type DiagramNode,
  type Settled,
  type VariableSet,
} from './decision-diagram.ts';
import { tabulateVariables, truthInClass, type Variable, type VariableTable } from './diagram-variables.ts';
import type { AttestationMode } from './judge-leaf.ts';
import { outcomeOf, type Outcome } from './judge-rule.ts';

/** Beyond every variable there can be. */
const NO_VARIABLE = 1 << 20;

const TRUTHS: readonly Truth[] = ['false', 'true', 'unknown'];

/** Every outcome a rule can have, in a fixed order; an end value of a rule's diagram is a position here plus the three truths. */
const OUTCOMES: readonly Outcome[] = TRUTHS.flatMap((applies) =>
  TRUTHS.flatMap((given) => TRUTHS.map((signed) => outcomeOf(applies, given, signed))),
).filter((outcome, index, all) => all.findIndex((other) => sameOutcome(other, outcome)) === index);

/** Variables that are settled, each in a class. */
type Context = readonly (readonly [variable: number, classIndex: number])[];

/** For a rule, the facts on which its outcome still turns, in question order. */
export type OpenFactsOf = (rule: CompiledRule) => readonly string[];

/**
 * The functions whose open variables are those of a rule's outcome, in one context. Where its two conditions read nothing in
 * common they are asked apart, which shares the function of `applies` among the rules that have the same.
 */
type RuleFunctions =
  | { readonly kind: 'whole'; readonly outcome: DiagramNode }
  | {
      readonly kind: 'apart';
      readonly applies: DiagramNode;
      /** What the requirement comes to where the rule applies. */
      readonly status: DiagramNode;
      /** Whether it is met, which is all that shows while it is open whether the rule applies. */
      readonly isMet: DiagramNode;
    };

/** What is asked of a rule in one context. */
interface RuleParts {
  /** For each fact the rule reads, the variable that says whether it is known. */
  readonly heads: readonly number[];
  readonly functions: RuleFunctions;
}

/** The functions from answers and date to outcomes of all rules of a ruleset, in canonical form. Built once, on first use. */
export class RuleDiagrams {
  readonly table: VariableTable;
  readonly #diagrams: DecisionDiagrams;
  /** For each fact, the variable that says whether it is known. */
  readonly #headOf: ReadonlyMap<string, number>;
  readonly #conditions = { given: new Map<number, DiagramNode>(), assumed: new Map<number, DiagramNode>() };
  readonly #rules = new Map<string, DiagramNode>();
  /** The date, and the assessment options: their questions have defaults, so that they are never open. */
  readonly #alwaysKnown: readonly Variable[];
  readonly #parts = new Map<string, ReadonlyMap<string, RuleParts>>();
  readonly #ruleset: CompiledRuleset;

  constructor(ruleset: CompiledRuleset) {
    this.#ruleset = ruleset;
    this.table = tabulateVariables(ruleset);
    this.#alwaysKnown = this.table.variables.filter(
      ({ kind, slot }) => kind === 'as_of' || ruleset.questions[slot]?.default !== undefined,
    );
    this.#headOf = new Map([...this.table.ofFact].map(([fact, [head]]) => [fact, head?.index ?? NO_VARIABLE]));
    this.#diagrams = new DecisionDiagrams(TRUTHS.length + OUTCOMES.length, this.table.variables.length);
  }

  /** Every outcome that some answers, complete or not, on some day give a rule. */
  reachable(rule: CompiledRule): readonly Outcome[] {
    const { ends } = this.#diagrams.describe(this.#ofRule(rule));
    return OUTCOMES.filter((_, index) => (ends & (1 << (index + TRUTHS.length))) !== 0);
  }

  /** The truths that a condition can have on a day, over all answers. */
  truthsOn(condition: Expression, day: string): ReadonlySet<Truth> {
    const onDay: Context = [[this.table.asOf.index, this.#classOfDay(day)]];
    const { ends } = this.#diagrams.describe(this.#settle(this.#ofCondition(condition, 'given'), onDay));
    return new Set(TRUTHS.filter((_, index) => (ends & (1 << index)) !== 0));
  }

  /**
   * Settles the variables that are answered, for rules that are then asked one after another.
   *
   * @param classOf - the class in which an answered variable is settled, `undefined` for one that is open
   */
  settlement(day: string, classOf: (variable: Variable) => number | undefined): OpenFactsOf {
    const { variables } = this.table;
    const classes: (number | undefined)[] = [];
    const answered: number[] = [];
    for (const variable of variables) {
      const classIndex = variable.kind === 'as_of' ? this.#classOfDay(day) : classOf(variable);
      classes.push(classIndex);
      if (classIndex !== undefined) answered.push(variable.index);
    }
    const context = this.#alwaysKnown.map(({ index }): [number, number] => [index, classes[index] ?? 0]);
    const parts = this.#partsIn(context);
    const settle = this.#diagrams.settlement((variable) => classes[variable], variableSet(variables.length, answered));
    return (rule) => {
      const asked = parts.get(rule.id);
      if (asked === undefined) throw new RangeError(`no rule ${rule.id}`);
      const { heads, functions } = asked;
      const open = openIn(functions, settle);
      return rule.facts.filter((_, index) => {
        const head = heads[index] ?? NO_VARIABLE;
        return open.some((variablesOpen) => has(variablesOpen, head));
      });
    };
  }

  #classOfDay(day: string): number {
    return this.table.days.filter((first) => first <= day).length - 1;
  }

  #settle(node: DiagramNode, context: Context): DiagramNode {
    return context.reduce((at, [variable, classIndex]) => this.#diagrams.settle(at, variable, classIndex), node);
  }

  /**
   * The parts of all rules in a context, made together: a settlement may not see the diagrams grow. Contexts are few, a handful of
   * days times the assessment options, so the parts are kept.
   */
  #partsIn(context: Context): ReadonlyMap<string, RuleParts> {
    const key = context.map(([, classIndex]) => classIndex).join();
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const made = new Map(
      this.#ruleset.rules.map((rule): [string, RuleParts] => {
        const heads = rule.facts.map((fact) => this.#headOf.get(fact) ?? NO_VARIABLE);
        return [rule.id, { heads, functions: this.#split(rule, context) }];
      }),
    );
    this.#parts.set(key, made);
    return made;
  }

  #split(rule: CompiledRule, context: Context): RuleFunctions {
    const applies = this.#settle(this.#ofCondition(rule.applies, 'given'), context);
    const given = this.#settle(this.#ofCondition(rule.met, 'given'), context);
    const signed = this.#settle(this.#ofCondition(rule.met, 'assumed'), context);
    const status = this.#diagrams.combine([given, signed], ([asGiven, ifSigned]) =>
      endOf(outcomeOf('true', truthAt(asGiven), truthAt(ifSigned))),
    );
    if (meets(this.#diagrams.describe(applies).support, this.#diagrams.describe(status).support)) {
      return { kind: 'whole', outcome: this.#settle(this.#ofRule(rule), context) };
    }
    const isMet = this.#diagrams.combine([given], ([asGiven]) => endOf(outcomeOf('unknown', truthAt(asGiven), 'true')));
    return { kind: 'apart', applies, status, isMet };
  }

  #ofRule(rule: CompiledRule): DiagramNode {
    const known = this.#rules.get(rule.id);
    if (known !== undefined) return known;
    const operands = [
      this.#ofCondition(rule.applies, 'given'),
      this.#ofCondition(rule.met, 'given'),
      this.#ofCondition(rule.met, 'assumed'),
    ];
    const made = this.#diagrams.combine(operands, ([applies, given, signed]) => {
      return endOf(outcomeOf(truthAt(applies), truthAt(given), truthAt(signed)));
    });
    this.#rules.set(rule.id, made);
    return made;
  }

  #ofCondition(expression: Expression, mode: AttestationMode): DiagramNode {
    const known = this.#conditions[expression.readsAttestation ? mode : 'given'];
    const found = known.get(expression.index);
    if (found !== undefined) return found;
    const made = this.#buildCondition(expression, mode);
    known.set(expression.index, made);
    return made;
  }

  #buildCondition(expression: Expression, mode: AttestationMode): DiagramNode {
    switch (expression.op) {
      case 'constant':
        return TRUTHS.indexOf(expression.value);
      case 'definition':
        return this.#ofCondition(expression.body, mode);
      case 'not':
        return this.#diagrams.combine([this.#ofCondition(expression.operand, mode)], ([end]) =>
          TRUTHS.indexOf(negate(truthAt(end))),
        );
      case 'and':
      case 'or': {
        const join = expression.op === 'and' ? conjunction : disjunction;
        return expression.operands
          .map((operand) => this.#ofCondition(operand, mode))
          .reduce((a, b) => this.#diagrams.combine([a, b], (ends) => TRUTHS.indexOf(join(ends.map(truthAt)))));
      }
      case 'leaf':
        return this.#buildLeaf(expression.leaf, mode);
    }
  }

  #buildLeaf(leaf: Leaf, mode: AttestationMode): DiagramNode {
    if (leaf.kind === 'is_given' && mode === 'assumed') return TRUTHS.indexOf('true');
    const { asOf, engine, ofFact, days } = this.table;
    const fact = factOf(leaf);
    const [variable, ...options] =
      fact === undefined ? [leaf.kind === 'as_of' ? asOf : engine] : (ofFact.get(fact) ?? []);
    if (variable === undefined) throw new Error(`no variable for ${String(fact)}`);
    if (leaf.kind === 'has_one_of') {
      let present = TRUTHS.indexOf('false');
      for (const option of options.toReversed()) {
        const tested = option.options.some((value) => leaf.options.includes(value));
        if (tested) present = this.#diagrams.branch(option.index, [present, TRUTHS.indexOf('true')]);
      }
      return this.#diagrams.branch(variable.index, [TRUTHS.indexOf('unknown'), present]);
    }
    const ends = variable.samples.map((_, index) => TRUTHS.indexOf(truthInClass(leaf, variable, index, days)));
    return this.#diagrams.branch(variable.index, ends);
  }
}

const built = new WeakMap<CompiledRuleset, RuleDiagrams>();

/** The diagrams of a ruleset. They depend on nothing but the ruleset, so they are made once and kept with it. */
export function ruleDiagrams(ruleset: CompiledRuleset): RuleDiagrams {
  const known = built.get(ruleset);
  if (known !== undefined) return known;
  const made = new RuleDiagrams(ruleset);
  built.set(ruleset, made);
  return made;
}

/** The variables on which the outcome of a rule still turns, as sets that together hold them. */
function openIn(functions: RuleFunctions, settle: (node: DiagramNode) => Settled): readonly VariableSet[] {
  if (functions.kind === 'whole') return [settle(functions.outcome).support];
  const { support, ends } = settle(functions.applies);
  const open = [support];
  // A change of applicability always shows; one of the requirement shows as far as the rule may apply.
  if (reaches(ends, 'true')) open.push(settle(functions.status).support);
  if (reaches(ends, 'unknown')) open.push(settle(functions.isMet).support);
  return open;
}

/** The end value that stands for an outcome. */
function endOf(outcome: Outcome): number {
  return TRUTHS.length + OUTCOMES.findIndex((other) => sameOutcome(other, outcome));
}

function reaches(ends: number, truth: Truth): boolean {
  return (ends & (1 << TRUTHS.indexOf(truth))) !== 0;
}

function truthAt(end: number | undefined): Truth {
  return TRUTHS[end ?? TRUTHS.length] ?? 'unknown';
}

function sameOutcome(a: Outcome, b: Outcome): boolean {
  return a.status === b.status && a.because === b.because && a.applicability === b.applicability;
}
