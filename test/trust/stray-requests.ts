import type { SeededRandom } from '../support/seeded-random.ts';
import { ODD_HEADERS, ODD_SEGMENTS } from './mutations.ts';
import { oneOf } from './schema-values.ts';

/** A request that is to no operation. */
export interface StrayRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const PLACES = [
  ...[
    '/',
    '/docs',
    '/docs/',
    '/docs/json',
    '/docs/yaml',
    '/docs/static/index.html',
    '/docs/static/..%2f..%2fpackage.json',
  ],
  ...[
    '/docs/static/../../../package.json',
    '/docs/static/%00',
    '/openapi.json',
    '/openapi.yaml',
    '/v1',
    '/v1/',
    '//v1/products',
    '/V1/products',
  ],
  ...[
    '/v1/products/',
    '/v1//products',
    '/v1/products;x=1',
    '/.env',
    '/.git/config',
    '/data/preclear.db',
    '/metrics/',
    '/health',
    '/favicon.ico',
  ],
  ...[
    '/v1/evaluate',
    '/v1/keys',
    '/v1/organization',
    '/v1/audit',
    '/v1/erasures',
    '/v1/checklist',
    '/v1/checklist.',
    '/v1/checklist.html/..',
  ],
];

/** Something that somebody who looks around would try. */
export function strayRequest(random: SeededRandom, authorization: string): StrayRequest {
  const url = random.chance(0.7)
    ? oneOf(random, PLACES)
    : `/${oneOf(random, ODD_SEGMENTS)}/${oneOf(random, ODD_SEGMENTS)}`;
  const [name, value] = oneOf(random, ODD_HEADERS);
  return {
    method: oneOf(random, METHODS),
    url,
    headers: {
      host: 'localhost',
      ...(random.chance(0.5) ? { authorization } : {}),
      ...(random.chance(0.5) ? { [name]: value } : {}),
    },
  };
}

/** Bytes that no client of HTTP would send. */
export function rawRequest(random: SeededRandom, authorization: string): Buffer {
  const head = `host: localhost\r\nauthorization: ${authorization}\r\nconnection: close\r\n`;
  const post = `POST /v1/evaluate HTTP/1.1\r\n${head}content-type: application/json\r\n`;
  const get = `GET /v1/products HTTP/1.1\r\n${head}`;
  const forms: readonly string[] = [
    ...[
      '',
      '\r\n',
      'x',
      'GET',
      'GET /\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `get /v1/products HTTP/1.1\r\n${head}\r\n`,
      '\u0016\u0003\u0001\u0002',
    ],
    ...[
      `GET http://localhost/v1/products HTTP/1.1\r\n${head}\r\n`,
      `GET  /v1/products  HTTP/1.1\r\n${head}\r\n`,
      `GET /v1/products HTTP/1.0\r\n${head}\r\n`,
    ],
    ...[
      `GET /a\tb HTTP/1.1\r\n${head}\r\n`,
      `GET /a\u0000b HTTP/1.1\r\n${head}\r\n`,
      `GET /\u00e9 HTTP/1.1\r\n${head}\r\n`,
      `GET ? HTTP/1.1\r\n${head}\r\n`,
    ],
    ...[
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${head}\r\n`,
      `GET /v1/products?a=${'x'.repeat(14_000)} HTTP/1.1\r\n${head}\r\n`,
    ],
    ...['OPTIONS *', 'TRACE /', 'CONNECT localhost:1', 'PROPFIND /', 'QUERY /v1/products', 'PRI *', '__proto__ /'].map(
      (line) => `${line} HTTP/1.1\r\n${head}\r\n`,
    ),
    ...[
      `${get}x: a\r\n b\r\n\r\n`,
      `${get}x\r\n\r\n`,
      `${get}x : y\r\n\r\n`,
      `${get}: y\r\n\r\n`,
      `${get}x: a\u0000b\r\n\r\n`,
      `${get}x: a\nb: c\n\n`,
      `${get}x: \u0007\r\n\r\n`,
    ],
    ...[
      `${get}host: evil.example\r\n\r\n`,
      'GET /v1/products HTTP/1.1\r\n\r\n',
      `${get}${'x: y\r\n'.repeat(1500)}\r\n`,
      `${get}x: ${'y'.repeat(17_000)}\r\n\r\n`,
    ],
    ...[
      `${get}expect: 100-continue\r\n\r\n`,
      `${get}expect: x\r\n\r\n`,
      `${get}upgrade: websocket\r\nconnection: upgrade\r\n\r\n`,
      `${get}if-match: "\u00ff"\r\nif-match: *\r\n\r\n`,
    ],
    ...['0x10', '-1', '1, 1', '99999999999999999999', '', '+2', '2 2'].map(
      (length) => `${post}content-length: ${length}\r\n\r\n{}`,
    ),
    ...[
      `${post}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
      `${post}content-length: 200\r\n\r\n{}`,
      `${post}content-length: 2\r\n\r\n{}GET / HTTP/1.1\r\n\r\n`,
    ],
    ...['chunked', 'chunked, identity', 'identity', 'xchunked', 'gzip, chunked', '\u000bchunked'].map(
      (coding) => `${post}transfer-encoding: ${coding}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    ),
    ...[
      `${post}transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      `${post}transfer-encoding: chunked\r\n\r\nx\r\n{}\r\n`,
    ],
    ...[
      `${post}transfer-encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nx: y\r\n\r\n`,
      `${post}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
    ],
  ];
  return Buffer.from(oneOf(random, forms), 'latin1');
}
