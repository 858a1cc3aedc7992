/** A node of a diagram: its number. Equal functions have equal numbers. */
export type DiagramNode = number;

/** A set of variables, as the bits of 32-bit words. */
export type VariableSet = Uint32Array;

interface Branch {
  readonly variable: number;
  readonly children: readonly DiagramNode[];
  /** Variables the function depends on. */
  readonly support: VariableSet;
  /** End values the function can take, as the bits of a word. */
  readonly ends: number;
}

/** A function with some of its variables settled. */
export interface Settled {
  /** The variables it still depends on. */
  readonly support: VariableSet;
  /** The end values it can still take, as the bits of a word. */
  readonly ends: number;
}

/** Tells the class a variable is settled in, or `undefined` while it is open. */
export type ClassOf = (variable: number) => number | undefined;

/** How many end values a diagram can have: they are the bits of a word. */
export const MOST_END_VALUES = 31;

/**
 * Reduced ordered decision diagrams with many-valued variables and any number of end values. A node tests a variable and leads on by
 * its class; a test that would change nothing is left out and equal nodes are one, so the diagram is a canonical form of the
 * function: two are equal exactly when their numbers are, and a function depends exactly on the variables its diagram tests.
 *
 * End values are numbers below `endValues`, at most {@link MOST_END_VALUES}; branches are numbered from there on.
 */
export class DecisionDiagrams {
  readonly #endValues: number;
  readonly #branches: Branch[] = [];
  readonly #byKey = new Map<Key, DiagramNode>();
  /** The end values as functions that depend on nothing. */
  readonly #ends: readonly Settled[];
  readonly #words: number;

