import { operandsOf, type Expression, type Leaf } from './expression.ts';

/** Makes the expressions of one ruleset, each distinct one once, operands before what uses them. */
export class ExpressionPool {
  readonly #byKey = new Map<string, Expression>();
  readonly #all: Expression[] = [];

  /** Every expression made so far; position `i` holds the one with `index` i. */
  get all(): readonly Expression[] {
    return this.#all;
  }

  /** A condition that is decided whatever the answers are. */
  constant(value: 'true' | 'false', source: string): Expression {
    return this.#intern(value, source, [], (node) => ({ ...node, op: 'constant', value }));
  }

  /** A test of one fact, date or engine value. */
  leaf(leaf: Leaf, source: string): Expression {
    return this.#intern(JSON.stringify(leaf), source, [], (node) => ({
      ...node,
      op: 'leaf',
      leaf,
      readsAttestation: leaf.kind === 'is_given',
      readsEngine: leaf.kind === 'other_open_blockers',
    }));
  }

  /** The negation of an expression; that of a negation is the expression itself, that of a constant the other one. */
  not(operand: Expression, source: string): Expression {
    if (operand.op === 'not') return operand.operand;
    if (operand.op === 'constant') return this.constant(operand.value === 'true' ? 'false' : 'true', source);
    return this.#intern(`!${operand.index}`, source, [operand], (node) => ({ ...node, op: 'not', operand }));
  }

  /**
   * A conjunction or disjunction. Nested ones of the same kind become one, a constant that decides is the whole, other constants drop
   * out, and one of a single operand is that operand.
   */
  join(op: 'and' | 'or', written: readonly Expression[], source: string): Expression {
    const deciding = op === 'and' ? 'false' : 'true';
    const flat = written.flatMap((operand) => (operand.op === op ? operand.operands : [operand]));
    if (flat.some((operand) => operand.op === 'constant' && operand.value === deciding))
      return this.constant(deciding, source);
    const operands = [...new Set(flat.filter((operand) => operand.op !== 'constant'))];
    const [only] = operands;
    if (only === undefined) return this.constant(deciding === 'true' ? 'false' : 'true', source);
    if (operands.length === 1) return only;
    const key = `${op}(${operands.map((operand) => operand.index).join()})`;
    return this.#intern(key, source, operands, (node) => ({ ...node, op, operands }));
  }

  /** A definition used by name. */
  definition(id: string, body: Expression): Expression {
    return this.#intern(`def ${id} ${body.index}`, id, [body], (node) => ({ ...node, op: 'definition', id, body }));
  }

  #intern(
    key: string,
    source: string,
    operands: readonly Expression[],
    make: (node: Pick<Expression, 'index' | 'source' | 'readsAttestation' | 'readsEngine'>) => Expression,
  ): Expression {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const made = Object.freeze(
      make({
        index: this.#all.length,
        source,
        readsAttestation: operands.some((operand) => operand.readsAttestation),
        readsEngine: operands.some((operand) => operand.readsEngine),
      }),
    );
    this.#byKey.set(key, made);
    this.#all.push(made);
    return made;
  }
}

/** Every definition an expression uses, directly or through others. */
export function definitionsIn(expression: Expression): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.op === 'definition') {
      if (found.has(node.id)) return;
      found.add(node.id);
    }
    operandsOf(node).forEach(visit);
  };
  visit(expression);
  return found;
}
