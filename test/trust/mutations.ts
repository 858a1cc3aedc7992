import { isRecord } from '../../src/core/base/is-record.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { oneOf } from './schema-values.ts';

const TEXTS = Object.values(HOSTILE_TEXTS);
const HUGE = 120_000;

/** Values that are seldom what is asked for, or just at its bounds. */
const ODD_VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    1.5,
    50,
    51,
    100,
    101,
    200,
    201,
    500,
    501,
    1000,
    1001,
    2 ** 31,
    2 ** 53,
    1e308,
    1e-300,
  ],
  ...[
    '',
    ' ',
    'NaN',
    'Infinity',
    '0',
    '-1',
    'true',
    'null',
    'undefined',
    '[object Object]',
    '2026-02-29',
    '2026-11-23T00:00:00+24:00',
  ],
  ...[
    '0000-00-00',
    '9999-12-31',
    '-000001-01-01',
    'x'.repeat(501),
    'x'.repeat(2001),
    'x'.repeat(5001),
    'x'.repeat(HUGE),
  ],
  ...[
    [],
    {},
    [null],
    [[]],
    { id: null },
    { constructor: { prototype: {} } },
    { toString: 1, valueOf: 2, then: 3, length: 4 },
  ],
  ...[[0, '0'], ['x', 'x'], Array.from({ length: 600 }, (_, n) => `n${n}`), nested(14), nested(17)],
];

/** Names that a field may have by mistake or by malice. */
const ODD_NAMES = [
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  '',
  ' ',
  '$ref',
  'answers',
  'id',
  'length',
  '0',
  'ANSWERS',
  'a.b/c~d',
];

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce((inner) => [inner], 1);
}

/** JSON data with one thing in it changed. */
export function mutate(random: SeededRandom, value: unknown): unknown {
  const goesDown = random.chance(0.75);
  if (goesDown && Array.isArray(value) && value.length > 0) {
    const at = random.between(0, value.length - 1);
    return value.map((item: unknown, index) => (index === at ? mutate(random, item) : item));
  }
  if (goesDown && isRecord(value) && Object.keys(value).length > 0) {
    const at = oneOf(random, Object.keys(value));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === at ? mutate(random, item) : item]),
    );
  }
  return change(random, value);
}

function change(random: SeededRandom, value: unknown): unknown {
  if (random.chance(0.3)) return oneOf(random, ODD_VALUES);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return random.pick<() => unknown>([
      [() => [...items, ...items], 2],
      [() => [...items, oneOf(random, ODD_VALUES)], 2],
      [() => items.slice(1), 1],
      [() => items[0] ?? null, 1],
    ])();
  }
  if (isRecord(value)) {
    const entries = Object.entries(value);
    const at = random.between(0, entries.length);
    return random.pick<() => unknown>([
      [() => Object.fromEntries(entries.filter((_, index) => index !== at)), 3],
      [() => ({ ...value, [oneOf(random, ODD_NAMES)]: oneOf(random, ODD_VALUES) }), 2],
      [
        () => Object.fromEntries(entries.map(([key, item], index) => [index === at ? key.toUpperCase() : key, item])),
        1,
      ],
      [() => Object.fromEntries(entries.map(([key, item], index) => [index === at ? `${key}s` : key, item])), 1],
      [() => entries, 1],
    ])();
  }
  if (typeof value === 'string')
    return random.pick<() => unknown>([
      [() => value.toUpperCase(), 1],
      [() => ` ${value}`, 1],
      [() => value.slice(0, -1), 1],
      [() => [value], 1],
      [() => `${value}${oneOf(random, TEXTS)}`, 1],
      [() => oneOf(random, TEXTS), 2],
    ])();
  return random.pick<() => unknown>([
    [() => String(value), 2],
    [() => [value], 1],
    [() => (typeof value === 'number' ? value + 1 : value !== true), 1],
    [() => oneOf(random, TEXTS), 1],
  ])();
}

