import type { FastifyRequest } from 'fastify';
import type { Caller, Scope } from '../service/access.ts';

/** What a route asks of its callers: a scope, the token of whoever reads metrics, or nothing. */
export type RouteAccess = Scope | 'metrics' | 'public';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says it; one that does not is refused when it is added. */
    scope: RouteAccess;
    /** Whether it is asked how the service is, which is answered whatever the load and the limits. */
    isProbe?: true;
  }
  interface FastifyRequest {
    /** Who calls; `null` on routes that ask for no scope. */
    caller: Caller | null;
  }
}

/** On whose behalf a request runs. @throws Error on a route that lets in whoever comes */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller === null) throw new Error('a route without a scope asked who calls');
  return caller;
}
