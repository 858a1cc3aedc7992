import * as fc from 'fast-check';
import { PROBLEM_TYPES } from '../../src/http/errors.ts';
import { anyDay, partialAnswers, plausibleAnswers } from '../support/random-answers.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import type { Operation, ServiceDocument } from './fuzz-document.ts';
import { WALLED_CLIENT, type FuzzService } from './fuzz-service.ts';
import type { KnownWorld } from './known-world.ts';
import { brokenBody, mutate, ODD_HEADERS, ODD_QUERIES, ODD_SEGMENTS } from './mutations.ts';
import { oneOf, valueOf, type ValueNeeds } from './schema-values.ts';
import { SETS_ASIDE } from '../support/sets-aside.ts';

/** How far a request is from one that can be used. */
type Temper = 'valid' | 'near' | 'hostile';

/** A request to an operation, as it is sent. */
export interface FuzzRequest {
  readonly operation: Operation;
  readonly temper: Temper;
  readonly method: string;
  /** Path and query as they are sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const ANSWER_SETS = 24;
const MOST_CHANGED = 60_000;
const CLIENTS = [WALLED_CLIENT, 'Acme', 'Beta GmbH', ...Array.from({ length: 12 }, (_, n) => `Client ${n}`)];
const PERSON = { name: 'A. Person', role: 'Counsel' };
const DAYS = ['2026-11-24', '2026-12-31', '2027-06-30', '2027-11-20'];
const LOGO = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>');

/** How often an operation is asked, where that is not as often as others; these are slow, or use up what others need. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'POST /v1/products': 2,
  'POST /v1/submissions': 3,
  'POST /v1/products/{id}/submissions': 2,
  'POST /v1/impact': 0.5,
  'POST /v1/erasures': 0.5,
  'POST /v1/evaluations/{id}/sign-off': 0.7,
  'GET /v1/evaluations/{id}/report.{format}': 1.5,
  'GET /v1/rulesets/{id}': 0.5,
  'GET /v1/questionnaire/schema': 0.5,
};

/** Makes requests to all operations, from their description and from what earlier answers told. */
export class RequestMaker {
  readonly #random: SeededRandom;
  readonly #service: FuzzService;
  readonly #world: KnownWorld;
  readonly #values: ValueNeeds;
  readonly #weighted: readonly (readonly [Operation, number])[];
  readonly #answers: readonly unknown[];
  readonly #rules: readonly string[];
  readonly #rulesets: readonly string[];
  #made = 0;

  constructor(random: SeededRandom, service: FuzzService, world: KnownWorld, document: ServiceDocument) {
    this.#random = random;
    this.#service = service;
    this.#world = world;
    const { library } = service;
    this.#rulesets = library.rulesets.map(({ compiled }) => compiled.id);
    this.#rules = library.rulesets.flatMap(({ compiled }) => compiled.rules.map(({ id }) => id));
    const seed = random.between(0, 2 ** 31);
    const sampled = [
      ...fc.sample(partialAnswers(library.questionnaire), { seed, numRuns: ANSWER_SETS }),
      ...fc.sample(plausibleAnswers(library.questionnaire), { seed, numRuns: ANSWER_SETS / 3 }),
    ];
    this.#answers = [{}, SETS_ASIDE, ...sampled.map((answers) => Object.fromEntries(answers))];
    this.#weighted = document.operations.map((operation) => [operation, WEIGHTS[operation.name] ?? 1]);
    this.#values = {
      random,
      components: document.components,
      meaning: (name, parent) => this.#meaning(name, parent),
      settle: (value) => this.#settle(value),
    };
  }

