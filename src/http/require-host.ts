import type { FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';

/** Refuses what does not say, or says twice, whom it is meant for: two who read it could take it for two different requests. */
export function requireHost({ raw: { rawHeaders, httpVersion } }: FastifyRequest): void {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count > 1 || (count === 0 && httpVersion !== '1.0'))
    throw new HttpError('bad_request', `The header Host must be there once, and is there ${count} times.`);
}
