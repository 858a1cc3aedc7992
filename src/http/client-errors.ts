import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from 'fastify';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { BARE_HEADERS } from './bare-headers.ts';
import { PROBLEM_TYPES, problemOf, type ProblemCode } from './errors.ts';

type ClientErrorHandler = NonNullable<FastifyServerOptions['clientErrorHandler']>;

/** Words of Node.js for what is wrong with a request; any other is a `bad_request`. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
};

/** How long is still read, and thrown away, after an answer: a connection that is cut at once loses the answer with it. */
const LINGER_MS = 1000;

/** The response that was begun last on each connection. */
const begun = new WeakMap<Socket, ServerResponse>();

/** Remembers which connections have a response under way, which nothing may be written into. */
export function watchResponses(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw: { socket } }, { raw }, _payload, done) => {
    begun.set(socket, raw);
    done();
  });
}

/**
 * Answers what never became a request: it is not HTTP, can be read in two ways, is too large, or did not come in time. The answer is a
 * problem as any other, and the last of its connection.
 */
export function answerClientErrors(log: () => FastifyBaseLogger): ClientErrorHandler {
  const answered = new WeakSet<Socket>();
  return (error, socket) => {
    // What still comes after the answer fails again.
    if (answered.has(socket)) return;
    if (error.code === 'ECONNRESET' || !socket.writable || begun.get(socket)?.writableFinished === false) {
      socket.destroy();
      return;
    }
    answered.add(socket);
    const code = CODES[error.code] ?? 'bad_request';
    const id = randomUUID();
    log().info({ reqId: id, code, reason: error.code, remoteAddress: socket.remoteAddress }, 'no request');
    socket.end(answerOf(code, id));
    if (code === 'request_timeout') {
      // The rest of it must not come any more: it would be carried out after it was refused.
      socket.destroySoon();
      return;
    }
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => {
      clearTimeout(timer);
    });
  };
}

function answerOf(code: ProblemCode, id: string): string {
  const { status, about } = PROBLEM_TYPES[code];
  const body = JSON.stringify(problemOf({ code, status, detail: about, issues: [] }, `#${id}`));
  const headers = {
    ...BARE_HEADERS,
    'x-request-id': id,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
