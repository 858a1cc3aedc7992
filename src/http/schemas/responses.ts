import { z } from 'zod';
import type { Binary, Streamed } from '../http-app.ts';

/** An error as it goes out. */
export const problem = z
  .object({
    type: z.string().describe('Relative URI of the kind of problem; GET it to read what it means.'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z
      .string()
      .describe('The path that was asked for and, after #, the id of the request, by which the log finds it.'),
    code: z.string().describe('Stable word for the kind of problem; the last part of `type`.'),
    errors: z
      .array(
        z.object({
          pointer: z
            .string()
            .describe('JSON pointer (RFC 6901) into the body; below `/query` it is a parameter of the query.'),
          code: z.string(),
          message: z.string(),
          expected: z.string().describe('What would be right.'),
          suggestion: z.string().nullable().describe('The nearest known name or value.'),
        }),
      )
      .describe('Every offending field; empty when the problem is not in a field.'),
  })
  .meta({
    id: 'Problem',
    description: 'What was wrong (RFC 9457).',
    examples: [
      {
        type: '/problems/invalid_input',
        title: 'Invalid input',
        status: 400,
        detail: 'Part of what was sent cannot be used; each offending field is named.',
        instance: '/v1/evaluate#0f0c6a52-6c1e-4d3a-9b57-2f6d1c0e8a44',
        code: 'invalid_input',
        errors: [
          {
            pointer: '/answers/org.orgin',
            code: 'unknown_fact',
            message: '"org.orgin" is no fact of the questionnaire',
            expected: 'a fact id of GET /v1/questionnaire',
            suggestion: 'org.origin',
          },
        ],
      },
    ],
  });

/** A response in JSON. */
export function json<T extends z.ZodType>(description: string, schema: T): JsonResponse<T> {
  return { description, content: { 'application/json': { schema } } };
}

/** What Fastify is told of a response in JSON. */
interface JsonResponse<T extends z.ZodType> {
  readonly description: string;
  readonly content: { readonly 'application/json': { readonly schema: T } };
}

/** A response in lines of JSON, sent as a stream. */
export function jsonLines<T extends z.ZodType>(description: string, line: T): JsonLinesResponse<T> {
  return {
    description,
    content: { 'application/x-ndjson': { schema: Object.assign(line, { streamed: true } as const) } },
  };
}

/** What Fastify is told of a response in lines of JSON. */
interface JsonLinesResponse<T extends z.ZodType> {
  readonly description: string;
  readonly content: { readonly 'application/x-ndjson': { readonly schema: T & Streamed } };
}

/** A file that is sent as bytes. */
export function bytes<T extends z.ZodType>(schema: T): T & Binary {
  return Object.assign(schema, { binary: true } as const);
}

const content = { 'application/problem+json': { schema: problem } };

/** The responses that every route may give besides its own, also one that is never refused for want of patience. */
export const faults = {
  '4xx': { description: 'A fault of the caller; nothing was stored.', content },
  '5xx': {
    description:
      'A fault of the service. 503 while the store cannot be reached or there is more to do than it can, with the header Retry-After; ' +
      '507 when the store is full. Nothing was stored.',
    content,
  },
};

/** The responses that a route may give besides its own. */
export const problems = {
  '429': {
    description:
      'The caller or their address asks too often, or the address came with too many wrong keys. Nothing was done; the header ' +
      'Retry-After says after how many seconds to ask again. Where there is a limit, every answer has the headers RateLimit-Limit, ' +
      'RateLimit-Remaining and RateLimit-Reset (seconds).',
    content,
  },
  ...faults,
};