/** A body that no JSON data comes to: what is sent is broken, doubled, hidden or too much of something. */
export function brokenBody(random: SeededRandom, body: unknown): Buffer {
  const text = JSON.stringify(body ?? {});
  const at = random.between(0, text.length);
  const inside = text.startsWith('{') && text !== '{}' ? `,${text.slice(1)}` : '}';
  return random.pick<() => Buffer>([
    [() => Buffer.from(text.slice(0, at)), 2],
    [
      () =>
        Buffer.from(
          `${text.slice(0, at)}${oneOf(random, ['"', '{', ']', ',', '\\', '\u0000', '\ufeff', '1e', '//', '\u2028'])}${text.slice(at)}`,
        ),
      4,
    ],
    [() => Buffer.concat([Buffer.from(text.slice(0, at)), oneOf(random, BAD_BYTES), Buffer.from(text.slice(at))]), 2],
    [() => Buffer.from(`{"__proto__":{"admin":true}${inside}`), 2],
    [() => Buffer.from(String.raw`{"\u005f_proto__":{"admin":true}${inside}`), 1],
    [() => Buffer.from(`{"constructor":{"prototype":{"admin":true}}${inside}`), 1],
    [() => Buffer.from(String.raw`{"name":"\ud800\u0000"${inside}`), 2],
    [() => Buffer.from(`{"answers":{},"answers":{}${inside}`), 2],
    [() => Buffer.from(`\ufeff${text}`), 1],
    [() => Buffer.from(text, 'utf16le'), 1],
    [() => Buffer.from(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), 1],
    [() => Buffer.from(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`), 1],
    [() => Buffer.from(`{"n":[${'0,'.repeat(20_001)}0]${inside}`), 1],
    [
      () =>
        Buffer.from(
          text.replaceAll(/true|false|null|\d+/g, () =>
            oneOf(random, ['NaN', 'Infinity', '-', '1e999', '0x1', '01', '1e5000', '12345678901234567890']),
          ),
        ),
      3,
    ],
    [() => Buffer.from(`${text}${text}`), 1],
    [
      () =>
        Buffer.from(
          oneOf(random, [
            '',
            ' ',
            '\n',
            'null',
            '[]',
            '0',
            '""',
            'true',
            '{}',
            'undefined',
            '<a/>',
            'a=b',
            '"\\ud83d"',
          ]),
        ),
      3,
    ],
    [() => Buffer.from(JSON.stringify({ answers: {}, fill: 'x'.repeat(1024 * 1024) })), 0.2],
    [
      () =>
        Buffer.from(
          text.replaceAll(/"(\w)/g, (_, letter: string) => String.raw`"\u00${letter.charCodeAt(0).toString(16)}`),
        ),
      1,
    ],
  ])();
}

const BAD_BYTES = [[0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff, 0xfe], [0xc3, 0x28]].map(
  (bytes) => Buffer.from(bytes),
);

/** What may stand between two slashes of a path, as it is sent. */
export const ODD_SEGMENTS: readonly string[] = [
  ...[
    '',
    '.',
    '..',
    '...',
    '..%2f..%2fetc%2fpasswd',
    '..%5c..%5cwin.ini',
    '%2e%2e%2f',
    '..;/',
    '%00',
    'a%00.html',
    '%0d%0aSet-Cookie:x=1',
    '%ZZ',
    '%',
  ],
  ...[
    '%ED%A0%80',
    '%C0%AF',
    '%FF',
    '%F0%9F%98%80',
    'é',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    '0',
    '-1',
    '1e9',
  ],
  ...[
    '019AB0C4-6C1E-7000-8000-000000000001',
    '{019ab0c4-6c1e-7000-8000-000000000001}',
    '019ab0c4-6c1e-7000-8000-000000000001%20',
    '019ab0c46c1e70008000000000000001',
  ],
  ...[
    "'%20OR%201=1--",
    '%27%3B%20DROP%20TABLE%20x',
    '*',
    ':id',
    '{id}',
    '%7B%7Bconstructor%7D%7D',
    '<script>',
    '%3Cscript%3E',
    'a;b=c',
    'a,b',
    'x'.repeat(101),
    'x'.repeat(3000),
  ],
  ...['html', 'HTML', 'html.pdf', 'tex', 'xlsx', 'json%00', '%2Ehtml'],
];

/** What may stand in a query, as it is sent. */
export const ODD_QUERIES: readonly string[] = [
  ...[
    '__proto__[a]=1',
    '__proto__=1',
    'constructor=1',
    'constructor[prototype][a]=1',
    'a=1&a=2',
    '=',
    '&&&',
    '=1',
    'limit',
    'limit=',
    'limit=1&limit=2',
  ],
  ...[
    'limit=0',
    'limit=-1',
    'limit=1e3',
    'limit=0x10',
    'limit=99999999999999999999',
    'limit=NaN',
    'limit=%00',
    'limit[]=1',
    'limit[$gt]=1',
  ],
  ...[
    'cursor=',
    'cursor=%00',
    'cursor=..%2f..',
    'cursor=MDE5YWIwYzQ',
    'after=-1',
    'after=9007199254740991',
    'after=9007199254740992',
    'until=0',
  ],
  ...[
    'locale=xx',
    'locale=EN',
    'locale=zh-cn',
    'locale=..%2f..%2fen',
    'locale=__proto__',
    'locale=constructor',
    'locale=en&locale=zh-CN',
    'locale=%F0%9F%98%80',
  ],
  ...[
    'plan=all',
    'plan=',
    'trace=1',
    'trace=TRUE',
    'rulesets=',
    'rulesets=,',
    'rulesets=x,x',
    'rulesets=__proto__',
    'layout=bi',
    'template=__proto__',
    'template=../counsel',
  ],
  ...[
    'since=x',
    'since=019ab0c4-6c1e-7000-8000-0000000000ff',
    'product=x',
    'product=019ab0c4-6c1e-7000-8000-0000000000ff',
    '%ZZ=1',
    'a=%ZZ',
    'a=%ED%A0%80',
    `a=${'x'.repeat(5000)}`,
    'x'.repeat(60),
    '?',
    '#',
  ],
];

/** Headers that are odd in themselves or together with what they come with. */
export const ODD_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ...[
    '',
    ' ',
    'x'.repeat(255),
    'x'.repeat(256),
    'é',
    'a\tb',
    '"quoted"',
    "'; DROP TABLE idempotency_receipts;--",
    '../../x',
    '__proto__',
    '{"a":1}',
    'a, b',
  ].map((value) => ['idempotency-key', value] as const),
  ...[
    '*',
    ' * ',
    '""',
    '"x"',
    'W/"x"',
    '"a", "b"',
    '"a" "b"',
    '"',
    'x',
    '*, "a"',
    '"r1"',
    'W/"r1"',
    '"r0"',
    '"r99999999999999999999"',
    '"b1"',
    '"none"',
    ',',
    '"é"',
    `"${'x'.repeat(3000)}"`,
    `${'"a",'.repeat(500)}"a"`,
  ].map((value) => ['if-match', value] as const),
  ...['*', '"x"', 'W/"x"', '"', 'x', '*, *', '""', `${'"a", '.repeat(500)}"a"`, '"a"'.repeat(200)].map(
    (value) => ['if-none-match', value] as const,
  ),
  ...[
    'text/html',
    '*/*;q=0',
    'application/xml',
    '',
    'application/json;q=1.5',
    'x'.repeat(500),
    ';;;',
    'image/png, */*;q=0.1',
  ].map((value) => ['accept', value] as const),
  ...[
    'application/json; charset=utf-8',
    'application/json;charset=utf-16',
    'APPLICATION/JSON',
    'application/json, text/plain',
    'application/problem+json',
    'application/merge-patch+json',
    'text/plain',
    'text/json',
    '',
    'application',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json; charset=__proto__',
    'application/json;'.repeat(50),
    '__proto__',
    'é',
  ].map((value) => ['content-type', value] as const),
  ...[
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'bearer pck_000000000000_',
    'Basic dXNlcjpwYXNz',
    'Bearer e30.e30.e30',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    `Bearer ${'x'.repeat(4000)}`,
    'Bearer pck_é',
    "Bearer pck_' OR 1=1--_x",
    'Digest username="x"',
    'Bearer a, Bearer b',
  ].map((value) => ['authorization', value] as const),
  ...['', 'x', 'x'.repeat(64), 'x'.repeat(65), '../../x', 'a b', '<script>', '%0d%0a', 'é', '{{x}}'].map(
    (value) => ['x-request-id', value] as const,
  ),
  ...['', 'evil.example', 'localhost:1', '[::1', 'a@b', '127.0.0.1, evil.example', 'x'.repeat(2000)].map(
    (value) => ['host', value] as const,
  ),
  ...['null', 'https://evil.example', 'file://'].map((value) => ['origin', value] as const),
  ...['gzip', 'br;q=0', 'identity;q=0, *;q=0'].map((value) => ['accept-encoding', value] as const),
  ...['evil.example', '10.0.0.1, 127.0.0.1'].flatMap((value) => [
    ['x-forwarded-for', value] as const,
    ['x-forwarded-host', value] as const,
  ]),
  ...['DELETE', 'PUT', 'x'].map((value) => ['x-http-method-override', value] as const),
  ...['de', 'zh-CN;q=x', '*', 'x'.repeat(3000)].map((value) => ['accept-language', value] as const),
  ...['bytes=0-1', 'bytes=-1', 'bytes=0-0,1-1', 'x'].map((value) => ['range', value] as const),
  ['cookie', 'a=b; __proto__=c'],
  ['expect', '200-ok'],
  ['content-encoding', 'gzip'],
  ['upgrade', 'h2c'],
  ['accept-version', '2.0.0'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
];
