import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, readDatabaseUrl } from '../src/config.ts';

const DEFAULTS = {
  host: '127.0.0.1',
  port: 3000,
  databaseUrl: 'file:data/preclear.db',
  rulesFolder: fileURLToPath(new URL('../rules', import.meta.url)),
  auth: 'keys_if_any',
  oidc: null,
  metricsToken: null,
  logLevel: 'info',
  limits: {
    perCaller: undefined,
    perAddress: undefined,
    failuresPerAddress: 30,
    trustedProxies: [],
    eventLoopDelayMs: 1000,
    rssBytes: null,
  },
};

function refusalOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was taken');
}

test('without variables the defaults hold', () => {
  expect(readConfig({ PATH: '/bin' })).toEqual(DEFAULTS);
});

test('every variable is read', () => {
  const env = {
    HOST: '::1',
    PORT: '0',
    DATABASE_URL: 'file:///var/lib/preclear/data%20base.db',
    RULES_DIR: '/etc/preclear/rules',
    AUTH: 'none',
    OIDC_ISSUER: 'https://id.example',
    OIDC_AUDIENCE: 'preclear',
    OIDC_JWKS_URL: 'https://id.example/keys',
    OIDC_ORGANIZATION_CLAIM: 'firm',
    OIDC_SCOPES_CLAIM: 'permissions',
    OIDC_CLIENTS_CLAIM: 'clients',
    OIDC_MATTERS_CLAIM: 'matters',
    METRICS_TOKEN: 'abcdefghijklmnopqrstuvwxyz-._~+/=0123456789',
    RATE_LIMIT: '1',
    RATE_LIMIT_ADDRESS: '9999999',
    RATE_LIMIT_FAILURES: 'off',
    TRUST_PROXY: '127.0.0.1,10.0.0.0/8,::1,fd00::/8',
    MAX_EVENT_LOOP_DELAY_MS: 'off',
    MAX_RSS_MB: '2048',
    LOG_LEVEL: 'silent',
  };
  expect(readConfig(env)).toEqual({
    host: '::1',
    port: 0,
    databaseUrl: 'file:///var/lib/preclear/data%20base.db',
    rulesFolder: '/etc/preclear/rules',
    auth: 'none',
    oidc: {
      issuer: 'https://id.example',
      audience: 'preclear',
      jwksUrl: 'https://id.example/keys',
      claims: { organization: 'firm', scopes: 'permissions', clients: 'clients', matters: 'matters' },
    },
    metricsToken: 'abcdefghijklmnopqrstuvwxyz-._~+/=0123456789',
    logLevel: 'silent',
    limits: {
      perCaller: 1,
      perAddress: 9_999_999,
      failuresPerAddress: null,
      trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'],
      eventLoopDelayMs: null,
      rssBytes: 2_147_483_648,
    },
  });
});

test.each(['file:preclear.db', 'file:/tmp/preclear.db', 'file:///tmp/preclear.db'])(
  'DATABASE_URL %s names a file',
  (databaseUrl) => {
    expect(readConfig({ DATABASE_URL: databaseUrl })).toEqual({ ...DEFAULTS, databaseUrl });
  },
);

test.each(['data/preclear.db', 'file:', 'file://host/preclear.db', 'file:preclear.db?mode=ro', ':memory:'])(
  'DATABASE_URL %j names no file',
  (url) => {
    expect(refusalOf({ DATABASE_URL: url })).toMatch(/^DATABASE_URL: .* Allowed: file: and the path of a SQLite file/);
  },
);