  constructor(endValues: number, variables: number) {
    this.#endValues = endValues;
    this.#words = Math.ceil(variables / 32);
    this.#ends = Array.from({ length: endValues }, (_, end) => ({
      support: new Uint32Array(this.#words),
      ends: 1 << end,
    }));
  }

  /** Whether a node is an end value. */
  isEnd(node: DiagramNode): boolean {
    return node < this.#endValues;
  }

  /** The diagram that tests a variable first and then goes on by its class. */
  branch(variable: number, children: readonly DiagramNode[]): DiagramNode {
    const [first] = children;
    if (first !== undefined && children.every((child) => child === first)) return first;
    const key = keyOf(variable, children);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const node = this.#endValues + this.#branches.length;
    this.#branches.push({
      variable,
      children,
      ...joined(
        this.#words,
        variable,
        children.map((child) => this.describe(child)),
      ),
    });
    this.#byKey.set(key, node);
    return node;
  }

  /** What a function depends on and can come to. */
  describe(node: DiagramNode): Settled {
    const found = node < this.#endValues ? this.#ends[node] : this.#branches[node - this.#endValues];
    if (found === undefined) throw new RangeError(`no node ${node}`);
    return found;
  }

  /**
   * What a branch tests, and where each class of it leads.
   *
   * @throws RangeError for an end value
   */
  testAt(node: DiagramNode): { readonly variable: number; readonly children: readonly DiagramNode[] } {
    const branch = this.#branches[node - this.#endValues];
    if (branch === undefined) throw new RangeError(`node ${node} tests nothing`);
    return branch;
  }

  /** How many classes a variable has where a function tests it; 0 when it does not. */
  classesOf(node: DiagramNode, variable: number): number {
    const branch = this.#branches[node - this.#endValues];
    if (branch === undefined || !has(branch.support, variable)) return 0;
    if (branch.variable === variable) return branch.children.length;
    return Math.max(...branch.children.map((child) => this.classesOf(child, variable)));
  }

  /** The diagram of a function of the end values of several diagrams. */
  combine(operands: readonly DiagramNode[], end: (values: readonly number[]) => number): DiagramNode {
    const done = new Map<string, DiagramNode>();
    const walk = (nodes: readonly DiagramNode[]): DiagramNode => {
      if (nodes.every((node) => this.isEnd(node))) return end(nodes);
      const key = nodes.join();
      const known = done.get(key);
      if (known !== undefined) return known;
      const variable = Math.min(...nodes.map((node) => this.#branches[node - this.#endValues]?.variable ?? Infinity));
      const width = Math.max(...nodes.map((node) => this.#childrenAt(node, variable)?.length ?? 0));
      const children = Array.from({ length: width }, (_, index) =>
        walk(nodes.map((node) => this.#childrenAt(node, variable)?.[index] ?? node)),
      );
      const made = this.branch(variable, children);
      done.set(key, made);
      return made;
    };
    return walk(operands);
  }

  /** The diagram of a function with one of its variables settled. */
  settle(node: DiagramNode, variable: number, classIndex: number): DiagramNode {
    const branch = this.#branches[node - this.#endValues];
    if (branch === undefined || !has(branch.support, variable)) return node;
    if (branch.variable === variable) return branch.children[classIndex] ?? node;
    return this.branch(
      branch.variable,
      branch.children.map((child) => this.settle(child, variable, classIndex)),
    );
  }

  /**
   * Settles some variables, for functions that are then asked one after another. What only this settlement makes is kept apart, so
   * that the shared diagrams do not grow with every call.
   */
  settlement(classOf: ClassOf, settled: VariableSet): (node: DiagramNode) => Settled {
    const firstOwn = this.#endValues + this.#branches.length;
    const own: Settled[] = [];
    const ownByKey = new Map<Key, DiagramNode>();
    const done = new Map<DiagramNode, DiagramNode>();
    const describe = (at: DiagramNode): Settled =>
      at < firstOwn ? this.describe(at) : (own[at - firstOwn] ?? this.describe(at));
    const make = (variable: number, children: readonly DiagramNode[]): DiagramNode => {
      const [first] = children;
      if (first !== undefined && children.every((child) => child === first)) return first;
      const key = keyOf(variable, children);
      const known = this.#byKey.get(key) ?? ownByKey.get(key);
      if (known !== undefined) return known;
      const made = firstOwn + own.length;
      own.push(joined(this.#words, variable, children.map(describe)));
      ownByKey.set(key, made);
      return made;
    };
    const settle = (at: DiagramNode): DiagramNode => {
      const branch = at < this.#endValues ? undefined : this.#branches[at - this.#endValues];
      if (branch === undefined || !meets(branch.support, settled)) return at;
      const known = done.get(at);
      if (known !== undefined) return known;
      const classIndex = has(settled, branch.variable) ? classOf(branch.variable) : undefined;
      const made =
        classIndex === undefined
          ? make(branch.variable, branch.children.map(settle))
          : settle(branch.children[classIndex] ?? at);
      done.set(at, made);
      return made;
    };
    return (node) => {
      if (this.#endValues + this.#branches.length !== firstOwn)
        throw new Error('the diagrams grew during a settlement');
      return describe(settle(node));
    };
  }

  #childrenAt(node: DiagramNode, variable: number): readonly DiagramNode[] | undefined {
    const branch = this.#branches[node - this.#endValues];
    return branch?.variable === variable ? branch.children : undefined;
  }
}

/** The set of some variables out of `count`. */
export function variableSet(count: number, variables: readonly number[]): VariableSet {
  const set = new Uint32Array(Math.ceil(count / 32));
  for (const variable of variables) set[variable >>> 5] = wordAt(set, variable >>> 5) | (1 << (variable & 31));
  return set;
}

function wordAt(set: VariableSet, index: number): number {
  return set[index] ?? 0;
}

/** Whether a variable is in a set. */
export function has(set: VariableSet, variable: number): boolean {
  return ((wordAt(set, variable >>> 5) >>> (variable & 31)) & 1) === 1;
}

/** Whether two sets have a variable in common. */
export function meets(a: VariableSet, b: VariableSet): boolean {
  for (let index = 0; index < a.length; index += 1) if ((wordAt(a, index) & wordAt(b, index)) !== 0) return true;
  return false;
}

function joined(words: number, variable: number, children: readonly Settled[]): Settled {
  const support = variableSet(words * 32, [variable]);
  let ends = 0;
  for (const child of children) {
    ends |= child.ends;
    for (let index = 0; index < words; index += 1)
      support[index] = wordAt(support, index) | wordAt(child.support, index);
  }
  return { support, ends };
}

/** A variable and the nodes it leads to; few small numbers are packed into one, which is found faster than a text. */
type Key = number | string;

const PACKED_BITS = 14;

function keyOf(variable: number, children: readonly DiagramNode[]): Key {
  const limit = 1 << PACKED_BITS;
  if (children.length > 3 || variable >= 256) return `${variable}:${children.join()}`;
  let key = variable * 4 + children.length;
  for (const child of children) {
    if (child >= limit) return `${variable}:${children.join()}`;
    key = key * limit + child;
  }
  return key;
}
