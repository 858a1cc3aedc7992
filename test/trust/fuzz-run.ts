import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { InjectOptions } from 'fastify';
import { z } from 'zod';
import { sendRaw } from '../support/raw-request.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import { AnswerJudge, dataOf, type FuzzAnswer } from './fuzz-checks.ts';
import { readServiceDocument, type Operation, type ServiceDocument } from './fuzz-document.ts';
import { RequestMaker, type FuzzRequest } from './fuzz-requests.ts';
import { startFuzzService, type FuzzService } from './fuzz-service.ts';
import { KnownWorld } from './known-world.ts';
import { rawRequest, strayRequest } from './stray-requests.ts';

const STEP_MS = 2000;
const MOST_FAULTS = 40;
const BODY_SHOWN = 4000;
/** What Node.js itself answers, with nothing but the status: a request without a host, an expectation that it does not know. */
const BARE = new Set([400, 417]);

/** How often an operation was answered with 2xx, 304 and 4xx. */
interface Reached {
  good: number;
  same: number;
  refused: number;
}

/** What asking came to. */
export interface FuzzFigures {
  readonly requests: number;
  /** How many of the requests came to no operation. */
  readonly strays: number;
  /** By operation: how many requests were carried out, told that nothing has changed, and refused. */
  readonly reached: ReadonlyMap<string, Readonly<Reached>>;
  /** Bytes of heap in use once all rubbish was collected, after a quarter of the requests and in the end. */
  readonly heap: { readonly quarter: number; readonly end: number };
  /** What does not hold, with what shows it; empty as it must be. */
  readonly faults: readonly string[];
  /** The request that took longest. */
  readonly slowest: { readonly milliseconds: number; readonly name: string; readonly number: number };
}

/** Asks a service of its own so many things, and looks at every answer. */
export async function fuzzRound(requests: number, seed: number): Promise<FuzzFigures> {
  const document = await readServiceDocument();
  const service = await startFuzzService();
  try {
    return await new Round(service, document, seed).run(requests);
  } finally {
    await service.close();
  }
}

/** The figures of a run, a line each. */
export function linesOf(
  { requests, strays, reached, heap, faults, slowest }: FuzzFigures,
  seconds: number,
): readonly string[] {
  const sum = (kind: keyof Reached): number => [...reached.values()].reduce((total, counts) => total + counts[kind], 0);
  const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  return [
    ...[...reached].map(
      ([name, { good, same, refused }]) => `fuzz: ${name}: ${good} carried out, ${same} unchanged, ${refused} refused`,
    ),
    `fuzz: slowest ${slowest.name}, request ${slowest.number}, ${Math.round(slowest.milliseconds)} ms`,
    `fuzz: heap ${mebibytes(heap.quarter)} MiB after a quarter, ${mebibytes(heap.end)} MiB in the end`,
    `fuzz: ${requests} requests to ${reached.size} operations in ${seconds.toFixed(1)} s: ${sum('good')} carried out, ${sum('same')} unchanged, ` +
      `${sum('refused')} refused, ${strays} to nothing there is, ${faults.length} faults`,
  ];
}

/** Heap in use once all rubbish is collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = z.function({ input: [], output: z.unknown() }).parse(runInNewContext('gc'));
  collect();
  return process.memoryUsage().heapUsed;
}

/** As much of a request as is sent. */
type Sent = Pick<FuzzRequest, 'method' | 'url' | 'headers' | 'body'>;

class Round {
  readonly #service: FuzzService;
  readonly #seed: number;
  readonly #random: SeededRandom;
  readonly #operations: readonly { readonly operation: Operation; readonly pattern: RegExp }[];
  readonly #world: KnownWorld;
  readonly #maker: RequestMaker;
  readonly #judge: AnswerJudge;
  readonly #reached = new Map<string, Reached>();
  readonly #faults: string[] = [];
  #strays = 0;
  #slowest = { milliseconds: 0, name: '', number: 0 };

  constructor(service: FuzzService, document: ServiceDocument, seed: number) {
    const random = seededRandom(seed);
    this.#random = random;
    const paths = document.operations.map(({ path }) => path);
    // A path without names comes before one that takes any.
    this.#operations = document.operations
      .toSorted((one, other) => Number(one.path.includes('{')) - Number(other.path.includes('{')))
      .map((operation) => ({ operation, pattern: patternOf(operation.path) }));
    this.#service = service;
    this.#seed = seed;
    this.#world = new KnownWorld(random, paths, service.keyIds);
    this.#maker = new RequestMaker(random, service, this.#world, document);
    const own = [...Object.values(service.keys), service.metricsToken];
    this.#judge = new AnswerJudge(document, () => [...own, ...this.#world.secrets]);
    for (const { name } of document.operations) this.#reached.set(name, { good: 0, same: 0, refused: 0 });
  }

