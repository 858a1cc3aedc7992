import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../../src/http/app.ts';
import { problem as problemSchema } from '../../src/http/schemas/responses.ts';
import { MAX_HEADER_BYTES, type ServerBounds } from '../../src/http/server-bounds.ts';
import { startService, type Service } from './harness.ts';

/** Short, so that a test need not wait for what is late. */
const SHORT: Partial<ServerBounds> = { headersMs: 50, requestMs: 100, checkMs: 10 };

const LIVE = 'GET /health/live HTTP/1.1\r\nhost: localhost:PORT\r\n';
const POST = 'POST /v1/evaluate HTTP/1.1\r\nhost: localhost:PORT\r\ncontent-type: application/json\r\n';

interface Listening extends Service {
  readonly port: number;
}

async function listening(bounds: Partial<ServerBounds> = {}): Promise<Listening> {
  const service = await startService(undefined, { bounds });
  onTestFinished(() => service.app.close());
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = z.custom<AddressInfo>().parse(service.app.server.address());
  return { ...service, port };
}

/** A service that something is added to before it listens. */
async function building(add: (app: FastifyInstance) => void): Promise<Pick<Listening, 'app' | 'port'>> {
  const { app: whole, needs } = await startService();
  const app = await buildApp(needs);
  onTestFinished(async () => {
    await app.close();
    await whole.close();
  });
  add(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, port: z.custom<AddressInfo>().parse(app.server.address()).port };
}

function open(port: number): Socket {
  const socket = connect({ host: '127.0.0.1', port });
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

/** Sends bytes as they are, and reads until the service closes the connection. */
function send(port: number, text: string): Promise<string> {
  const socket = open(port);
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (part: string) => {
    received += part;
  });
  socket.write(text.replaceAll('PORT', String(port)));
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(received);
    });
  });
}

/** The one answer in a text, its body read as a problem. */
function read(text: string) {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  expect(Number(headers.get('content-length'))).toBe(Buffer.byteLength(body));
  return { first, headers, problem: problemSchema.strict().parse(JSON.parse(body)) };
}

function expectRefusal(text: string, first: string, code: string): void {
  const answer = read(text);
  expect([answer.first, answer.problem.code, answer.problem.status]).toEqual([
    `HTTP/1.1 ${first}`,
    code,
    Number(first.split(' ', 1)[0]),
  ]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('connection')).toBe('close');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.problem.instance.split('#')[1]).toBe(answer.headers.get('x-request-id'));
  expect(text).not.toMatch(/\.[jt]s:\d|node:|HPE_|Error/);
}

