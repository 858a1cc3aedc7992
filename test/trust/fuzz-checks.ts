import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { pointerToken } from '../../src/core/base/input-issue.ts';
import { isRecord } from '../../src/core/base/is-record.ts';
import { PROBLEM_TYPES } from '../../src/http/errors.ts';
import type { Operation, ServiceDocument } from './fuzz-document.ts';
import type { FuzzRequest } from './fuzz-requests.ts';

/** An answer as it came back. */
export interface FuzzAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

const PROBLEM = 'application/problem+json';
const LINES = 'application/x-ndjson';
const KEY = /pck_[0-9a-z]{12}_[\w-]{43}/g;
/** What says more of the inside than anybody outside is to know. */
const INSIDE =
  /\n\s+at |node_modules|node:internal|\/(?:work|tmp|home|usr|root)\/|\b(?:src|dist)\/\w+\/|\.[tj]s:\d+|SQLITE_|SqliteError|better-sqlite3|drizzle|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) \w+|TypeError|RangeError|ZodError|Cannot read propert|undefined is not/;
const SANE_ID = /^[\w.-]{1,64}$/;

/** What is said of a problem, as far as it is looked at more closely. */
const problemShape = z.object({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string() })),
});

/** Codes of fields that are named because they are not there. */
const TELLS_OF_MISSING = new Set(['missing_field', 'attestation_incomplete', 'required']);

/** Where it is documented how everything is refused. */
const STRAY: FuzzRequest = {
  operation: {
    name: 'no operation',
    method: 'GET',
    path: '/health/live',
    parameters: [],
    body: undefined,
    responses: {},
  },
  ...{ temper: 'hostile', method: 'GET', url: '', headers: {}, body: undefined },
};

/** Holds answers to what the OpenAPI document says of them, and to what holds for every answer. */
export class AnswerJudge {
  readonly #ajv: Ajv2020;
  readonly #secrets: () => readonly string[];
  readonly #schemas = new Map<string, ValidateFunction>();

  /** @param secrets - what no answer holds but the one that first gave it out */
  constructor({ whole }: ServiceDocument, secrets: () => readonly string[]) {
    this.#ajv = new Ajv2020({ strict: false });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ ...whole, $id: 'openapi' });
    this.#secrets = secrets;
  }

  /** What is wrong with an answer; nothing, as it must be. */
  faultsOf(request: FuzzRequest, answer: FuzzAnswer): readonly string[] {
    const { status, headers, bytes } = answer;
    const text = bytes.toString('utf8');
    const faults: string[] = [];
    if (status >= 500) faults.push(`${status}`);
    faults.push(...faultsOfHeaders(request, answer), ...this.#faultsOfText(request, status, text));
    const group = [String(status), `${Math.floor(status / 100)}XX`].find((key) => key in request.operation.responses);
    if (group === undefined) return [...faults, `${status} is not documented`];
    if (request.method === 'HEAD' || status === 204 || status === 304)
      return bytes.length === 0 ? faults : [...faults, `${status} to ${request.method} has a body`];
    const type = mediaTypeOf(headers);
    if (status >= 400 && type !== PROBLEM) return [...faults, `${status} in ${type} is no problem document`];
    if (request.operation.responses[group]?.includes(type) !== true)
      return [...faults, `${type} is not documented for ${status}`];
    const parts = partsOf(type, text);
    if (parts === undefined) return [...faults, `the body is no ${type}`];
    const validate = this.#schemaOf(request.operation, group, type);
    for (const part of parts)
      if (!validate(part)) faults.push(`the body is not as documented: ${this.#ajv.errorsText(validate.errors)}`);
    return status < 400 ? faults : [...faults, ...faultsOfProblem(request, status, parts[0])];
  }

  /** The same for what is to no operation: nothing is documented of it but how it is refused. */
  faultsOfStray(sent: Pick<FuzzRequest, 'headers' | 'body'>, answer: FuzzAnswer): readonly string[] {
    const { status, bytes } = answer;
    const text = bytes.toString('utf8');
    const request = { ...STRAY, headers: sent.headers, body: sent.body };
    const faults = [...faultsOfHeaders(request, answer), ...this.#faultsOfText(request, status, text)];
    if (status >= 500) faults.push(`${status}`);
    if (status < 400 || bytes.length === 0) return faults;
    const [problem] = partsOf(PROBLEM, text) ?? [];
    const validate = this.#schemaOf(STRAY.operation, '4XX', PROBLEM);
    if (mediaTypeOf(answer.headers) !== PROBLEM || !validate(problem))
      return [...faults, `${status} is no problem document`];
    return [...faults, ...faultsOfProblem(request, status, problem)];
  }

  #faultsOfText({ operation, headers, url, body }: FuzzRequest, status: number, text: string): readonly string[] {
    const faults: string[] = [];
    const secrets = this.#secrets();
    const known = (operation.name === 'POST /v1/keys' && status === 201) || text === '' ? [] : secrets;
    if ((text.match(KEY) ?? []).some((key) => known.includes(key))) faults.push('a key is told');
    const { authorization = '' } = headers;
    if (authorization.length > 12 && text.includes(authorization.replace(/^\w+ /, '')))
      faults.push('a credential is echoed');
    const inside = status >= 400 ? INSIDE.exec(text)?.[0] : undefined;
    if (inside !== undefined && !`${decoded(url)}\n${body?.toString('utf8') ?? ''}`.includes(inside.trim()))
      faults.push(`it tells of the inside: ${inside}`);
    return faults;
  }

  #schemaOf({ path, method }: Operation, status: string, type: string): ValidateFunction {
    const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema'];
    const reference = `openapi#/${place.map((token) => encodeURIComponent(pointerToken(token))).join('/')}`;
    const known = this.#schemas.get(reference);
    if (known !== undefined) return known;
    const found = this.#ajv.getSchema(reference);
    if (found === undefined) throw new Error(`the document has no ${reference}`);
    this.#schemas.set(reference, found);
    return found;
  }
}

