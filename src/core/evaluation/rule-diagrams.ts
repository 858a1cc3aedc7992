import { at } from '../base/at.ts';
import type { Truth } from '../base/truth.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Expression } from '../language/expression.ts';
import { ConditionDiagrams, canBe, endOf, outcomeAt, outcomesIn, truthAt, truthsIn } from './condition-diagrams.ts';
import { has, meets, variableSet, type DiagramNode, type Settled, type VariableSet } from './decision-diagram.ts';
import type { Variable, VariableTable } from './diagram-variables.ts';
import { outcomeOf, type Outcome } from './judge-rule.ts';

/** Beyond every variable there can be. */
const NO_VARIABLE = 1 << 20;

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

/** The function from answers and date to the outcome of a rule, to be walked from its root. */
export interface OutcomeDiagram {
  readonly root: DiagramNode;
  /** The outcome that an end value stands for; `undefined` for a branch. */
  outcomeAt(node: DiagramNode): Outcome | undefined;
  /** What a branch tests, and where each class of it leads. */
  testAt(node: DiagramNode): { readonly variable: Variable; readonly children: readonly DiagramNode[] };
}

/** The functions from answers and date to outcomes of all rules of a ruleset, in canonical form. Built once, on first use. */
export class RuleDiagrams {
  readonly table: VariableTable;
  readonly #conditions: ConditionDiagrams;
  /** For each fact, the variable that says whether it is known. */
  readonly #headOf: ReadonlyMap<string, number>;
  readonly #rules = new Map<string, DiagramNode>();
  /** The date, and the assessment options: their questions have defaults, so that they are never open. */
  readonly #alwaysKnown: readonly Variable[];
  readonly #parts = new Map<string, ReadonlyMap<string, RuleParts>>();
  readonly #ruleset: CompiledRuleset;

  constructor(ruleset: CompiledRuleset) {
    this.#ruleset = ruleset;
    this.#conditions = new ConditionDiagrams(ruleset);
    this.table = this.#conditions.table;
    this.#alwaysKnown = this.table.variables.filter(
      ({ kind, slot }) => kind === 'as_of' || ruleset.questions[slot]?.default !== undefined,
    );
    this.#headOf = new Map([...this.table.ofFact].map(([fact, [head]]) => [fact, head?.index ?? NO_VARIABLE]));
  }

  /** Every outcome that some answers, complete or not, on some day give a rule. */
  reachable(rule: CompiledRule): readonly Outcome[] {
    return outcomesIn(this.#diagrams.describe(this.#ofRule(rule)).ends);
  }

  /** The function of a rule. */
  outcomeOf(rule: CompiledRule): OutcomeDiagram {
    return {
      root: this.#ofRule(rule),
      outcomeAt: (node) => (this.#diagrams.isEnd(node) ? outcomeAt(node) : undefined),
      testAt: (node) => {
        const { variable, children } = this.#diagrams.testAt(node);
        return { variable: at(this.table.variables, variable), children };
      },
    };
  }

  /** The class of the date that a day lies in. */
  classOfDay(day: string): number {
    return this.table.days.filter((first) => first <= day).length - 1;
  }

  /** The truths that a condition can have on a day, over all answers. */
  truthsOn(condition: Expression, day: string): ReadonlySet<Truth> {
    const onDay: Context = [[this.table.asOf.index, this.classOfDay(day)]];
    const settled = this.#settle(this.#conditions.ofCondition(condition, 'given'), onDay);
    return truthsIn(this.#diagrams.describe(settled).ends);
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
      const classIndex = variable.kind === 'as_of' ? this.classOfDay(day) : classOf(variable);
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

  get #diagrams(): ConditionDiagrams['diagrams'] {
    return this.#conditions.diagrams;
  }

  #settle(node: DiagramNode, context: Context): DiagramNode {
    return context.reduce((found, [variable, classIndex]) => this.#diagrams.settle(found, variable, classIndex), node);
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
    const applies = this.#settle(this.#conditions.ofCondition(rule.applies, 'given'), context);
    const given = this.#settle(this.#conditions.ofCondition(rule.met, 'given'), context);
    const signed = this.#settle(this.#conditions.ofCondition(rule.met, 'assumed'), context);
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
    const made = this.#conditions.ofRule(rule);
    this.#rules.set(rule.id, made);
    return made;
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
  if (canBe(ends, 'true')) open.push(settle(functions.status).support);
  if (canBe(ends, 'unknown')) open.push(settle(functions.isMet).support);
  return open;
}
