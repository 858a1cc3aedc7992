import { z } from 'zod';
import { isRecord } from '../../src/core/base/is-record.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { oneOf } from './schema-values.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Older things are forgotten: what is known must not grow with the run. */
const MOST = 300;
const RECENT = 12;

/** What answers have told so far: ids, entity tags, cursors, addresses and secrets, from which further requests are made. */
export class KnownWorld {
  readonly #random: SeededRandom;
  readonly #collections: ReadonlySet<string>;
  readonly #never: ReadonlySet<string>;
  readonly #ids = new Map<string, string[]>();
  /** The product that something belongs to. */
  readonly #productOf = new Map<string, string>();
  readonly #facts = new Map<string, readonly string[]>();
  readonly #tags = new Map<string, string>();
  readonly #addresses = new Map<string, string[]>();
  readonly cursors: string[] = [];
  readonly secrets: string[] = [];
  readonly idempotencyKeys: string[] = [];

  /**
   * @param paths - of all operations; what stands before an id in one is a collection
   * @param never - ids that no request is made with
   */
  constructor(random: SeededRandom, paths: readonly string[], never: readonly string[]) {
    this.#random = random;
    this.#collections = new Set(
      paths.flatMap((path) => [...path.matchAll(/\/([a-z-]+)\/\{/g)].map(([, name = '']) => name)),
    );
    this.#never = new Set(never);
  }

  /** An id of a collection, a recent one more often than not; with a relative, rather one of the same product. */
  idIn(collection: string, relative?: string): string | undefined {
    const ids = this.#ids.get(collection) ?? [];
    const product = relative === undefined ? undefined : (this.#productOf.get(relative) ?? relative);
    const kin = product === undefined ? [] : ids.filter((id) => this.#productOf.get(id) === product);
    if (kin.length > 0 && this.#random.chance(0.9)) return oneOf(this.#random, kin);
    if (ids.length === 0) return undefined;
    return oneOf(this.#random, this.#random.chance(0.6) ? ids.slice(-RECENT) : ids);
  }

  /** An answer that sets duties aside in an evaluation. */
  factSetAsideIn(evaluation: string): string | undefined {
    const facts = this.#facts.get(evaluation) ?? [];
    return facts.length === 0 ? undefined : oneOf(this.#random, facts);
  }

  /** The last entity tag of an address. */
  tagOf(address: string): string | undefined {
    return this.#tags.get(address);
  }

  /** An address that a path had when it was answered well, or that the longest path had with which it begins. */
  addressOf(path: string): string | undefined {
    const known = this.#addresses.get(path) ?? [];
    if (known.length > 0) return oneOf(this.#random, known);
    const [longest] = [...this.#addresses.keys()]
      .filter((other) => other.includes('{') && path.startsWith(`${other}/`) && !path.slice(other.length).includes('{'))
      .sort((a, b) => b.length - a.length);
    const below = longest === undefined ? [] : (this.#addresses.get(longest) ?? []);
    return below.length === 0 ? undefined : `${oneOf(this.#random, below)}${path.slice(longest?.length)}`;
  }

  /** Takes in that there is nothing, or nothing more, at an address. */
  forget(path: string, address: string): void {
    this.#tags.delete(address);
    const known = this.#addresses.get(path) ?? [];
    if (known.includes(address)) known.splice(known.indexOf(address), 1);
  }

  /** Takes in what an answer to a request that was carried out tells. */
  learn(path: string, address: string, headers: Readonly<Record<string, unknown>>, answer: unknown): void {
    const { etag } = headers;
    if (typeof etag === 'string') this.#remember(this.#tags, address, etag);
    const known = this.#addresses.get(path) ?? [];
    if (!known.includes(address)) this.#keep(known, address);
    this.#addresses.set(path, known);
    const last = /\/([a-z-]+)(?:\/\{\w+\})?$/.exec(path)?.[1] ?? '';
    const found: string[] = [];
    this.#walk(answer, last, found);
    const inPath = address.split('/').filter((part) => UUID.test(part));
    const products = [...inPath, ...found].filter((id) => this.#ids.get('products')?.includes(id) === true);
    const [product] = products;
    // A list of products is no kinship.
    if (product === undefined || new Set(products).size > 1) return;
    for (const id of [...inPath, ...found]) if (id !== product) this.#remember(this.#productOf, id, product);
  }

  #walk(part: unknown, name: string, found: string[]): void {
    if (Array.isArray(part)) {
      for (const item of part) this.#walk(item, name, found);
      return;
    }
    if (!isRecord(part)) return;
    const { id, next_cursor: cursor, secret, set_aside: aside } = part;
    if (typeof id === 'string') this.#learnId(name, id, found);
    if (typeof cursor === 'string') this.#keep(this.cursors, cursor);
    if (typeof secret === 'string') this.#keep(this.secrets, secret);
    const facts = z.array(z.object({ fact: z.string() })).safeParse(aside);
    const owner = part['id'] ?? part['evaluation_id'];
    if (facts.success && typeof owner === 'string')
      this.#remember(
        this.#facts,
        owner,
        facts.data.map(({ fact }) => fact),
      );
    for (const [key, value] of Object.entries(part)) {
      const collection = key.endsWith('_id') ? `${key.slice(0, -3)}s` : undefined;
      if (collection !== undefined && typeof value === 'string') this.#learnId(collection, value, found);
      else this.#walk(value, this.#collections.has(`${key}s`) ? `${key}s` : key === 'items' ? name : '', found);
    }
  }

  #learnId(collection: string, id: string, found: string[]): void {
    if (!this.#collections.has(collection) || this.#never.has(id) || id === '') return;
    const ids = this.#ids.get(collection) ?? [];
    if (!ids.includes(id)) this.#keep(ids, id);
    this.#ids.set(collection, ids);
    found.push(id);
  }

  #keep(list: string[], item: string): void {
    list.push(item);
    if (list.length > MOST) list.shift();
  }

  #remember<T>(map: Map<string, T>, key: string, value: T): void {
    map.set(key, value);
    const [oldest] = map.keys();
    if (map.size > 10 * MOST && oldest !== undefined) map.delete(oldest);
  }
}
