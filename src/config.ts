import { isIP, isIPv4 } from 'node:net';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What the service is told from outside. */
export interface Config {
  readonly host: string;
  /** 0 takes any port that is free. */
  readonly port: number;
  /** `file:` and the path of the SQLite file. */
  readonly databaseUrl: string;
  readonly rulesFolder: string;
  /** `keys_if_any`: as soon as there is a key or an identity provider. On any address but loopback it is `keys`. */
  readonly auth: 'keys' | 'none' | 'keys_if_any';
  readonly oidc: OidcConfig | null;
  /** What whoever reads metrics sends; `null` for no metrics where keys are asked for. */
  readonly metricsToken: string | null;
  readonly logLevel: z.output<typeof environment>['LOG_LEVEL'];
  readonly limits: LimitConfig;
}

/** Whose tokens are believed, and the names of the claims that say what a caller may do. */
interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly claims: {
    readonly organization: string;
    readonly scopes: string;
    readonly clients: string | null;
    readonly matters: string | null;
  };
}

/** How much is taken; `null` for no limit. Rates are a minute. */
interface LimitConfig {
  /** `undefined` for what suits whoever is let in. */
  readonly perCaller: number | null | undefined;
  /** `undefined` for what suits whoever is let in. */
  readonly perAddress: number | null | undefined;
  readonly failuresPerAddress: number | null;
  /** Addresses and networks of proxies. */
  readonly trustedProxies: readonly string[];
  readonly eventLoopDelayMs: number | null;
  readonly rssBytes: number | null;
}

/** Thrown for variables that cannot be used; names all of them, one a line, with what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** As many characters as it takes to be beyond guessing. */
const MIN_TOKEN = 32;

const BYTES_IN_MB = 1024 * 1024;

const HOST_NAME = /^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/i;

/** Whether only this machine can reach an address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** HTTPS, or HTTP to this machine itself: who could change the keys on their way could make tokens. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
}

/** An address, or a network as an address and the length of its prefix; never all addresses there are. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

const limit = z
  .string()
  .regex(/^(?:[1-9]\d{0,6}|off)$/, 'a whole number from 1 to 9999999, or off for no limit')
  .transform((text) => (text === 'off' ? null : Number(text)));

const claimName = z.string().min(1, 'the name of a claim');
const safeUrl = z.string().refine(isSafeUrl, 'a URL that begins with https://');

/** The message of each variable says what is allowed. */
const environment = z.object({
  HOST: z
    .string()
    .refine(
      (host) => isIP(host) !== 0 || HOST_NAME.test(host),
      'an address or a name of this machine, such as 127.0.0.1',
    )
    .default('127.0.0.1'),
  PORT: z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      'a whole number from 0 to 65535; 0 takes any port that is free',
    )
    .transform(Number)
    .default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^file:(\/\/\/|(?!\/\/))[^?#]+$/, 'file: and the path of a SQLite file, such as file:data/preclear.db')
    .default('file:data/preclear.db'),
  RULES_DIR: z
    .string()
    .min(1, 'the path of a folder with rule files')
    .default(() => fileURLToPath(new URL('../rules', import.meta.url))),
  AUTH: z.enum(['keys', 'none'], { error: 'keys or none' }).optional(),
  OIDC_ISSUER: z.string().min(1, 'the issuer, exactly as tokens name it').optional(),
  OIDC_AUDIENCE: z.string().min(1, 'the audience that tokens for this service name').optional(),
  OIDC_JWKS_URL: safeUrl.optional(),
  OIDC_ORGANIZATION_CLAIM: claimName.default('organization'),
  OIDC_SCOPES_CLAIM: claimName.default('scope'),
  OIDC_CLIENTS_CLAIM: claimName.optional(),
  OIDC_MATTERS_CLAIM: claimName.optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]+$/, 'letters, digits and - . _ ~ + / = alone')
    .min(MIN_TOKEN, `at least ${MIN_TOKEN} characters`)
    .optional(),
  RATE_LIMIT: limit.optional(),
  RATE_LIMIT_ADDRESS: limit.optional(),
  RATE_LIMIT_FAILURES: limit.default(30),
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => text.split(',').every(isNetwork),
      'addresses or networks with commas between, such as 10.0.0.1,10.1.0.0/16',
    )
    .transform((text) => text.split(','))
    .default([]),
  MAX_EVENT_LOOP_DELAY_MS: limit.default(1000),
  MAX_RSS_MB: limit.default(null),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

