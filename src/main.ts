import closeWithGrace from 'close-with-grace';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { ConfigError, readConfig, type Config } from './config.ts';
import { formatProblem } from './core/base/problem.ts';
import { buildApp } from './http/app.ts';
import { loadRules } from './load/load-rules.ts';
import { loadScaffold } from './load/load-scaffold.ts';
import { loadTemplates } from './load/load-templates.ts';
import { createHtmlRenderer } from './render/html.ts';
import { createJsonRenderer } from './render/json.ts';
import { createMarkdownRenderer } from './render/markdown.ts';
import type { Store } from './service/ports.ts';
import { SnapshotCache } from './service/recompute.ts';
import type { ReportRenderer } from './service/render-report.ts';
import { buildLibrary, type RuleLibrary } from './service/rule-library.ts';
import { createSqliteStore } from './store/sqlite-store.ts';

/** Longest wait for requests under way once the service was told to stop. */
const GRACE_MS = 10_000;

/** 1 and 2 are verdicts; what goes wrong is never taken for one. */
const EXIT_BAD_INPUT = 3;
const EXIT_UNEXPECTED = 4;

/** Thrown when the service cannot start for a reason that lies in what it was given; the message says all of it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A service that listens. */
export interface Serving {
  /** Where, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Ends when the requests under way have ended and the store is closed. */
  close(): Promise<void>;
}

/**
 * Serves until the process is told to stop: says where to look, and ends with exit code 0 when the end was asked for.
 *
 * @throws StartError when rules, database or port cannot be used
 */
export async function serve(config: Config): Promise<Serving> {
  const serving = await startService(config);
  const abandon = (): void => process.exit(EXIT_UNEXPECTED);
  const options = {
    delay: GRACE_MS,
    logger: console,
    onTimeout: abandon,
    onSecondSignal: abandon,
    onSecondError: abandon,
  };
  closeWithGrace(options, async ({ err }) => {
    if (err !== undefined) console.error(err);
    try {
      await serving.close();
    } catch (error) {
      console.error(error);
      abandon();
    }
    // Left alone, an uncaught error would end with 1, which reads as a verdict.
    if (err !== undefined) abandon();
  });
  console.log(welcome(serving.url));
  return serving;
}

/**
 * Puts the service together and starts to listen.
 *
 * @throws StartError when rules, database or port cannot be used
 */
export async function startService(config: Config): Promise<Serving> {
  const library = await readLibrary(config.rulesFolder);
  const renderers = await createRenderers();
  const store = await openStore(config.databaseUrl);
  try {
    const app = await buildApp({
      library,
      store,
      snapshots: new SnapshotCache(library.rulesets),
      renderers,
      clock: { now: () => new Date() },
      ids: { next: () => uuid() },
      logLevel: config.logLevel,
    });
    const url = await app.listen({ host: config.host, port: config.port });
    return {
      url,
      close: async () => {
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    if (!isListenError(error)) throw error;
    throw new StartError(`${config.host}:${config.port} cannot be listened on: ${error.message}`, { cause: error });
  }
}

/** The rules in use. @throws StartError with every problem in them */
export async function readLibrary(folder: string): Promise<RuleLibrary> {
  const rules = await loadRules(folder).catch((error: unknown) => {
    throw new StartError(`The rules in ${folder} cannot be read: ${messageOf(error)}`);
  });
  const { problems } = rules;
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new StartError([`The rules in ${folder} have ${count}:`, ...problems.map(formatProblem)].join('\n'));
  }
  return buildLibrary(rules);
}

/** The report formats there are. */
export async function createRenderers(): Promise<readonly ReportRenderer[]> {
  const templates = await loadTemplates(besidePackage('templates'));
  return [createHtmlRenderer(templates), createMarkdownRenderer(templates), createJsonRenderer()];
}

/** The files that a new instrument begins with. */
export async function readScaffold(): Promise<ReadonlyMap<string, string>> {
  return loadScaffold(besidePackage('templates/rules'));
}

/**
 * Opens the store.
 *
 * @param mustExist - refuse a database that is not there instead of making it
 * @throws StartError when the database cannot be used
 */
export async function openStore(url: string, mustExist = false): Promise<Store> {
  try {
    return await createSqliteStore({ file: url, migrationsFolder: besidePackage('migrations'), mustExist });
  } catch (error) {
    throw new StartError(`The database ${url} cannot be used: ${messageOf(error)}`, { cause: error });
  }
}

/** A folder of the package; as deep from the sources as from what is built of them. */
function besidePackage(folder: string): string {
  return fileURLToPath(new URL(`../${folder}`, import.meta.url));
}

/** What went wrong, with what lay behind it. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} ${messageOf(error.cause)}` : error.message;
}

function isListenError(error: unknown): error is Error {
  return (
    error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')
  );
}

function welcome(url: string): string {
  const body = '{"answers":{"org.roles":["app_provider"],"service.generates_content":true}}';
  return [
    `Preclear listens at ${url}`,
    `Look around: ${url}/docs`,
    `Try it:      curl -s ${url}/v1/evaluate -H 'content-type: application/json' -d '${body}'`,
  ].join('\n');
}

async function main(): Promise<void> {
  try {
    await serve(readConfig());
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof StartError;
    console.error(expected ? error.message : error);
    process.exitCode = expected ? EXIT_BAD_INPUT : EXIT_UNEXPECTED;
  }
}

const [, program] = process.argv;
if (program !== undefined && realpathSync(program) === fileURLToPath(import.meta.url)) await main();
