import type { ExpressionPool } from './expression-pool.ts';
import type { Expression } from './expression.ts';

/**
 * Makes expressions anew in a pool: those of another pool, or those of the same pool with other conditions for some definitions.
 * What uses such a definition, directly or through others, is made anew with it.
 */
export class ExpressionBuilder {
  readonly #pool: ExpressionPool;
  readonly #definitions: ReadonlyMap<string, Expression>;
  readonly #made = new Map<number, Expression>();

  /** @param definitions - conditions, of the pool, that take the place of those of the definitions with these ids */
  constructor(pool: ExpressionPool, definitions: ReadonlyMap<string, Expression> = new Map()) {
    this.#pool = pool;
    this.#definitions = definitions;
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
        return this.#pool.leaf(expression.leaf, source);
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
        return this.#pool.definition(expression.id, this.#definitions.get(expression.id) ?? this.of(expression.body));
    }
  }
}
