import * as fc from 'fast-check';
import type { SeededRandom } from '../support/seeded-random.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import type { SchemaNode } from './fuzz-document.ts';

/** What a name in a request means, where its schema does not say enough for a value that can be used. */
type Meaning = (name: string, parent: string) => (() => unknown) | undefined;

/** How values for schemas are drawn. */
export interface ValueNeeds {
  readonly random: SeededRandom;
  readonly components: Readonly<Record<string, SchemaNode>>;
  readonly meaning: Meaning;
  /** Puts fields of an object right that must go together. */
  readonly settle: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** Fields that mean much work when they are left out: they seldom are. */
const SELDOM_LEFT_OUT = new Set(['formats', 'products', 'limit', 'plan']);
const OFTEN = 0.5;
const NEARLY_ALWAYS = 0.96;
const EXAMPLES = 0.15;
const MOST_ITEMS = 3;
const TEXTS = Object.values(HOSTILE_TEXTS);

/** One of some items. */
export function oneOf<T>(random: SeededRandom, items: readonly T[]): T {
  const item = items[random.between(0, items.length - 1)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

/** A value that a schema allows. */
export function valueOf(needs: ValueNeeds, schema: SchemaNode, name: string, parent: string): unknown {
  const { random, components } = needs;
  if (schema.$ref !== undefined) {
    const target = components[schema.$ref.split('/').at(-1) ?? ''];
    if (target === undefined) throw new Error(`nothing is at ${schema.$ref}`);
    return valueOf(needs, target, name, parent);
  }
  const known = needs.meaning(name, parent);
  if (
    known !== undefined &&
    !(
      (schema.type?.includes('null') === true || schema.anyOf?.some(({ type }) => type === 'null') === true) &&
      random.chance(0.2)
    )
  )
    return known();
  const { examples = [] } = schema;
  if (examples.length > 0 && random.chance(EXAMPLES)) return oneOf(random, examples);
  if (schema.enum !== undefined) return oneOf(random, schema.enum);
  if (schema.anyOf !== undefined) return valueOf(needs, oneOf(random, schema.anyOf), name, parent);
  switch (typeof schema.type === 'object' ? oneOf(random, schema.type) : schema.type) {
    case 'boolean':
      return random.chance(OFTEN);
    case 'null':
      return null;
    case 'integer':
    case 'number':
      return random.between(schema.minimum ?? 0, Math.min(schema.maximum ?? 1000, (schema.minimum ?? 0) + 20));
    case 'array':
      return listOf(needs, schema, name);
    case 'object':
      return objectOf(needs, schema, name);
    case 'string':
      return textOf(random, schema);
    case undefined:
    default:
      return schema.const ?? null;
  }
}

function listOf(needs: ValueNeeds, { items = {}, minItems = 0, maxItems = MOST_ITEMS }: SchemaNode, name: string) {
  const length = needs.random.between(minItems, Math.min(maxItems, minItems + MOST_ITEMS));
  const item = typeof items === 'object' ? items : {};
  const values = Array.from({ length }, () => valueOf(needs, item, '', name));
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function objectOf(needs: ValueNeeds, schema: SchemaNode, name: string): unknown {
  const { properties = {}, required = [], additionalProperties } = schema;
  const value: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(properties)) {
    const share = required.includes(key) ? 1 : SELDOM_LEFT_OUT.has(key) ? NEARLY_ALWAYS : OFTEN;
    if (needs.random.chance(share)) value[key] = valueOf(needs, field, key, name);
  }
  if (typeof additionalProperties === 'object' && needs.random.chance(OFTEN))
    value[textOf(needs.random, { maxLength: 60 })] = valueOf(needs, additionalProperties, '', name);
  return needs.settle(value);
}

function textOf(random: SeededRandom, { pattern, format, maxLength = 500 }: SchemaNode): string {
  if (format === 'date') return `2026-${digits(random, 1, 12)}-${digits(random, 1, 28)}`;
  if (format === 'date-time') return `2027-${digits(random, 1, 12)}-${digits(random, 1, 28)}T00:00:00Z`;
  if (format === 'uuid') return `019ab0c4-6c1e-7000-8000-0000000000${digits(random, 10, 99)}`;
  if (pattern === undefined || pattern === String.raw`\S`) {
    const text = oneOf(random, TEXTS);
    return text.length > maxLength ? 'a text' : text;
  }
  const seed = random.between(0, 2 ** 31);
  const [text = ''] = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed, numRuns: 1 });
  return text.slice(0, maxLength);
}

function digits(random: SeededRandom, least: number, most: number): string {
  return String(random.between(least, most)).padStart(2, '0');
}
