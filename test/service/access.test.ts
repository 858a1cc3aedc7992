import { expect, test } from 'vitest';
import { isNarrowed, reaches, wholeOf } from '../../src/service/access.ts';
import { drawKey, isKey, prefixOf } from '../../src/service/api-key.ts';
import { chooseAccess, type AuthSetting, type WaysIn } from '../../src/service/choose-access.ts';
import { digestOfText } from '../../src/service/digest.ts';

const PRODUCTS = {
  acmeOne: { client: 'Acme', matter: 'M-1' },
  acmeTwo: { client: 'Acme', matter: 'M-2' },
  otherOne: { client: 'Other', matter: 'M-1' },
  acme: { client: 'Acme', matter: null },
  none: { client: null, matter: null },
};

test.each<[string, Partial<Record<'clients' | 'matters', readonly string[]>>, (keyof typeof PRODUCTS)[]]>([
  ['nothing', {}, ['acmeOne', 'acmeTwo', 'otherOne', 'acme', 'none']],
  ['a client', { clients: ['Acme'] }, ['acmeOne', 'acmeTwo', 'acme']],
  ['several clients', { clients: ['Acme', 'Other'] }, ['acmeOne', 'acmeTwo', 'otherOne', 'acme']],
  ['a matter', { matters: ['M-1'] }, ['acmeOne', 'otherOne']],
  ['both', { clients: ['Acme'], matters: ['M-1'] }, ['acmeOne']],
  ['a name in other letters', { clients: ['ACME', 'Acme '] }, []],
])('a reach narrowed to %s has these products and no others', (_what, narrowing, expected) => {
  const reach = { ...wholeOf('local'), ...narrowing };
  const within = Object.entries(PRODUCTS).filter(([, product]) => reaches(reach, product));
  expect(within.map(([name]) => name)).toEqual(expected);
  expect(isNarrowed(reach)).toBe(Object.keys(narrowing).length > 0);
});

test('a key has its form, and 1,000 of them are all different', () => {
  const keys = Array.from({ length: 1000 }, drawKey);
  expect(keys.filter(({ text }) => !/^pck_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/.test(text))).toEqual([]);
  expect(new Set(keys.map(({ text }) => text.slice(-43))).size).toBe(1000);
  expect(keys.every(({ text, prefix, hash }) => prefixOf(text) === prefix && hash === digestOfText(text))).toBe(true);
});

test('only the key itself is the key', () => {
  const { text, hash, prefix } = drawKey();
  const other = `pck_${prefix}_${drawKey().text.slice(-43)}`;
  expect([isKey(text, hash), isKey(other, hash), isKey(`${text} `, hash), isKey(text, undefined)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test.each([
  '',
  'pck_',
  'pck_0123456789ab_short',
  `pck_0123456789AB_${'a'.repeat(43)}`,
  `pck_0123456789ab_${'a'.repeat(44)}`,
])('%j has not the form of a key', (text) => {
  expect(prefixOf(text)).toBeUndefined();
});

const NO_KEYS = { any: false, usable: false };
const ENDED = { any: true, usable: false };
const USABLE = { any: true, usable: true };

test.each<[AuthSetting, WaysIn, ReturnType<typeof chooseAccess>]>([
  ['keys_if_any', { tokens: false, keys: NO_KEYS }, 'none'],
  ['keys_if_any', { tokens: false, keys: USABLE }, 'keys'],
  ['keys_if_any', { tokens: true, keys: NO_KEYS }, 'keys'],
  // What was closed does not open because the last key has expired.
  ['keys_if_any', { tokens: false, keys: ENDED }, 'locked_out'],
  ['keys', { tokens: false, keys: NO_KEYS }, 'locked_out'],
  ['keys', { tokens: true, keys: NO_KEYS }, 'keys'],
  ['keys', { tokens: false, keys: USABLE }, 'keys'],
  ['none', { tokens: true, keys: USABLE }, 'none'],
])('with AUTH as %s and %j, access is %s', (setting, ways, expected) => {
  expect(chooseAccess(setting, ways)).toBe(expected);
});
