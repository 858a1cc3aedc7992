import { isRecord } from '../base/is-record.ts';

/** Keys of an entry of a rule file whose values are not what they were. */
export interface ChangedKeys {
  /** Those of which only texts for people are another. */
  readonly texts: readonly string[];
  readonly others: readonly string[];
}

/** Compares an entry with what it was, key by key. */
export function changedKeys(old: object, fresh: object): ChangedKeys {
  const [before, after] = [
    new Map<string, unknown>(Object.entries(old)),
    new Map<string, unknown>(Object.entries(fresh)),
  ];
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  const differs = (key: string, read: (value: unknown) => unknown): boolean =>
    JSON.stringify(read(before.get(key))) !== JSON.stringify(read(after.get(key)));
  const others = keys.filter((key) => differs(key, key === 'options' ? keysOf : withoutTexts));
  const texts = keys.filter((key) => !others.includes(key) && differs(key, (value) => value));
  return { texts, others };
}

/** The options of a question are the keys of their texts. */
function keysOf(options: unknown): unknown {
  return isRecord(options) ? Object.keys(options) : options;
}

/** A value without the texts in it, which are told by their English. */
function withoutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTexts).filter((entry) => entry !== undefined);
  if (!isRecord(value)) return value;
  if ('en' in value) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutTexts(entry)]));
}