test('every bad variable is named at once, with what is allowed, but never a secret', () => {
  const env = {
    HOST: '0.0.0.0/0',
    PORT: '65536',
    DATABASE_URL: 'postgres://localhost/preclear',
    RULES_DIR: '',
    AUTH: 'none',
    OIDC_ISSUER: '',
    OIDC_JWKS_URL: 'http://id.example/keys',
    METRICS_TOKEN: 'too short',
    LOG_LEVEL: 'loud',
  };
  expect(refusalOf(env).split('\n')).toEqual([
    'HOST: "0.0.0.0/0" cannot be used. Allowed: an address or a name of this machine, such as 127.0.0.1.',
    'PORT: "65536" cannot be used. Allowed: a whole number from 0 to 65535; 0 takes any port that is free.',
    'DATABASE_URL: "postgres://localhost/preclear" cannot be used. Allowed: file: and the path of a SQLite file, such as file:data/preclear.db.',
    'RULES_DIR: "" cannot be used. Allowed: the path of a folder with rule files.',
    'OIDC_ISSUER: "" cannot be used. Allowed: the issuer, exactly as tokens name it.',
    'OIDC_JWKS_URL: "http://id.example/keys" cannot be used. Allowed: a URL that begins with https://.',
    'METRICS_TOKEN: its value cannot be used. Allowed: letters, digits and - . _ ~ + / = alone.',
    'METRICS_TOKEN: its value cannot be used. Allowed: at least 32 characters.',
    'LOG_LEVEL: "loud" cannot be used. Allowed: one of fatal, error, warn, info, debug, trace, silent.',
    'AUTH: "none" cannot be used. Allowed: keys, since HOST is not a loopback address. Without keys whoever reaches the port can read and write everything, so that it is offered to this machine alone.',
    'OIDC_AUDIENCE: no value cannot be used. Allowed: a value, since another of OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URL has one.',
  ]);
});

test.each(['', '-1', '3000.5', '0x10', '1e3', ' 80', 'http'])('PORT %j is refused', (port) => {
  expect(refusalOf({ PORT: port })).toBe(
    `PORT: ${JSON.stringify(port)} cannot be used. Allowed: a whole number from 0 to 65535; 0 takes any port that is free.`,
  );
});

test.each(['192.168.1.10', '0.0.0.0', '::', 'example.com', '127.0.0.1.example.com', '1270.0.0.1'])(
  'on HOST %s keys are asked for, and cannot be left out',
  (host) => {
    expect(readConfig({ HOST: host })).toEqual({ ...DEFAULTS, host, auth: 'keys' });
    expect(refusalOf({ HOST: host, AUTH: 'none' })).toMatch(
      /^AUTH: "none" cannot be used[.] Allowed: keys, since HOST/,
    );
  },
);

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('on HOST %s keys may be left out', (host) => {
  expect(readConfig({ HOST: host, AUTH: 'none' })).toEqual({ ...DEFAULTS, host, auth: 'none' });
  expect(readConfig({ HOST: host, AUTH: 'keys' })).toEqual({ ...DEFAULTS, host, auth: 'keys' });
});

test.each(['', 'a b', '-x', 'http://example.com', 'example.com:80', '[::1]'])('HOST %j is refused', (host) => {
  expect(refusalOf({ HOST: host })).toMatch(/^HOST: /);
});

test.each(['https://id.example/keys', 'http://127.0.0.1:8080/keys', 'http://[::1]/keys', 'http://localhost/keys'])(
  'OIDC_JWKS_URL %s is safe enough',
  (url) => {
    const env = { OIDC_ISSUER: 'i', OIDC_AUDIENCE: 'a', OIDC_JWKS_URL: url };
    expect(readConfig(env).oidc).toEqual({
      issuer: 'i',
      audience: 'a',
      jwksUrl: url,
      claims: { organization: 'organization', scopes: 'scope', clients: null, matters: null },
    });
  },
);

test('commands read where the database is, and nothing else', () => {
  expect(readDatabaseUrl({ DATABASE_URL: 'file:other.db', HOST: 'a b' })).toBe('file:other.db');
  expect(readDatabaseUrl({})).toBe(DEFAULTS.databaseUrl);
  expect(() => readDatabaseUrl({ DATABASE_URL: 'other.db' })).toThrow(ConfigError);
});

test.each(['RATE_LIMIT', 'RATE_LIMIT_ADDRESS', 'RATE_LIMIT_FAILURES', 'MAX_EVENT_LOOP_DELAY_MS', 'MAX_RSS_MB'])(
  '%s is a whole number above 0, or off',
  (name) => {
    for (const value of ['', '0', '-1', '1.5', '1e3', '010', ' 10', '10000000', 'OFF', 'none'])
      expect(refusalOf({ [name]: value })).toBe(
        `${name}: ${JSON.stringify(value)} cannot be used. Allowed: a whole number from 1 to 9999999, or off for no limit.`,
      );
  },
);

test.each([
  '',
  'true',
  'proxy.example',
  '10.0.0.1, 10.0.0.2',
  '10.0.0.1,',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '::/129',
  '0.0.0.0/0',
  '::/0',
])('TRUST_PROXY %j is refused', (value) => {
  expect(refusalOf({ TRUST_PROXY: value })).toMatch(
    /^TRUST_PROXY: .* Allowed: addresses or networks with commas between, such as/,
  );
});
