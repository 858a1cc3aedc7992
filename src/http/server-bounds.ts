import type { FastifyHttpOptions, FastifyInstance, RawServerDefault } from 'fastify';

/** The first line and the headers of a request together. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** How long is waited for what, and for how many. */
export interface ServerBounds {
  /** Connections at once; one more is closed without an answer. */
  readonly connections: number;
  /** For the headers of a request, from its first byte. */
  readonly headersMs: number;
  /** For a whole request, its body included. */
  readonly requestMs: number;
  /** How often it is looked for requests that are late: so much later at most they end. */
  readonly checkMs: number;
  /** For anything to move on a connection; longer than the longest paper takes. */
  readonly idleMs: number;
  /** For the next request of a connection; longer than proxies keep theirs, so that they are the ones who close. */
  readonly keepAliveMs: number;
}

const BOUNDS: ServerBounds = {
  connections: 1000,
  headersMs: 15_000,
  requestMs: 30_000,
  checkMs: 5000,
  idleMs: 90_000,
  keepAliveMs: 72_000,
};

/** What Fastify and Node.js are told of the bounds of connections and requests; none is left to a default. */
export function serverOptions(
  changes: Partial<ServerBounds> = {},
): Pick<FastifyHttpOptions<RawServerDefault>, 'requestTimeout' | 'connectionTimeout' | 'keepAliveTimeout' | 'http'> {
  const { headersMs, requestMs, checkMs, idleMs, keepAliveMs } = { ...BOUNDS, ...changes };
  return {
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    keepAliveTimeout: keepAliveMs,
    http: {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Whatever NODE_OPTIONS say: what is read in two ways is refused.
      insecureHTTPParser: false,
      // Refused by a hook, as a problem.
      requireHostHeader: false,
    },
  };
}

/** Sets the bounds that are set on a server alone. */
export function boundServer({ server }: FastifyInstance, changes: Partial<ServerBounds> = {}): void {
  server.maxConnections = { ...BOUNDS, ...changes }.connections;
  // Beyond a count Node.js leaves headers out without a word; their size bounds them.
  server.maxHeadersCount = 0;
}
