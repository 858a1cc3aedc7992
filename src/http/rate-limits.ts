import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../service/access.ts';
import type { LimitName } from '../service/metrics.ts';
import type { AppNeeds } from './app-needs.ts';
import { HttpError } from './errors.ts';

const WINDOW_MS = 60_000;

/** Callers, and addresses, that are counted at once; whoever was not seen for longest is forgotten first. */
const MAX_COUNTED = 10_000;

/** What whoever is over a limit is told. */
const TOLD: Readonly<Record<LimitName, (max: number) => string>> = {
  caller: (max) => `This key or token may ask ${max} times a minute.`,
  address: (max) => `From one address may be asked ${max} times a minute.`,
  failures: (max) =>
    `From one address ${max} keys or tokens a minute may be wrong; now none is looked at until the minute is over.`,
};

/** Counts requests, and refuses those over a limit. */
export interface RateLimits {
  /** @throws HttpError when the caller asks too often */
  readonly countCaller: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** @throws HttpError when the address came with too many wrong keys */
  readonly mayTry: (request: FastifyRequest) => Promise<void>;
  /** @throws HttpError when it is one wrong key too many */
  readonly countFailure: (request: FastifyRequest) => Promise<void>;
}

/** How a request stands to a limit. */
interface Standing {
  readonly max: number;
  readonly remaining: number;
  readonly ttlInSeconds: number;
  readonly isExceeded: boolean;
}

/** Counts the requests of each address from now on, all but those of probes; admission counts the rest. */
export async function addRateLimits(app: FastifyInstance, needs: AppNeeds): Promise<RateLimits> {
  await app.register(rateLimit, { global: false });

  const counter = (max: number | null, keyGenerator?: (request: FastifyRequest) => string) => {
    if (max === null) return undefined;
    // Addresses of IPv6 count by the network of a subscriber, who has all of it.
    const options = {
      max,
      timeWindow: WINDOW_MS,
      cache: MAX_COUNTED,
      ...(keyGenerator !== undefined && { keyGenerator }),
    };
    const count = app.createRateLimit(options);
    return async (request: FastifyRequest, increment = true): Promise<Standing> => {
      const standing = await count(request, { increment });
      if (standing.isAllowed) throw new Error('nobody is exempt');
      return standing;
    };
  };

  const refuse = (limit: LimitName, { max, ttlInSeconds }: Standing, request: FastifyRequest): never => {
    needs.metrics.limited(limit);
    request.log.info({ limit }, 'too many requests');
    throw new HttpError('too_many_requests', TOLD[limit](max), { 'retry-after': String(Math.max(1, ttlInSeconds)) });
  };

  const address = counter(needs.limits.perAddress);
  const failures = counter(needs.limits.failuresPerAddress);
  const caller = counter(needs.limits.perCaller, ({ caller: who }) => (who === null ? '' : nameOf(who)));

  app.addHook('onRequest', async (request, reply) => {
    if (address === undefined || isProbe(request)) return;
    const standing = await address(request);
    tell(reply, standing);
    if (standing.isExceeded) refuse('address', standing, request);
  });

  return {
    countCaller: async (request, reply) => {
      if (caller === undefined) return;
      const standing = await caller(request);
      tell(reply, standing);
      if (standing.isExceeded) refuse('caller', standing, request);
    },
    mayTry: async (request) => {
      const standing = await failures?.(request, false);
      if (standing?.remaining === 0) refuse('failures', standing, request);
    },
    countFailure: async (request) => {
      const standing = await failures?.(request);
      if (standing?.isExceeded === true) refuse('failures', standing, request);
    },
  };
}

/** Whether it is asked how the service is, which is answered whatever the load. */
export function isProbe({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.isProbe === true;
}

/** Of several limits a caller is told the one that is nearest. */
function tell(reply: FastifyReply, { max, remaining, ttlInSeconds }: Standing): void {
  const told = reply.getHeader('ratelimit-remaining');
  if (typeof told === 'number' && told < remaining) return;
  reply.headers({
    'ratelimit-limit': max,
    'ratelimit-remaining': remaining,
    'ratelimit-reset': ttlInSeconds,
  });
}

function nameOf({ actor, reach }: Caller): string {
  return `${reach.organization} ${actor}`;
}