describe('what is not one request', () => {
  test.each([
    ['no HTTP at all', '\u0016\u0003\u0001 what is this\r\n\r\n'],
    ['a request line that is none', 'GET\r\n\r\n'],
    ['an unknown method', 'BREW /v1/evaluate HTTP/1.1\r\nhost: localhost:PORT\r\n\r\n'],
    ['another protocol', 'GET /health/live FTP/1.1\r\nhost: localhost:PORT\r\n\r\n'],
    ['a space in the name of a header', `${LIVE}x y: 1\r\n\r\n`],
    ['a space before the colon of a header', `${POST}content-length : 2\r\n\r\n{}`],
    ['a header that is folded', `${LIVE}x: 1\r\n folded\r\n\r\n`],
    ['NUL in a header', `${LIVE}x: a\0b\r\n\r\n`],
    ['a bare carriage return in a header', `${LIVE}x: a\rb: c\r\n\r\n`],
    ['two lengths', `${POST}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`],
    ['one length twice', `${POST}content-length: 2\r\ncontent-length: 2\r\n\r\n{}`],
    ['two lengths in one header', `${POST}content-length: 2, 2\r\n\r\n{}`],
    ['a negative length', `${POST}content-length: -1\r\n\r\n`],
    ['a length in hexadecimal digits', `${POST}content-length: 0x2\r\n\r\n{}`],
    ['a length and chunks', `${POST}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks and a length', `${POST}transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n0\r\n\r\n`],
    ['chunks that are not the last encoding', `${POST}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['an encoding of its own', `${POST}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['a length of a chunk that is none', `${POST}transfer-encoding: chunked\r\n\r\nxyz\r\n\r\n`],
    ['a chunk that is longer than it says', `${POST}transfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`],
  ])('%s is a bad request, and the last of its connection', async (_what, text) => {
    const { port } = await listening();
    expectRefusal(await send(port, text), '400 Bad Request', 'bad_request');
  });

  test.each([
    ['none', 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 0],
    ['two', `${LIVE}host: localhost:PORT\r\nconnection: close\r\n\r\n`, 2],
  ])('%s of the header Host is a bad request', async (_what, text, count) => {
    const { port } = await listening();
    const { first, problem } = read(await send(port, text));
    expect([first, problem.code, problem.detail]).toEqual([
      'HTTP/1.1 400 Bad Request',
      'bad_request',
      `The header Host must be there once, and is there ${count} times.`,
    ]);
  });

  test('what follows it on its connection is not carried out', async () => {
    const { port, needs } = await listening();
    const body = '{"name":"Smuggled"}';
    const second = `POST /v1/products HTTP/1.1\r\nhost: localhost:PORT\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const first = `${POST}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`;
    expectRefusal(await send(port, first + second), '400 Bad Request', 'bad_request');
    const { items } = await needs.store.listProducts({ organization: 'local', clients: null, matters: null }, null, 10);
    expect(items).toEqual([]);
  });
});

describe('headers', () => {
  /** A request whose first line and headers come to so many bytes. */
  function ofSize(bytes: number): string {
    const port = '65535';
    const start = LIVE.replace('PORT', port) + 'connection: close\r\nx: ';
    return `${start}${'a'.repeat(bytes - start.length - '\r\n\r\n'.length)}\r\n\r\n`;
  }

  test('may be as large as they may, and not larger', async () => {
    const { port } = await listening();
    // The name of another port is none of ours: what counts is that the request was read.
    expect(await send(port, ofSize(MAX_HEADER_BYTES - 64))).toMatch(/^HTTP\/1\.1 403 [^]*forbidden_host/);
    expectRefusal(
      await send(port, ofSize(MAX_HEADER_BYTES + 64)),
      '431 Request Header Fields Too Large',
      'headers_too_large',
    );
  });

  test('that go on for ever end at that size', async () => {
    const { port } = await listening();
    const text = LIVE + 'x-more: and more\r\n'.repeat(100_000);
    expectRefusal(await send(port, text), '431 Request Header Fields Too Large', 'headers_too_large');
  });

  test('count the address that is asked for', async () => {
    const { port } = await listening();
    const text = `GET /${'a'.repeat(MAX_HEADER_BYTES)} HTTP/1.1\r\nhost: localhost:PORT\r\n\r\n`;
    expectRefusal(await send(port, text), '431 Request Header Fields Too Large', 'headers_too_large');
  });

  test('are all read, however many they are', async () => {
    const { port } = await listening();
    const text = `${LIVE}${'a:\r\n'.repeat(2500)}x-request-id: the-last-one\r\nconnection: close\r\n\r\n`;
    expect(await send(port, text)).toMatch(/^HTTP\/1\.1 200 [^]*x-request-id: the-last-one/);
  });
});

describe('what does not come in time', () => {
  test.each([
    ['the first line', 'GET /hea'],
    ['a header', `${LIVE}x-slow: `],
    ['a body', `${POST}content-length: 100\r\n\r\n`],
    ['the rest of a body', `${POST}content-length: 100\r\n\r\n{"answers":`],
    ['the next chunk', `${POST}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ])('%s: the request is refused, and its connection closed', async (_what, text) => {
    const { port } = await listening(SHORT);
    expectRefusal(await send(port, text), '408 Request Timeout', 'request_timeout');
  });

  test('a connection on which nothing comes after an answer is closed', async () => {
    const { port } = await listening({ keepAliveMs: 20 });
    expect(await send(port, `${LIVE}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a connection on which nothing comes at all is closed', async () => {
    const { port } = await listening({ idleMs: 20 });
    expect(await send(port, '')).toBe('');
  });
});

test('a connection too many is closed, until another one has ended', async () => {
  const { port, app } = await listening({ connections: 1 });
  const text = `${LIVE}connection: close\r\n\r\n`;
  const first = open(port);
  await once(app.server, 'connection');
  expect(await send(port, text)).toBe('');
  first.end();
  await once(first, 'close');
  expect(await send(port, text)).toMatch(/^HTTP\/1\.1 200 /);
});

test('nothing is written into an answer that is under way', async () => {
  const answer = new PassThrough();
  const { port } = await building((app) => {
    app.get('/endless', { config: { scope: 'public' } }, (_request, reply) => reply.send(answer));
  });
  const socket = open(port);
  let received = '';
  socket.write(`GET /endless HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`);
  socket.on('data', (part: Buffer) => {
    received += part.toString('latin1');
    if (received.endsWith('the first part\r\n')) socket.write('no HTTP at all\r\n\r\n');
  });
  answer.write('the first part');
  await once(socket, 'close');
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\ne\r\nthe first part\r\n$/);
});

test('a body that is broken off is a fault of whoever broke it off', async () => {
  const { app, port } = await building((made) => {
    made.addHook('onSend', (_request, reply, _payload, done) => {
      statuses.push(reply.statusCode);
      done();
    });
  });
  const statuses: number[] = [];
  const socket = open(port);
  socket.write(`${POST.replace('PORT', String(port))}content-length: 100\r\n\r\n{`);
  await once(app.server, 'request');
  socket.resetAndDestroy();
  await expect.poll(() => statuses).toEqual([400]);
});
