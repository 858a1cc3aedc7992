import type { ExpressionPool } from './expression-pool.ts';
import type { Expression, Leaf } from './expression.ts';

/** What expressions are made anew with. */
export interface BuilderOptions {
  /** Conditions, of the pool, that take the place of those of the definitions with these ids. */
  readonly definitions?: ReadonlyMap<string, Expression>;
  /** Other ids for some facts. */
  readonly facts?: ReadonlyMap<string, string>;
}

/**
 * Makes expressions anew in a pool: those of another pool, or those of the same pool with other conditions for some definitions.
 * What uses such a definition, directly or through others, is made anew with it.
 */
export class ExpressionBuilder {
  readonly #pool: ExpressionPool;
  readonly #options: BuilderOptions;
  readonly #made = new Map<number, Expression>();

  constructor(pool: ExpressionPool, options: BuilderOptions = {}) {
    this.#pool = pool;
    this.#options = options;
  }

  /** The expression in the pool. All expressions asked of one builder come from one pool. */
  of(expression: Expression): Expression {
    const known = this.#made.get(expression.index);
    if (known !== undefined) return known;
    const made = this.#make(expression);
    this.#made.set(expression.index, made);
    return made;
  }

  #make(expression: Expression): Expression {
    const { source } = expression;
    switch (expression.op) {
      case 'constant':
        return this.#pool.constant(expression.value, source);
      case 'leaf':
        return this.#pool.leaf(this.#renamed(expression.leaf), source);
      case 'not':
        return this.#pool.not(this.of(expression.operand), source);
      case 'and':
      case 'or':
        return this.#pool.join(
          expression.op,
          expression.operands.map((operand) => this.of(operand)),
          source,
        );
      case 'definition':
        return this.#pool.definition(
          expression.id,
          this.#options.definitions?.get(expression.id) ?? this.of(expression.body),
        );
    }
  }

  #renamed(leaf: Leaf): Leaf {
    if (leaf.kind === 'as_of' || leaf.kind === 'other_open_blockers') return leaf;
    const fact = this.#options.facts?.get(leaf.fact);
    return fact === undefined ? leaf : { ...leaf, fact };
  }
}
