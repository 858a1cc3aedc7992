import { isIPv4 } from 'node:net';
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
  readonly logLevel: z.output<typeof environment>['LOG_LEVEL'];
}

/** Thrown for variables that cannot be used; names all of them, one a line, with what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Whether only this machine can reach an address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** The message of each variable says what is allowed. */
const environment = z.object({
  HOST: z
    .string()
    .refine(
      isLoopback,
      '127.0.0.1, ::1 or localhost. There are no API keys in this version, so whoever reaches the port can read and write ' +
        'everything: it is offered to this machine alone',
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
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

/**
 * Reads the configuration; the only reader of the environment. A variable that is not set has its default: HOST 127.0.0.1,
 * PORT 3000, DATABASE_URL file:data/preclear.db, RULES_DIR the rules of the package, LOG_LEVEL info.
 *
 * @throws ConfigError naming every variable that cannot be used
 */
export function readConfig(env: Environment = process.env): Config {
  const { HOST, PORT, DATABASE_URL, RULES_DIR, LOG_LEVEL } = readFrom(environment, env);
  return { host: HOST, port: PORT, databaseUrl: DATABASE_URL, rulesFolder: RULES_DIR, logLevel: LOG_LEVEL };
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
 * Reads where the database is, for programs that do not serve.
 *
 * @throws ConfigError when DATABASE_URL cannot be used
 */
export function readDatabaseUrl(env: Environment = process.env): string {
  return readFrom(environment.pick({ DATABASE_URL: true }), env).DATABASE_URL;
}

type Environment = Readonly<Record<string, string | undefined>>;

function readFrom<T>(variables: z.ZodType<T>, env: Environment): T {
  const read = variables.safeParse(env, { reportInput: true });
  if (read.success) return read.data;
  const faults = read.error.issues.map(
    ({ path, input, message }) => `${path.join('.')}: ${JSON.stringify(input)} cannot be used. Allowed: ${message}.`,
  );
  throw new ConfigError(faults.join('\n'));
}