/** The variables that say whose tokens are believed: all of them, or none. */
const OIDC_VARIABLES = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'] as const;

/** What is wrong with variables only beside others. */
function faultsBetween(env: Environment): readonly Fault[] {
  const faults: Fault[] = [];
  const { AUTH: auth, HOST: host = '127.0.0.1' } = env;
  if (auth === 'none' && !isLoopback(host))
    faults.push({
      path: ['AUTH'],
      input: auth,
      message:
        'keys, since HOST is not a loopback address. Without keys whoever reaches the port can read and write everything, so that it ' +
        'is offered to this machine alone',
    });
  const missing = OIDC_VARIABLES.filter((name) => env[name] === undefined);
  if (missing.length < OIDC_VARIABLES.length) {
    const message = `a value, since another of ${OIDC_VARIABLES.join(', ')} has one`;
    faults.push(...missing.map((name) => ({ path: [name], input: undefined, message })));
  }
  return faults;
}

/**
 * Reads the configuration; the only reader of the environment. A variable that is not set has its default: HOST 127.0.0.1,
 * PORT 3000, DATABASE_URL file:data/preclear.db, RULES_DIR the rules of the package, LOG_LEVEL info. AUTH is keys, but on a loopback
 * address only as soon as there is a key or an identity provider. RATE_LIMIT_FAILURES is 30, MAX_EVENT_LOOP_DELAY_MS 1000, and there is
 * no MAX_RSS_MB and no TRUST_PROXY; what RATE_LIMIT and RATE_LIMIT_ADDRESS are then depends on whether keys are asked for.
 *
 * @throws ConfigError naming every variable that cannot be used
 */
export function readConfig(env: Environment = process.env): Config {
  const read = readFrom(environment, env, faultsBetween(env));
  return {
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL,
    rulesFolder: read.RULES_DIR,
    auth: read.AUTH ?? (isLoopback(read.HOST) ? 'keys_if_any' : 'keys'),
    oidc: oidcOf(read),
    metricsToken: read.METRICS_TOKEN ?? null,
    logLevel: read.LOG_LEVEL,
    limits: {
      perCaller: read.RATE_LIMIT,
      perAddress: read.RATE_LIMIT_ADDRESS,
      failuresPerAddress: read.RATE_LIMIT_FAILURES,
      trustedProxies: read.TRUST_PROXY,
      eventLoopDelayMs: read.MAX_EVENT_LOOP_DELAY_MS,
      rssBytes: read.MAX_RSS_MB === null ? null : read.MAX_RSS_MB * BYTES_IN_MB,
    },
  };
}

function oidcOf(env: z.output<typeof environment>): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = env;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return null;
  const claims = {
    organization: env.OIDC_ORGANIZATION_CLAIM,
    scopes: env.OIDC_SCOPES_CLAIM,
    clients: env.OIDC_CLIENTS_CLAIM ?? null,
    matters: env.OIDC_MATTERS_CLAIM ?? null,
  };
  return { issuer, audience, jwksUrl, claims };
}

/**
 * Reads where the rules are, for programs that do not serve: what is wrong with any other variable is no concern of theirs.
 *
 * @throws ConfigError when RULES_DIR cannot be used
 */
export function readRulesFolder(env: Environment = process.env): string {
  return readFrom(environment.pick({ RULES_DIR: true }), env).RULES_DIR;
}

/**
 * Reads where the database is, for programs that do not serve: commands work on it beside a service or without one.
 *
 * @throws ConfigError when DATABASE_URL cannot be used
 */
export function readDatabaseUrl(env: Environment = process.env): string {
  return readFrom(environment.pick({ DATABASE_URL: true }), env).DATABASE_URL;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that cannot be used; the message says what is allowed. */
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly input?: unknown;
  readonly message: string;
}

function readFrom<T>(variables: z.ZodType<T>, env: Environment, further: readonly Fault[] = []): T {
  const read = variables.safeParse(env, { reportInput: true });
  if (read.success && further.length === 0) return read.data;
  const faults: readonly Fault[] = [...(read.error?.issues ?? []), ...further];
  const lines = faults.map(
    ({ path, input, message }) => `${path.join('.')}: ${shown(path, input)} cannot be used. Allowed: ${message}.`,
  );
  throw new ConfigError(lines.join('\n'));
}

/** A secret that cannot be used may be one that was only written wrong: it is not printed. */
function shown(path: readonly PropertyKey[], value: unknown): string {
  if (path.includes('METRICS_TOKEN')) return 'its value';
  return value === undefined ? 'no value' : JSON.stringify(value);
}
