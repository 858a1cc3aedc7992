import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, readDatabaseUrl } from '../src/config.ts';

const DEFAULTS = {
  host: '127.0.0.1',
  port: 3000,
  databaseUrl: 'file:data/preclear.db',
  rulesFolder: fileURLToPath(new URL('../rules', import.meta.url)),
  logLevel: 'info',
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
    LOG_LEVEL: 'silent',
  };
  expect(readConfig(env)).toEqual({
    host: '::1',
    port: 0,
    databaseUrl: 'file:///var/lib/preclear/data%20base.db',
    rulesFolder: '/etc/preclear/rules',
    logLevel: 'silent',
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

test('every bad variable is named at once, with what is allowed', () => {
  const env = {
    HOST: '0.0.0.0',
    PORT: '65536',
    DATABASE_URL: 'postgres://localhost/preclear',
    RULES_DIR: '',
    LOG_LEVEL: 'loud',
  };
  expect(refusalOf(env).split('\n')).toEqual([
    'HOST: "0.0.0.0" cannot be used. Allowed: 127.0.0.1, ::1 or localhost. There are no API keys in this version, so whoever reaches the port can read and write everything: it is offered to this machine alone.',
    'PORT: "65536" cannot be used. Allowed: a whole number from 0 to 65535; 0 takes any port that is free.',
    'DATABASE_URL: "postgres://localhost/preclear" cannot be used. Allowed: file: and the path of a SQLite file, such as file:data/preclear.db.',
    'RULES_DIR: "" cannot be used. Allowed: the path of a folder with rule files.',
    'LOG_LEVEL: "loud" cannot be used. Allowed: one of fatal, error, warn, info, debug, trace, silent.',
  ]);
});

test.each(['', '-1', '3000.5', '0x10', '1e3', ' 80', 'http'])('PORT %j is refused', (port) => {
  expect(refusalOf({ PORT: port })).toBe(
    `PORT: ${JSON.stringify(port)} cannot be used. Allowed: a whole number from 0 to 65535; 0 takes any port that is free.`,
  );
});

test.each(['192.168.1.10', '::', 'example.com', '127.0.0.1.example.com', ''])(
  'HOST %j is refused: there are no keys yet',
  (host) => {
    expect(refusalOf({ HOST: host })).toMatch(/^HOST: .* There are no API keys in this version/);
  },
);

test('a program that does not serve reads where the database is, whatever else is wrong', () => {
  expect(readDatabaseUrl({ PORT: 'x', DATABASE_URL: 'file:a.db' })).toBe('file:a.db');
  expect(readDatabaseUrl({})).toBe(DEFAULTS.databaseUrl);
  expect(() => readDatabaseUrl({ DATABASE_URL: 'a.db' })).toThrow(ConfigError);
});
