import { z } from 'zod';
import { shown, pointerToken, type InputIssue } from '../core/base/input-issue.ts';
import { isRecord } from '../core/base/is-record.ts';
import { nearest } from '../core/base/nearest.ts';

type ZodIssue = z.core.$ZodIssue;

/** How the types of JSON are called. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * Says of each issue of an envelope where it is and what would be right, unknown names with the nearest known one.
 *
 * @param issues - as zod reports them with `reportInput`
 * @param at - where the schema stands, as a JSON pointer
 */
export function describeIssues(
  issues: readonly ZodIssue[],
  schema: z.core.$ZodType,
  at: string,
): readonly InputIssue[] {
  return issues.flatMap((issue) => describeIssue(issue, schema, at));
}

function describeIssue(issue: ZodIssue, root: z.core.$ZodType, base: string): readonly InputIssue[] {
  const at = base + issue.path.map((part) => `/${pointerToken(String(part))}`).join('');
  const schema = schemaAt(root, issue.path);
  const { input } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(key, formOf(schema, issue.keys, input), at));
    case 'invalid_union':
      return describeUnion(issue, schema, at);
    case 'invalid_type': {
      const expected = ownMessageOf(issue) ?? TYPE_NAMES[issue.expected] ?? issue.expected;
      if (input === undefined) return [missing(at, expected)];
      return [
        { pointer: at, code: 'wrong_type', message: `${shown(input)} is not ${expected}`, expected, suggestion: null },
      ];
    }
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (input === undefined) return [missing(at, `one of ${known.join(', ')}`)];
      const suggestion = typeof input === 'string' ? (nearest(input, known) ?? null) : null;
      return [
        {
          pointer: at,
          code: 'unknown_value',
          message: `${shown(input)} is not known here`,
          expected: `one of ${known.join(', ')}`,
          suggestion,
        },
      ];
    }
    case 'too_small':
    case 'too_big':
      return [
        {
          pointer: at,
          code: 'out_of_bounds',
          message: `${shown(input)} is out of bounds`,
          expected: ownMessageOf(issue) ?? boundsOf(issue),
          suggestion: null,
        },
      ];
    case 'invalid_format':
    case 'custom':
      // The schemas of this layer say in the message what would be right.
      return [
        {
          pointer: at,
          code: 'invalid_format',
          message: `${shown(input)} has the wrong form`,
          expected: issue.message,
          suggestion: null,
        },
      ];
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return [
        {
          pointer: at,
          code: 'wrong_type',
          message: `${shown(input)} cannot be used`,
          expected: issue.message,
          suggestion: null,
        },
      ];
  }
}

/** What a schema of this layer says of its own; `undefined` for the words that zod has for everything. */
function ownMessageOf({ message }: ZodIssue): string | undefined {
  return /^(Invalid|Too) /.test(message) ? undefined : message;
}

function missing(pointer: string, expected: string): InputIssue {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const message = pointer === '' ? 'there is no body' : `"${name}" is missing`;
  return { pointer, code: 'missing_field', message, expected, suggestion: null };
}

function unknownField(key: string, schema: z.core.$ZodType | undefined, at: string): InputIssue {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return {
    pointer: `${at}/${pointerToken(key)}`,
    code: 'unknown_field',
    message: `"${key}" is no field here`,
    expected: known.length === 0 ? 'nothing' : `one of ${known.join(', ')}`,
    suggestion: nearest(key, known) ?? null,
  };
}

/** Of several forms, the one that has all other fields of what was sent. */
function formOf(
  schema: z.core.$ZodType | undefined,
  unknown: readonly string[],
  input: unknown,
): z.core.$ZodType | undefined {
  if (!(schema instanceof z.ZodUnion)) return schema;
  const others = (isRecord(input) ? Object.keys(input) : []).filter((key) => !unknown.includes(key));
  return schema.options.find(
    (form) => form instanceof z.ZodObject && others.every((key) => Object.hasOwn(form.shape, key)),
  );
}

/** Explains what is wrong with the form that was most likely meant; when that cannot be told, names the forms. */
function describeUnion(
  issue: ZodIssue & { readonly code: 'invalid_union' },
  schema: z.core.$ZodType | undefined,
  at: string,
): readonly InputIssue[] {
  const expected = (schema instanceof z.ZodType ? schema.description : undefined) ?? 'another form';
  if (issue.input === undefined) return [missing(at, expected)];
  const forms = schema instanceof z.ZodUnion ? schema.options : [];
  const told = issue.errors.map((errors, index) => describeIssues(errors, forms[index] ?? z.unknown(), at));
  const [best, second] = told.toSorted((a, b) => distance(a) - distance(b));
  if (best !== undefined && second !== undefined && distance(best) < distance(second)) return best;
  return [
    {
      pointer: at,
      code: 'wrong_type',
      message: `${shown(issue.input)} is none of the forms known here`,
      expected,
      suggestion: null,
    },
  ];
}

/** How far something is from a form: a field that is known by another name lies nearer than one that is not known. */
function distance(issues: readonly InputIssue[]): number {
  return 2 * issues.length - issues.filter(({ suggestion }) => suggestion !== null).length;
}

function boundsOf(issue: ZodIssue & { readonly code: 'too_small' | 'too_big' }): string {
  const [word, bound] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
  return `${word} ${bound}${unit}`;
}

/** The schema of the part of a value that a path leads to; `undefined` where the path leaves the schema. */
function schemaAt(schema: z.core.$ZodType | undefined, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  const [first, ...rest] = path;
  if (first === undefined) return inner;
  if (inner instanceof z.ZodObject) return schemaAt(fieldOf(inner, String(first)), rest);
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, rest);
  if (inner instanceof z.ZodUnion) {
    // Issues of one form alone come without the union around them.
    return inner.options.map((form) => schemaAt(form, path)).find((found) => found !== undefined);
  }
  return undefined;
}

function fieldOf(object: z.ZodObject, name: string): z.core.$ZodType | undefined {
  const shape: Readonly<Record<string, z.core.$ZodType>> = object.shape;
  return Object.hasOwn(shape, name) ? shape[name] : undefined;
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrap(schema.out) : schema;
}