  /** The next request. */
  next(): FuzzRequest {
    const random = this.#random;
    this.#made += 1;
    const operation = random.pick(this.#weighted);
    const temper = random.pick<Temper>([
      ['valid', 5],
      ['near', 3],
      ['hostile', 2],
    ]);
    const valid = this.#validRequest(operation);
    if (temper === 'valid') return valid;
    const changed = this.#changed({ ...valid, temper });
    return temper === 'hostile' ? this.#changed(random.chance(0.5) ? this.#changed(changed) : changed) : changed;
  }

  #validRequest(operation: Operation): FuzzRequest {
    const random = this.#random;
    const { method, path, parameters } = operation;
    const known = random.chance(0.4) ? this.#world.addressOf(path) : undefined;
    const address = known ?? this.#addressOf(operation);
    const query = parameters
      .filter((one) => one.in === 'query' && (one.required || random.chance(one.name === 'limit' ? 0.9 : 0.35)))
      .map(({ name, schema }) => `${name}=${encodeURIComponent(String(valueOf(this.#values, schema, name, 'query')))}`);
    const body = operation.body === undefined ? undefined : valueOf(this.#values, operation.body, 'body', '');
    return {
      operation,
      temper: 'valid',
      method: method === 'GET' && random.chance(0.03) ? 'HEAD' : method,
      url: query.length === 0 ? address : `${address}?${query.join('&')}`,
      headers: this.#headersOf(operation, address, body !== undefined),
      body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
    };
  }

  #addressOf({ path, parameters }: Operation): string {
    const chosen: string[] = [];
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string, at: number) => {
      const before = path.slice(0, at);
      const collection = [...before.matchAll(/\/([a-z-]+)\/\{/g)].at(-1)?.[1] ?? '';
      const segment = /\/([a-z-]+)\/$/.exec(before)?.[1] ?? '';
      const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
      const isId = schema.format === 'uuid';
      const value =
        (segment === 'set-aside' ? this.#world.factSetAsideIn(chosen[0] ?? '') : undefined) ??
        (isId ? (this.#world.idIn(segment, chosen[0]) ?? this.#world.idIn(collection, chosen[0])) : undefined) ??
        String(valueOf(this.#values, schema, name, segment));
      chosen.push(value);
      return encodeURIComponent(value);
    });
  }

  #headersOf({ method, parameters, name }: Operation, address: string, hasBody: boolean): Record<string, string> {
    const random = this.#random;
    const headers: Record<string, string> = { host: 'localhost', 'x-request-id': `fuzz-${this.#made}` };
    if (hasBody) headers['content-type'] = 'application/json';
    const takes = (header: string): boolean =>
      parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === header);
    const tag = this.#world.tagOf(address);
    // What is not there yet is made without; all else names what it is meant for.
    if (takes('if-match') && (method !== 'PUT' || tag !== undefined))
      headers['if-match'] = random.chance(0.5) ? '*' : (tag ?? '*');
    if (takes('if-none-match') && method === 'GET' && random.chance(0.2)) headers['if-none-match'] = tag ?? '"unknown"';
    if (takes('idempotency-key') && random.chance(0.3)) headers['idempotency-key'] = this.#idempotencyKey();
    headers['authorization'] =
      name === 'GET /metrics' ? `Bearer ${this.#service.metricsToken}` : `Bearer ${this.#keyFor(name)}`;
    return headers;
  }

  #idempotencyKey(): string {
    const { idempotencyKeys } = this.#world;
    if (idempotencyKeys.length > 0 && this.#random.chance(0.3)) return oneOf(this.#random, idempotencyKeys);
    const key = `key-${this.#made}`;
    idempotencyKeys.push(key);
    if (idempotencyKeys.length > 100) idempotencyKeys.shift();
    return key;
  }

  #keyFor(name: string): string {
    const { main, walled, reader, stranger } = this.#service.keys;
    // Over all products it takes as long as there are products.
    if (name === 'POST /v1/impact') return this.#random.chance(0.7) ? walled : main;
    const made = this.#world.secrets.at(-1) ?? main;
    return this.#random.pick([
      [main, 90],
      [walled, 4],
      [reader, 2],
      [stranger, 3],
      [made, 2],
    ]);
  }

  #changed(request: FuzzRequest): FuzzRequest {
    const random = this.#random;
    const { url, headers, body } = request;
    const [path = '', query] = url.split('?');
    const change = random.pick<'body' | 'bytes' | 'path' | 'query' | 'header' | 'no header'>([
      ['body', body === undefined ? 0.3 : 8],
      ['bytes', body === undefined ? 0.3 : 2],
      ['path', request.operation.path.includes('{') ? 2 : 0.2],
      ['query', 1.5],
      ['header', 2.5],
      ['no header', 0.6],
    ]);
    switch (change) {
      case 'body':
        return { ...request, body: Buffer.from(JSON.stringify(mutate(random, dataIn(body)) ?? null)) };
      case 'bytes':
        return { ...request, body: brokenBody(random, dataIn(body)) };
      case 'path': {
        const segments = path.split('/');
        const at = random.between(1, segments.length - 1);
        const odd = oneOf(random, ODD_SEGMENTS);
        return { ...request, url: [...segments.slice(0, at), odd, ...segments.slice(at + 1)].join('/') };
      }
      case 'query':
        return {
          ...request,
          url: `${path}?${random.chance(0.5) && query !== undefined ? `${query}&` : ''}${oneOf(random, ODD_QUERIES)}`,
        };
      case 'header': {
        const [name, value] = oneOf(random, ODD_HEADERS);
        return { ...request, headers: { ...headers, [name]: value } };
      }
      case 'no header': {
        const left = oneOf(random, Object.keys(headers));
        return { ...request, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== left)) };
      }
    }
  }

  /** What names mean that a schema says too little of. */
  #meaning(name: string, parent: string): (() => unknown) | undefined {
    const random = this.#random;
    const known = this.#world;
    const some = (list: readonly string[]) => (): unknown => list.filter((_, at) => at === 0 || random.chance(0.5));
    const meanings: Readonly<Record<string, () => unknown>> = {
      answers: () => oneOf(random, this.#answers),
      'query.rulesets': () => oneOf(random, this.#rulesets),
      rulesets: some(this.#rulesets),
      rule: () => oneOf(random, this.#rules),
      fact: () => 'training_data.personal_info',
      'rulesets.id': () => oneOf(random, this.#rulesets),
      'crosswalks.id': () =>
        oneOf(
          random,
          this.#service.library.crosswalks.map(({ compiled }) => compiled.id),
        ),
      'product.id': () => known.idIn('products'),
      'query.product': () => known.idIn('products') ?? 'none',
      'query.since': () => known.idIn('evaluations') ?? 'none',
      'query.cursor': () => (known.cursors.length === 0 ? 'none' : oneOf(random, known.cursors)),
      'query.until': () => random.between(1, 500),
      products: () => [known.idIn('products') ?? 'none'],
      locale: () => oneOf(random, ['en', 'zh-CN']),
      layout: () => oneOf(random, ['single', 'bilingual']),
      template: () => oneOf(random, ['counsel', 'founder', 'board', 'gate']),
      code: () => oneOf(random, Object.keys(PROBLEM_TYPES)),
      formats: () => [
        random.pick([
          ['json', 8],
          ['html', 3],
          ['md', 2],
          ['csv', 2],
          ['docx', 0.2],
          ['pdf', 0.1],
        ]),
      ],
      format: () =>
        random.pick([
          ['json', 4],
          ['html', 4],
          ['md', 4],
          ['csv', 3],
          ['docx', 0.3],
          ['pdf', 0.15],
        ]),
      client: () => oneOf(random, CLIENTS),
      'clients.': () => oneOf(random, CLIENTS),
      as_of: () => fc.sample(anyDay, { seed: random.between(0, 2 ** 31), numRuns: 1 })[0],
      expires_on: () => oneOf(random, DAYS),
      target_launch: () => oneOf(random, DAYS),
      by: () => PERSON,
      accent: () => oneOf(random, ['#1f3b5c', '#000000', '#5A1020']),
      logo: () => ({ media_type: 'image/svg+xml', base64: LOGO.toString('base64') }),
      versions: () => ({
        [oneOf(random, this.#rulesets)]: oneOf(random, this.#service.library.rulesets).compiled.version,
      }),
    };
    const [exact, plain] = [`${parent}.${name}`, name];
    const found = Object.hasOwn(meanings, exact)
      ? exact
      : Object.hasOwn(meanings, plain) && plain !== ''
        ? plain
        : undefined;
    return found === undefined ? undefined : meanings[found];
  }

  /** Fields that must go together. */
  #settle(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { kind, disposition } = value;
    if (typeof kind === 'string' && 'subject' in value) {
      const subject = kind === 'product' ? this.#world.idIn('products') : oneOf(this.#random, CLIENTS.slice(1));
      return { ...value, subject: subject ?? 'none' };
    }
    const own = {
      status: value['status'] ?? 'met',
      citation: value['citation'] ?? 'Art. 4',
      reason: value['reason'] ?? 'A reason',
    };
    if (disposition === 'overridden') return { ...value, ...own };
    if (typeof disposition === 'string') {
      const { status: _status, citation: _citation, reason: _reason, ...rest } = value;
      return disposition === 'commented' ? { ...rest, reason: own.reason } : rest;
    }
    return value;
  }
}

/** What a body that was changed already says, to be changed again; nothing of one that is too large or broken. */
function dataIn(body: Buffer | undefined): unknown {
  try {
    return body === undefined || body.length > MOST_CHANGED ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
}
