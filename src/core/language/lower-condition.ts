import type { ASTNode } from '@marcbachmann/cel-js';
import type { CalendarDate } from '../base/calendar-date.ts';
import { nearest } from '../base/nearest.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import type { ConditionPlace, ConditionScope } from './condition-scope.ts';
import { AS_OF, nameOf, OTHER_OPEN_BLOCKERS } from './condition-names.ts';
import type { ConditionFault } from './condition-subset.ts';
import type { Comparator, Expression } from './expression.ts';
import type { QuestionEntry } from './shapes/question-file.ts';
import { sourceText } from './source-text.ts';
import { dayBeginningAt, MIDNIGHT, timestampText } from './timestamp.ts';

type Literal = string | bigint | boolean;
/** Values of the variables of `exists` and `all` around a node. */
type Bindings = ReadonlyMap<string, Literal>;

const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Thrown inside this file to leave a subtree that cannot be lowered; caught at its root. */
class Fault extends Error {
  readonly fault: ConditionFault;
  constructor(node: ASTNode, code: ProblemCode, message: string, hint: string | null = null) {
    super(message);
    this.fault = { offset: node.start, code, message, hint };
  }
}

/**
 * Lowers a parsed, type-checked condition to a three-valued program. Macros and memberships over the options of a question become
 * tests of that question's answer; what is left to find wrong are options, dates and places that the type checker cannot know.
 */
