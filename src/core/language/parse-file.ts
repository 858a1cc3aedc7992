import { z } from 'zod';
import { isRecord } from '../base/is-record.ts';
import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import { readYaml, type Locator, type Path } from './read-yaml.ts';

/** A rule file whose form is right, with the places of its values. */
export interface ParsedFile<T> {
  readonly value: T;
  readonly locator: Locator;
}

/**
 * Reads a file and checks its form: known keys only, in their documented order, each with a value of the right type.
 *
 * @param problems - receives every problem found
 * @returns `undefined` when the file cannot be used
 */
export function parseFile<T>(
  shape: z.ZodType<T>,
  file: string,
  text: string,
  problems: Problem[],
): ParsedFile<T> | undefined {
  const yaml = readYaml(file, text);
  problems.push(...yaml.problems);
  if (yaml.problems.length > 0) return undefined;
  const parsed = shape.safeParse(yaml.value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(...problemsOf(issue, shape, yaml.value, yaml.locator));
    return undefined;
  }
  problems.push(...orderProblems(shape, yaml.value, [], yaml.locator));
  return { value: parsed.data, locator: yaml.locator };
}

function problemsOf(issue: z.core.$ZodIssue, shape: z.ZodType, value: unknown, locator: Locator): Problem[] {
  const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(shape, path);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near === undefined ? `Known keys: ${known.join(', ')}.` : `Did you mean "${near}"?`;
      return { ...locator.atKey(path, key), code: 'unknown-key', message: `unknown key "${key}"`, hint };
    });
  }
  const name = path.at(-1);
  if (valueAt(value, path) === undefined) {
    return [{ ...locator.at(path), code: 'missing-key', message: `"${String(name)}" is missing`, hint: null }];
  }
  return [
    {
      ...locator.at(path),
      code: 'wrong-value',
      message: `"${String(name ?? 'file')}": ${lowerFirst(issue.message)}`,
      hint: null,
    },
  ];
}

/** Reports each mapping whose keys stand in another order than its shape lists them; entries by id, such as options, are free. */
function orderProblems(shape: z.ZodType, value: unknown, path: Path, locator: Locator): Problem[] {
  if (Array.isArray(value))
    return value.flatMap((entry, index) => orderProblems(shape, entry, [...path, index], locator));
  if (!isRecord(value)) return [];
  const known = keysAt(shape, path);
  const keys = Object.keys(value);
  const problems = keys.flatMap((key) => orderProblems(shape, value[key], [...path, key], locator));
  const ranks = keys.map((key) => known.indexOf(key));
  const misplaced = keys.find((_, index) => index > 0 && (ranks[index] ?? 0) < (ranks[index - 1] ?? 0));
  if (known.length > 0 && misplaced !== undefined) {
    const expected = known.filter((key) => keys.includes(key)).join(', ');
    problems.push({
      ...locator.atKey(path, misplaced),
      code: 'field-order',
      message: `"${misplaced}" stands too late`,
      hint: `Write the keys in this order: ${expected}.`,
    });
  }
  return problems;
}

/** The keys a shape knows at a path; none where it takes any key. */
function keysAt(shape: z.ZodType, path: Path): readonly string[] {
  let current: unknown = unwrap(shape);
  for (const key of path) {
    if (current instanceof z.ZodObject) current = unwrap(shapeOf(current)[String(key)]);
    else if (current instanceof z.ZodArray) current = unwrap(current.element);
    else if (current instanceof z.ZodRecord) current = unwrap(current.valueType);
    else return [];
  }
  return current instanceof z.ZodObject ? Object.keys(shapeOf(current)) : [];
}

function shapeOf(object: z.ZodObject): Readonly<Record<string, unknown>> {
  return object.shape;
}

function unwrap(shape: unknown): unknown {
  return shape instanceof z.ZodOptional ? unwrap(shape.unwrap()) : shape;
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isRecord(current)) current = current[key];
    else return undefined;
  }
  return current;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
