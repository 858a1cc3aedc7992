import type { FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';

const HTTP_PORT = 80;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses what reached this machine under another name, or from a page of another origin. A service without keys trusts whoever is at
 * the machine; a page in their browser, whose name was made to point here, is not.
 *
 * @param listens - the host that the service was told to listen on
 */
export function guardHost(request: FastifyRequest, listens: string): void {
  const port = request.raw.socket.localPort ?? HTTP_PORT;
  const names = [...LOOPBACK, listens.includes(':') ? `[${listens}]` : listens];
  const places = names.flatMap((name) => (port === HTTP_PORT ? [name, `${name}:${port}`] : [`${name}:${port}`]));
  const { host = '', origin } = request.headers;
  if (!places.includes(host.toLowerCase()))
    throw new HttpError(
      'forbidden_host',
      `Without keys this service answers to ${places.slice(0, LOOPBACK.length).join(', ')} alone, not to ${JSON.stringify(host)}.`,
    );
  if (origin !== undefined && !places.some((place) => `http://${place}` === origin.toLowerCase()))
    throw new HttpError('forbidden_host', 'Without keys this service answers to no page of another origin.');
}
