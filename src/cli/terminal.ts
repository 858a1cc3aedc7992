import type { Readable, Writable } from 'node:stream';

/** What a command is given of the process it runs in. */
export interface Terminal {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stdin: Readable;
  now(): Date;
  /** The rules in use when a command names none. @throws ConfigError when the environment names none that could be read */
  rulesFolder(): string;
  /** The database of commands that work on one. @throws ConfigError when the environment names none that could be used */
  databaseUrl(): string;
  /** Lets uncaught errors go to whoever watches for them from now on. */
  handOverErrors(): void;
}
