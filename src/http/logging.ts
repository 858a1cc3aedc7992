import type { FastifyRequest, FastifyServerOptions, RawRequestDefaultExpression } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { AppNeeds } from './app-needs.ts';

/** What a request may be called from outside: enough for ids of every kind, and nothing that could break a line of a log. */
const SANE_ID = /^[\w.-]{1,64}$/;

/** The id of a request: the one it comes with, when that is sane, else a new one. */
export function requestIdOf({ headers }: RawRequestDefaultExpression): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
}

/** The path that was asked for, without the query, which may hold what is nobody's business. */
export function pathOf({ url }: Pick<FastifyRequest, 'url'>): string {
  return url.split('?', 1)[0] ?? '/';
}

/** Headers that hold a secret, or with which somebody else could have an answer again. */
const SECRETS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'idempotency-key'].map(
  (name) => `["${name}"]`,
);

/** What the log says: never a body, a query or a header with a secret. */
export function loggerOptions(level: AppNeeds['logLevel']): FastifyServerOptions['logger'] & object {
  return {
    level,
    redact: {
      // Wherever headers are logged, by themselves or in what they came with.
      paths: [...SECRETS, ...SECRETS.map((name) => `headers${name}`), 'req.headers', 'res.headers'],
      censor: '[removed]',
    },
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        path: pathOf(request),
        remoteAddress: request.ip,
      }),
    },
  };
}