  async run(requests: number): Promise<FuzzFigures> {
    let quarter = 0;
    for (let number = 1; number <= requests; number += 1) {
      const kind = this.#random.pick<'operation' | 'stray' | 'raw'>([
        ['operation', 95],
        ['stray', 4],
        ['raw', 1],
      ]);
      if (kind === 'operation') await this.#ask(number);
      else await (kind === 'stray' ? this.#stray(number) : this.#sendRaw(number));
      this.#service.pass(STEP_MS);
      if (number === Math.ceil(requests / 4)) quarter = heapInUse();
    }
    const heap = { quarter, end: heapInUse() };
    return {
      requests,
      strays: this.#strays,
      reached: this.#reached,
      heap,
      faults: this.#faults,
      slowest: this.#slowest,
    };
  }

  async #ask(number: number): Promise<void> {
    const request = this.#maker.next();
    const begun = performance.now();
    const answer = await this.#send(request);
    const milliseconds = performance.now() - begun;
    if (milliseconds > this.#slowest.milliseconds)
      this.#slowest = { milliseconds, name: request.operation.name, number };
    this.#look(request, answer, number);
  }

  #operationAt(method: string, address: string): Operation | undefined {
    const asked = method === 'HEAD' ? 'GET' : method;
    return this.#operations.find(({ pattern, operation }) => operation.method === asked && pattern.test(address))
      ?.operation;
  }

  async #stray(number: number): Promise<void> {
    const request = strayRequest(this.#random, `Bearer ${this.#service.keys.main}`);
    const answer = await this.#send({ ...request, body: undefined });
    this.#strays += 1;
    this.#note(
      number,
      'no operation',
      this.#judge.faultsOfStray({ ...request, body: undefined }, answer),
      asCommand({ ...request, body: undefined }),
    );
  }

  /** What is answered by the parser of Node.js, with no word more than the status, has no body. */
  async #sendRaw(number: number): Promise<void> {
    const bytes = rawRequest(this.#random, `Bearer ${this.#service.keys.main}`);
    const answer = await sendRaw(this.#service.port, bytes);
    this.#strays += 1;
    if (answer === undefined || (BARE.has(answer.status) && answer.headers['x-request-id'] === undefined)) return;
    const { status, headers, body } = answer;
    const got = { status, headers, bytes: Buffer.from(headers['transfer-encoding'] === 'chunked' ? '' : body) };
    this.#note(
      number,
      'no request',
      this.#judge.faultsOfStray({ headers: {}, body: undefined }, got),
      `printf %s ${bytes.toString('base64').slice(0, BODY_SHOWN)} | base64 -d | nc 127.0.0.1 3000`,
    );
  }

  #note(number: number, what: string, faults: readonly string[], command: string): void {
    if (this.#faults.length >= MOST_FAULTS) return;
    this.#faults.push(
      ...faults.map((fault) => `seed ${this.#seed}, request ${number}: ${what}: ${fault}\n  ${command}`),
    );
  }

  async #send({ method, url, headers, body }: Sent): Promise<FuzzAnswer> {
    const asked: InjectOptions = {
      method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).parse(method),
      url,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    };
    const { statusCode, headers: got, rawPayload } = await this.#service.app.inject(asked);
    return { status: statusCode, headers: got, bytes: rawPayload };
  }

  #look(request: FuzzRequest, answer: FuzzAnswer, number: number): void {
    const { url, headers } = request;
    const address = new URL(`http://localhost${url}`).pathname;
    // With another path it may have come to another operation, or to none.
    const operation = this.#operationAt(request.method, address);
    const faults =
      operation === undefined
        ? this.#judge.faultsOfStray(request, answer)
        : this.#judge.faultsOf({ ...request, operation }, answer);
    this.#note(number, operation?.name ?? 'no operation', faults, asCommand(request));
    if (operation === undefined) {
      this.#strays += 1;
      return;
    }
    const counts = this.#reached.get(operation.name);
    if (counts === undefined) return;
    counts[answer.status >= 400 ? 'refused' : answer.status >= 300 ? 'same' : 'good'] += 1;
    // What another organization is told is not for those who ask here.
    const isOwn = !(headers['authorization'] ?? '').includes(this.#service.keys.stranger);
    if (!isOwn) return;
    if (answer.status === 404 || answer.status === 204) this.#world.forget(operation.path, address);
    else if (answer.status < 300) this.#world.learn(operation.path, address, answer.headers, dataOf(answer));
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** The request as it can be sent again with curl to a service in the same state. */
function asCommand({ method, url, headers, body }: Sent): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const flags = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const line = ['curl', '-X', method, '--path-as-is', quoted(`http://127.0.0.1:3000${url}`), ...flags].join(' ');
  if (body === undefined) return line;
  const text = body.toString('utf8');
  if (Buffer.from(text).equals(body) && body.length <= BODY_SHOWN && !text.includes('\0'))
    return `${line} --data-binary ${quoted(text)}`;
  const shown =
    body.length <= BODY_SHOWN
      ? body.toString('base64')
      : `${body.subarray(0, 300).toString('base64')}… (${body.length} bytes)`;
  return `printf %s ${shown} | base64 -d | ${line} --data-binary @-`;
}
