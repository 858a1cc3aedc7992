import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shown } from '../core/base/input-issue.ts';
import { digestOf, type Digest } from '../service/digest.ts';
import type { Clock, Receipt, ReceiptOwner, StagedWrites, Store } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { callerOf } from './caller-of.ts';
import { HttpError } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The route writes to the store, and takes an idempotency key: its handler writes through {@link writing}. `once` where the answer
     * holds a secret, which is neither kept nor given again.
     */
    writes?: true | 'once';
  }
  interface FastifyRequest {
    /** The idempotency key that the request was sent with, and what it has written so far; `null` without one. */
    claim: Claim | null;
  }
}

interface Claim extends ReceiptOwner {
  readonly key: string;
  readonly fingerprint: Digest;
  readonly staged: StagedWrites;
}

const HEADER = 'idempotency-key';
const KEY = /^[\x20-\x7e]{1,255}$/;
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Headers of an answer that belong to what was done, not to the request. */
const KEPT_HEADERS = ['content-type', 'location', 'etag'] as const;

/** What a handler that writes gets its store from. */
interface WriteNeeds {
  readonly store: Store;
}

/**
 * Lets routes that write take an idempotency key. A request with one has its writes held back until its answer is made; then they are
 * carried out in one transaction with the answer, so that no crash comes between, and a repeat is answered the same. Keys are of one
 * credential of one organization. What is refused is not kept: nothing was done.
 */
export function addIdempotency(app: FastifyInstance, needs: { readonly store: Store; readonly clock: Clock }): void {
  const underWay = new Map<string, Digest>();
  app.decorateRequest('claim', null);
  app.addHook('preValidation', async (request, reply) => {
    const key = keyOf(request);
    if (key === undefined) return undefined;
    const { actor, reach } = callerOf(request);
    const owner = { organization: reach.organization, actor };
    const fingerprint = fingerprintOf(request);
    const place = placeOf(owner, key);
    const other = underWay.get(place);
    if (other !== undefined) throw isOf(other, fingerprint) ?? new ServiceError('idempotency_key_in_use');
    underWay.set(place, fingerprint);
    try {
      const receipt = await needs.store.findReceipt(owner, key, needs.clock.now());
      if (receipt === undefined) {
        request.claim = { ...owner, key, fingerprint, staged: needs.store.stage() };
        return undefined;
      }
      return await replay(receipt, fingerprint, reply);
    } finally {
      if (request.claim === null) underWay.delete(place);
    }
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const { claim } = request;
    if (claim === null) {
      done(null, payload);
      return;
    }
    request.claim = null;
    const end = (error: Error | null): void => {
      underWay.delete(placeOf(claim, claim.key));
      if (error === null) done(null, payload);
      else done(error);
    };
    if (reply.statusCode >= 300) {
      end(null);
      return;
    }
    claim.staged.commit(receiptOf(claim, request, reply, payload, needs.clock.now())).then(
      () => {
        end(null);
      },
      (error: unknown) => {
        end(error instanceof Error ? error : new Error('the writes were not carried out', { cause: error }));
      },
    );
  });
}

/** What a handler that writes works with: where the request has an idempotency key, the store holds its writes back. */
export function writing<N extends WriteNeeds>(needs: N, { claim }: FastifyRequest): N {
  return claim === null ? needs : { ...needs, store: claim.staged.store };
}

/** @returns `undefined` where none is sent, or none is taken. @throws ServiceError for one that has not the form */
function keyOf({ headers, routeOptions }: FastifyRequest): string | undefined {
  const key = headers[HEADER];
  if (key === undefined || routeOptions.config.writes === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new ServiceError('invalid_input', undefined, [
    {
      pointer: `/header/${HEADER}`,
      code: 'out_of_bounds',
      message: `${shown(key)} is no idempotency key`,
      expected: '1 to 255 printable ASCII characters',
      suggestion: null,
    },
  ]);
}

/** Of the method, the path with its query, and the body as data: white space and the order of keys make no difference. */
function fingerprintOf({ method, url, body }: FastifyRequest): Digest {
  return digestOf({ method, url, body: body ?? null });
}

function placeOf({ organization, actor }: ReceiptOwner, key: string): string {
  return JSON.stringify([organization, actor, key]);
}

/** The refusal of a request that comes with the key of another one. */
function isOf(fingerprint: Digest, asked: Digest): HttpError | undefined {
  return fingerprint === asked ? undefined : new HttpError('idempotency_key_reused');
}

function replay(receipt: Receipt, fingerprint: Digest, reply: FastifyReply): FastifyReply {
  const refusal = isOf(receipt.fingerprint, fingerprint);
  if (refusal !== undefined) throw refusal;
  if (receipt.body === null) throw new HttpError('idempotency_key_spent');
  return reply
    .code(receipt.status)
    .headers({ ...receipt.headers, 'idempotency-replayed': 'true' })
    .send(receipt.body);
}

function receiptOf(
  { organization, actor, key, fingerprint }: Claim,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  createdAt: Date,
): Receipt {
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (typeof value === 'string') headers[name] = value;
  }
  const isKept = request.routeOptions.config.writes === true;
  return {
    ...{ organization, actor, key, fingerprint, createdAt },
    status: reply.statusCode,
    headers,
    body: isKept ? textOf(payload) : null,
    expiresAt: new Date(createdAt.getTime() + KEPT_MS),
  };
}

/** What was sent, as text; `null` for bytes and streams, which are not given again. */
function textOf(payload: unknown): string | null {
  if (typeof payload === 'string') return payload;
  return payload === null || payload === undefined ? '' : null;
}
