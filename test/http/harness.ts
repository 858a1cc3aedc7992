import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { pointerToken } from '../../src/core/base/input-issue.ts';
import { formatProblem } from '../../src/core/base/problem.ts';
import { buildApp, openapiDocument } from '../../src/http/app.ts';
import type { AppNeeds } from '../../src/http/app-needs.ts';
import { NO_LIMITS } from '../../src/http/limits.ts';
import { checkLogo } from '../../src/images/check-logo.ts';
import { loadRules } from '../../src/load/load-rules.ts';
import { loadTemplates } from '../../src/load/load-templates.ts';
import { createMetrics } from '../../src/metrics/create-metrics.ts';
import { createHtmlRenderer } from '../../src/render/html.ts';
import { createJsonRenderer } from '../../src/render/json.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import { SnapshotCache } from '../../src/service/recompute.ts';
import { buildLibrary, type RuleLibrary } from '../../src/service/rule-library.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Rules small enough for whole bodies: one binding act, one pledge, one question of each type. */
export const SMALL_RULES = beside('../fixtures/http-rules');

/** The instant at which everything happens. */
export const NOW = '2026-11-23T10:00:00.000Z';

/** What every call of the tests is called. */
export const REQUEST_ID = 'test-request';

export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  options?: InjectOptions,
) => Promise<Answer>;

/** What came back, of a response that was checked against the OpenAPI document. */
interface Answer {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  /** Read it with the schema it goes out by. */
  readonly body: unknown;
}

export interface Service {
  readonly app: FastifyInstance;
  readonly needs: AppNeeds;
  readonly call: Call;
}

export async function readLibrary(folder: string): Promise<RuleLibrary> {
  const rules = await loadRules(folder);
  if (rules.problems.length > 0) throw new Error(rules.problems.map(formatProblem).join('\n'));
  return buildLibrary(rules);
}

/** Starts the service over real rules, a real store and the shipped templates; only the clock and the ids are made up. */
export async function startService(folder: string = SMALL_RULES, changes: Partial<AppNeeds> = {}): Promise<Service> {
  const library = await readLibrary(folder);
  const templates = await loadTemplates(beside('../../templates'));
  let made = 0;
  const needs: AppNeeds = {
    library,
    store: await createSqliteStore({ file: ':memory:', migrationsFolder: beside('../../migrations') }),
    snapshots: new SnapshotCache(library.rulesets),
    renderers: [createHtmlRenderer(templates), createMarkdownRenderer(templates), createJsonRenderer()],
    checkLogo,
    clock: { now: () => new Date(NOW) },
    ids: { next: () => idOf((made += 1)) },
    admission: { mode: 'none', host: 'localhost' },
    metrics: createMetrics(),
    logLevel: 'silent',
    limits: NO_LIMITS,
    ...changes,
  };
  const app = await buildApp(needs);
  app.addHook('onClose', () => needs.store.close());
  await app.ready();
  return { app, needs, call: await callerOf(app) };
}

/** A service for all tests of a file. */
export function useService(folder?: string): () => Service {
  let service: Service | undefined;
  beforeAll(async () => {
    service = await startService(folder);
  });
  afterAll(() => service?.app.close());
  return () => {
    if (service === undefined) throw new Error('the service is not there yet');
    return service;
  };
}

/** The n-th id that a service gives out. */
export function idOf(n: number): string {
  return `019ab0c4-6c1e-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** One offending field: pointer, code, message, what would be right, and the nearest known name. */
export type Issue = readonly [pointer: string, code: string, message: string, expected: string, suggestion?: string];

/** What a problem looks like, whole. */
export function problem(
  instance: string,
  status: number,
  code: string,
  title: string,
  detail: string,
  issues: readonly Issue[] = [],
): Record<string, unknown> {
  const errors = issues.map(([pointer, word, message, expected, suggestion = null]) => {
    return { pointer, code: word, message, expected, suggestion };
  });
  return { type: `/problems/${code}`, title, status, detail, instance: `${instance}#${REQUEST_ID}`, code, errors };
}

/** A refusal that names fields. */
export function invalid(instance: string, ...issues: readonly Issue[]): Record<string, unknown> {
  const detail = 'Part of what was sent cannot be used; each offending field is named.';
  return problem(instance, 400, 'invalid_input', 'Invalid input', detail, issues);
}

const operationShape = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }) })
    .optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});

/** What tests read of an OpenAPI document. */
const documentShape = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({
    schemas: z.record(z.string(), z.looseObject({ examples: z.array(z.unknown()).optional() })),
  }),
});

export type Operation = z.output<typeof operationShape>;

/** The OpenAPI document, whole as JSON data and as far as tests read it. */
export async function readDocument(): Promise<{
  readonly whole: object;
  readonly read: z.output<typeof documentShape>;
}> {
  const whole = z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(await openapiDocument())));
  return { whole, read: documentShape.parse(whole) };
}

/** Makes calls, and checks every response against the schema that the OpenAPI document gives for it. */
async function callerOf(app: FastifyInstance): Promise<Call> {
  const { whole, read } = await readDocument();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...whole, $id: 'openapi' });
  return async (method, url, body, options = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const headers = { 'x-request-id': REQUEST_ID, ...type, ...options.headers };
    const response = await app.inject({ method, url, ...payload, ...options, headers });
    const path = url.split('?', 1)[0] ?? '';
    const status = response.statusCode;
    const mediaType = String(response.headers['content-type']).split(';', 1)[0] ?? '';
    const isLines = mediaType === 'application/x-ndjson';
    const answer: unknown = isLines
      ? linesIn(response.body)
      : mediaType.endsWith('json')
        ? response.json()
        : response.body;
    const template = Object.keys(read.paths).find((candidate) => matches(candidate, path)) ?? '';
    const operation = read.paths[template]?.[method.toLowerCase()];
    if (status === 204) expect([response.body, operation?.responses['204']?.content]).toEqual(['', undefined]);
    else if (operation !== undefined) {
      const group = [String(status), `${Math.floor(status / 100)}XX`].find((key) => key in operation.responses);
      const place = [
        'paths',
        template,
        method.toLowerCase(),
        'responses',
        group ?? 'none',
        'content',
        mediaType,
        'schema',
      ];
      const validate = ajv.getSchema(
        `openapi#/${place.map((token) => encodeURIComponent(pointerToken(token))).join('/')}`,
      );
      if (validate === undefined) throw new Error(`${method} ${template} documents no ${status} in ${mediaType}`);
      // The schema of a stream is that of each line.
      for (const part of isLines ? linesIn(response.body) : [answer]) {
        const fits = validate(part);
        expect({ url, fits, errors: validate.errors ?? [] }).toEqual({ url, fits: true, errors: [] });
      }
    }
    return { status, headers: response.headers, body: answer };
  };
}

function linesIn(body: string): readonly unknown[] {
  return body
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

function matches(template: string, path: string): boolean {
  const pattern = template.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}