export function lowerCondition(
  text: string,
  root: ASTNode,
  place: ConditionPlace,
  scope: ConditionScope,
): { readonly expression?: Expression; readonly faults: readonly ConditionFault[] } {
  const faults: ConditionFault[] = [];
  const { pool } = scope;
  const expression = lower(root, new Map(), false);
  return faults.length > 0 ? { faults } : { expression, faults };

  function sourceOf(node: ASTNode): string {
    return sourceText(text, node.start, node.end);
  }

  /** Lowers a node; on a fault notes it and goes on beside it, so that one pass finds all. */
  function lower(node: ASTNode, bound: Bindings, negated: boolean): Expression {
    try {
      return lowerNode(node, bound, negated);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error.fault);
      return pool.constant('false', sourceOf(node));
    }
  }

  function lowerNode(node: ASTNode, bound: Bindings, negated: boolean): Expression {
    switch (node.op) {
      case '&&':
      case '||': {
        const operands = chain(node, node.op).map((operand) => lower(operand, bound, negated));
        return pool.join(node.op === '&&' ? 'and' : 'or', operands, sourceOf(node));
      }
      case '!_':
        return pool.not(lower(node.args, bound, !negated), sourceOf(node));
      case 'value':
        return pool.constant(node.args === true ? 'true' : 'false', sourceOf(node));
      case 'id':
      case '.':
        return lowerName(node, bound, negated);
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return lowerComparison(node, node.op, node.args, bound, negated);
      case 'in':
        return lowerMembership(node, node.args, bound, negated);
      case 'rcall':
        return lowerMacro(node, node.args, bound, negated);
      case 'call':
      case 'list':
      case 'map':
      case '?:':
      case '.?':
      case '[]':
      case '[?]':
      case '-_':
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        throw new Fault(node, 'condition-subset', `"${sourceOf(node)}" is no condition`);
    }
  }

  function lowerName(node: ASTNode, bound: Bindings, negated: boolean): Expression {
    const name = nameOf(node) ?? '';
    if (bound.has(name)) return pool.constant(bound.get(name) === true ? 'true' : 'false', sourceOf(node));
    const definition = scope.definitions.get(name);
    if (definition !== undefined) return pool.definition(name, definition);
    if (name === OTHER_OPEN_BLOCKERS) {
      if (place !== 'met') throw new Fault(node, 'engine-misplaced', `${name} stands only in met`);
      return pool.leaf({ kind: 'other_open_blockers' }, name);
    }
    const question = scope.facts.get(name);
    if (question === undefined) {
      throw new Fault(
        node,
        'definition-order',
        `"${name}" is defined further down`,
        'A definition may use only those above it.',
      );
    }
    if (question.type !== 'attestation') return pool.leaf({ kind: 'is_true', fact: name }, name);
    if (place !== 'met') throw new Fault(node, 'attestation-misplaced', `the attestation "${name}" stands only in met`);
    if (negated) throw new Fault(node, 'attestation-misplaced', `the attestation "${name}" is never negated`);
    return pool.leaf({ kind: 'is_given', fact: name }, name);
  }

  function lowerComparison(
    node: ASTNode,
    comparator: Comparator,
    [left, right]: readonly [ASTNode, ASTNode],
    bound: Bindings,
    negated: boolean,
  ): Expression {
    const a = literalOf(left, bound);
    const b = literalOf(right, bound);
    if (a !== undefined && b !== undefined)
      return pool.constant(compare(a, comparator, b) ? 'true' : 'false', sourceOf(node));
    if (b !== undefined) return lowerTest(node, left, comparator, b, bound, negated);
    if (a !== undefined) return lowerTest(node, right, MIRRORED[comparator], a, bound, negated);
    const day = dayOf(right);
    if (day !== undefined) return lowerDate(node, left, comparator, day);
    const mirroredDay = dayOf(left);
    if (mirroredDay !== undefined) return lowerDate(node, right, MIRRORED[comparator], mirroredDay);
    throw new Fault(
      node,
      'condition-subset',
      'two facts are not compared with each other',
      'Compare a fact with a literal.',
    );
  }

  function lowerTest(
    node: ASTNode,
    subject: ASTNode,
    comparator: Comparator,
    than: Literal,
    bound: Bindings,
    negated: boolean,
  ): Expression {
    const source = sourceOf(node);
    if (typeof than === 'boolean') {
      const flips = (comparator === '==') !== than;
      if (comparator !== '==' && comparator !== '!=')
        throw new Fault(node, 'condition-type', 'true and false have no order');
      const test = lower(subject, bound, flips ? !negated : negated);
      return flips ? pool.not(test, source) : test;
    }
    const question = questionOf(subject);
    if (typeof than === 'bigint') {
      const value = Number(than);
      if (!Number.isSafeInteger(value)) throw new Fault(node, 'condition-type', `${than} is too large a number`);
      return pool.leaf({ kind: 'integer', fact: question.id, comparator, than: value }, source);
    }
    if (comparator !== '==' && comparator !== '!=') throw new Fault(node, 'condition-type', 'options have no order');
    const test = pool.leaf({ kind: 'is_one_of', fact: question.id, options: [optionOf(question, than, node)] }, source);
    return comparator === '==' ? test : pool.not(test, source);
  }

  function lowerDate(node: ASTNode, subject: ASTNode, comparator: Comparator, than: CalendarDate): Expression {
    if (nameOf(subject) === AS_OF) return pool.leaf({ kind: 'as_of', comparator, than }, sourceOf(node));
    return pool.leaf({ kind: 'date', fact: questionOf(subject).id, comparator, than }, sourceOf(node));
  }

  function lowerMembership(
    node: ASTNode,
    [member, list]: readonly [ASTNode, ASTNode],
    bound: Bindings,
    negated: boolean,
  ): Expression {
    const source = sourceOf(node);
    const value = literalOf(member, bound);
    if (list.op !== 'list') {
      if (typeof value !== 'string')
        throw new Fault(node, 'condition-subset', 'only a literal is looked up in a list fact');
      const question = questionOf(list);
      return pool.leaf({ kind: 'has_one_of', fact: question.id, options: [optionOf(question, value, member)] }, source);
    }
    const literals = list.args.map((entry) => {
      const literal = literalOf(entry, bound);
      if (literal === undefined) throw new Fault(entry, 'condition-subset', 'a list holds literals only');
      return literal;
    });
    if (value !== undefined) return pool.constant(literals.includes(value) ? 'true' : 'false', source);
    const question = questionOf(member);
    if (question.type === 'boolean') {
      if (literals.includes(true) && literals.includes(false))
        return pool.leaf({ kind: 'is_answered', fact: question.id }, source);
      const tests = literals.map((literal) => lowerTest(node, member, '==', literal, bound, negated));
      return pool.join('or', tests, source);
    }
    if (question.type === 'choice') {
      const options = inOptionOrder(
        question,
        literals.map((literal) => optionOf(question, literal, node)),
      );
      return pool.leaf({ kind: 'is_one_of', fact: question.id, options }, source);
    }
    if (question.type !== 'integer')
      throw new Fault(node, 'condition-type', `"${question.id}" is not looked up in a list`);
    return pool.join(
      'or',
      literals.map((literal) => lowerTest(node, member, '==', literal, bound, negated)),
      source,
    );
  }

  /** `exists` and `all`: over literals by writing out the members, over a list fact by the options that satisfy the predicate. */
  function lowerMacro(
    node: ASTNode,
    [method, target, [variable, predicate]]: readonly [string, ASTNode, readonly ASTNode[]],
    bound: Bindings,
    negated: boolean,
  ): Expression {
    const source = sourceOf(node);
    if (variable?.op !== 'id' || predicate === undefined)
      throw new Fault(node, 'condition-subset', `${method} needs a variable and a test`);
    const name = variable.args;
    const all = method === 'all';
    if (target.op === 'list') {
      const tests = target.args.map((entry) => {
        const literal = literalOf(entry, bound);
        if (literal === undefined) throw new Fault(entry, 'condition-subset', 'a list holds literals only');
        return lower(predicate, new Map([...bound, [name, literal]]), negated);
      });
      return pool.join(all ? 'and' : 'or', tests, source);
    }
    const question = questionOf(target);
    const options = Object.keys(question.options ?? {});
    if (readsOtherThan(predicate, name)) {
      throw new Fault(predicate, 'condition-subset', `the test of ${method} reads only "${name}"`);
    }
    checkOptions(predicate, name, question);
    const chosen = options.filter((option) => {
      const test = lower(predicate, new Map([...bound, [name, option]]), false);
      return (test.op === 'constant' && test.value === 'true') !== all;
    });
    const test = pool.leaf({ kind: 'has_one_of', fact: question.id, options: chosen }, source);
    return all ? pool.not(test, source) : test;
  }

  /** Reports literals compared with the variable of a macro that are no options of the question it runs over. */
  function checkOptions(predicate: ASTNode, variable: string, question: QuestionEntry): void {
    if (predicate.op === '&&' || predicate.op === '||')
      predicate.args.forEach((part) => {
        checkOptions(part, variable, question);
      });
    else if (predicate.op === '!_') checkOptions(predicate.args, variable, question);
    else if (predicate.op === '==' || predicate.op === '!=' || predicate.op === 'in') {
      const [left, right] = predicate.args;
      const entries = right.op === 'list' ? right.args : [left, right];
      for (const entry of entries) {
        if (entry.op === 'value' && typeof entry.args === 'string') reportOption(question, entry.args, entry);
      }
    }
  }

  function reportOption(question: QuestionEntry, option: string, node: ASTNode): void {
    try {
      optionOf(question, option, node);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error.fault);
    }
  }

  function questionOf(node: ASTNode): QuestionEntry {
    const question = scope.facts.get(nameOf(node) ?? '');
    if (question === undefined)
      throw new Fault(node, 'condition-subset', `"${sourceOf(node)}" is no fact`, 'Compare a fact with a literal.');
    return question;
  }

  function dayOf(node: ASTNode): CalendarDate | undefined {
    const written = timestampText(node);
    if (written === undefined) return undefined;
    const day = dayBeginningAt(written);
    if (day === undefined) {
      throw new Fault(
        node,
        'condition-date',
        `"${written}" is not midnight UTC of a real day`,
        `Write a day as "2023-08-15${MIDNIGHT}".`,
      );
    }
    return day;
  }
}