/** The answer as data; lines of JSON as a list. */
export function dataOf({ headers, bytes }: FuzzAnswer): unknown {
  const type = mediaTypeOf(headers);
  return type.endsWith('json') ? partsOf(type, bytes.toString('utf8')) : undefined;
}

function partsOf(type: string, text: string): readonly unknown[] | undefined {
  if (!type.endsWith('json')) return [text];
  try {
    const texts = type === LINES ? text.split('\n').filter((line) => line !== '') : [text];
    return texts.map((one): unknown => JSON.parse(one));
  } catch {
    return undefined;
  }
}

function mediaTypeOf(headers: FuzzAnswer['headers']): string {
  return String(headers['content-type']).split(';', 1)[0] ?? '';
}

function faultsOfHeaders({ headers: sent }: FuzzRequest, { headers, status }: FuzzAnswer): readonly string[] {
  const faults: string[] = [];
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no x-content-type-options');
  if (headers['cache-control'] !== 'no-store') faults.push('cache-control is not no-store');
  if (!String(headers['content-security-policy']).startsWith("default-src 'none'"))
    faults.push('no content-security-policy');
  const id = String(headers['x-request-id']);
  const given = sent['x-request-id'];
  if (!SANE_ID.test(id)) faults.push('no x-request-id');
  if (given !== undefined && SANE_ID.test(given) && id !== given) faults.push('another x-request-id');
  if (status === 401 && !String(headers['www-authenticate']).startsWith('Bearer'))
    faults.push('401 without www-authenticate');
  if (status === 405 && headers['allow'] === undefined) faults.push('405 without allow');
  if (headers['set-cookie'] !== undefined) faults.push('a cookie is set');
  return faults;
}

function faultsOfProblem(request: FuzzRequest, status: number, answer: unknown): readonly string[] {
  const { data: problem } = problemShape.safeParse(answer);
  if (problem === undefined) return ['it is no problem'];
  const faults: string[] = [];
  if (!Object.hasOwn(PROBLEM_TYPES, problem.code)) faults.push(`${problem.code} is no known problem`);
  if (problem.type !== `/problems/${problem.code}` || problem.status !== status)
    faults.push('type or status contradict the answer');
  if (!problem.instance.includes('#')) faults.push('instance lacks the id of the request');
  const places = problem.errors.filter(({ pointer }) => !/^\/(?:query|path|header)(?:\/|$)/.test(pointer));
  if (places.length === 0) return faults;
  const sent = sentData(request);
  for (const { pointer, code } of places) {
    if (resolves(sent, pointer)) continue;
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    if (!TELLS_OF_MISSING.has(code) || !(pointer === '' || resolves(sent, parent)))
      faults.push(`${code} at ${JSON.stringify(pointer.slice(0, 100))} points to nothing that was sent`);
  }
  return faults;
}

function sentData({ body }: FuzzRequest): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? 'null');
  } catch {
    return undefined;
  }
}

function resolves(data: unknown, pointer: string): boolean {
  let part = data;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(part)) {
      if (!/^\d+$/.test(name) || Number(name) >= part.length) return false;
      part = part[Number(name)];
    } else {
      if (!isRecord(part) || !Object.hasOwn(part, name)) return false;
      part = part[name];
    }
  }
  return pointer === '' || pointer.startsWith('/');
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