function chain(node: ASTNode, op: '&&' | '||'): readonly ASTNode[] {
  return node.op === op ? node.args.flatMap((operand) => chain(operand, op)) : [node];
}

/** Whether a predicate names anything but the variable of its macro. */
function readsOtherThan(predicate: ASTNode, variable: string): boolean {
  const name = nameOf(predicate);
  if (name !== undefined) return name !== variable;
  if (predicate.op === 'value') return false;
  if (predicate.op === '!_') return readsOtherThan(predicate.args, variable);
  const operands = Array.isArray(predicate.args) ? predicate.args : [];
  return operands.some((operand) => isNode(operand) && readsOtherThan(operand, variable));
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function literalOf(node: ASTNode, bound: Bindings): Literal | undefined {
  if (node.op === 'id') return bound.get(node.args);
  if (node.op !== 'value') return undefined;
  const value = node.args;
  return typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean' ? value : undefined;
}

function compare(a: Literal, comparator: Comparator, b: Literal): boolean {
  switch (comparator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

function optionOf(question: QuestionEntry, option: Literal, node: ASTNode): string {
  const options = Object.keys(question.options ?? {});
  if (typeof option === 'string' && options.includes(option)) return option;
  const near = nearest(String(option), options);
  const hint = near === undefined ? `Options: ${options.join(', ')}.` : `Did you mean "${near}"?`;
  throw new Fault(node, 'unknown-option', `"${String(option)}" is not an option of "${question.id}"`, hint);
}

function inOptionOrder(question: QuestionEntry, options: readonly string[]): readonly string[] {
  return Object.keys(question.options ?? {}).filter((option) => options.includes(option));
}
