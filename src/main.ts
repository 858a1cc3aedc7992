import closeWithGrace from 'close-with-grace';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { ConfigError, readConfig, type Config } from './config.ts';
import { formatProblem } from './core/base/problem.ts';
import { buildApp } from './http/app.ts';
import type { Admission } from './http/app-needs.ts';
import type { Limits } from './http/limits.ts';
import { createTokenVerifier } from './identity/create-token-verifier.ts';
import { checkLogo } from './images/check-logo.ts';
import { loadRules } from './load/load-rules.ts';
import { loadScaffold } from './load/load-scaffold.ts';
import { loadTemplates } from './load/load-templates.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { createCsvRenderer } from './render/csv.ts';
import { createHtmlRenderer } from './render/html.ts';
import { createJsonRenderer } from './render/json.ts';
import { createMarkdownRenderer } from './render/markdown.ts';
import { createPooledRenderer } from './render/pooled.ts';
import { createWorkerPool } from './render/worker-pool.ts';
import { LOCAL } from './service/access.ts';
import { chooseAccess } from './service/choose-access.ts';
import { canonicalJson, digestOfText } from './service/digest.ts';
import type { Backup, Clock, DatabaseCheck, Ids, Store } from './service/ports.ts';
import { SnapshotCache } from './service/recompute.ts';
import type { ReportRenderer } from './service/render-report.ts';
import { buildLibrary, type RuleLibrary } from './service/rule-library.ts';
import { backUpSqlite, checkFile } from './store/back-up-sqlite.ts';
import { existingFileOf } from './store/open-sqlite.ts';
import { restoreSqlite, type RestoreOptions } from './store/restore-sqlite.ts';
import { createSqliteStore } from './store/sqlite-store.ts';
import type { CommitObserver } from './store/write-queue.ts';

/** Longest wait for requests under way once the service was told to stop: as long as the longest paper takes, and a little. */
const GRACE_MS = 65_000;

/** Requests a minute where keys are asked for: no person comes near, and no program that was not told to go on for ever. */
const PER_CALLER = 600;

/** An office behind one address. */
const PER_ADDRESS = 1200;

/** 1 and 2 are verdicts; what goes wrong is never taken for one. */
const EXIT_BAD_INPUT = 3;
const EXIT_UNEXPECTED = 4;

/** Thrown when the service cannot start for a reason that lies in what it was given; the message says all of it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const CLOCK: Clock = { now: () => new Date() };
const IDS: Ids = { next: () => uuid() };

/** A service that listens. */
export interface Serving {
  /** Whether callers must send a key or a token. */
  readonly asksForKeys: boolean;
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
  console.log(welcome(serving));
  return serving;
}

/**
 * Puts the service together and starts to listen.
 *
 * @throws StartError when rules, database or port cannot be used
 */
export async function startService(config: Config): Promise<Serving> {
  const library = await readLibrary(config.rulesFolder);
  const { renderers, close: endThreads } = await createRenderers();
  const metrics = createMetrics();
  const store = await openStore(config.databaseUrl, { observe: metrics.committed });
  try {
    const admission = await chooseAdmission(config, store);
    const limits = limitsOf(config, admission);
    await recordSettings(config, admission, limits, store);
    const app = await buildApp({
      library,
      store,
      snapshots: new SnapshotCache(library.rulesets),
      renderers,
      checkLogo,
      clock: CLOCK,
      ids: IDS,
      admission,
      metrics,
      logLevel: config.logLevel,
      limits,
    });
    const url = await app.listen({ host: config.host, port: config.port });
    return {
      url,
      asksForKeys: admission.mode === 'keys',
      close: async () => {
        await app.close();
        await endThreads();
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
export interface Renderers {
  readonly renderers: readonly ReportRenderer[];
  /** Ends the threads on which some of them write. */
  readonly close: () => Promise<void>;
}

/** Makes the report formats. Threads are started by the first paper that needs one. */
export async function createRenderers(): Promise<Renderers> {
  const templates = await loadTemplates(besidePackage('templates'));
  const pool = createWorkerPool({ template: templates.get('report.typ') ?? '' });
  return {
    renderers: [
      createHtmlRenderer(templates),
      createPooledRenderer('pdf', pool),
      createMarkdownRenderer(templates),
      createPooledRenderer('docx', pool),
      createJsonRenderer(),
      createCsvRenderer(),
    ],
    close: () => pool.close(),
  };
}

/** The files that a new instrument begins with. */
export async function readScaffold(): Promise<ReadonlyMap<string, string>> {
  return loadScaffold(besidePackage('templates/rules'));
}

/** Who is let in. @throws StartError when nobody could be */
async function chooseAdmission({ auth, host, oidc, metricsToken }: Config, store: Store): Promise<Admission> {
  const keys = await store.surveyKeys(CLOCK.now());
  switch (chooseAccess(auth, { tokens: oidc !== null, keys })) {
    case 'none':
      return { mode: 'none', host };
    case 'keys':
      return { mode: 'keys', tokens: oidc === null ? null : createTokenVerifier(oidc, CLOCK), metricsToken };
    case 'locked_out':
      throw new StartError(
        `Keys are asked for and there is ${keys.any ? 'none that can still be used' : 'none'}. Make one with ` +
          '"preclear keys create --name <name> --scopes admin", set an identity provider with OIDC_ISSUER, OIDC_AUDIENCE and ' +
          'OIDC_JWKS_URL, or serve this machine alone with HOST=127.0.0.1 and AUTH=none.',
      );
  }
}

/** Without keys there is one user, on this machine: how often they ask is limited only when they say so. */
function limitsOf({ limits }: Config, { mode }: Admission): Limits {
  const { perCaller, perAddress } = limits;
  const otherwise = (rate: number): number | null => (mode === 'keys' ? rate : null);
  return {
    ...limits,
    perCaller: perCaller === undefined ? otherwise(PER_CALLER) : perCaller,
    perAddress: perAddress === undefined ? otherwise(PER_ADDRESS) : perAddress,
  };
}

/** Leaves a trace of settings that bear on who comes in, when they are not those of the last start. */
function recordSettings(
  { host, oidc, metricsToken }: Config,
  { mode }: Admission,
  limits: Limits,
  store: Store,
): Promise<void> {
  const token = metricsToken === null ? null : digestOfText(metricsToken);
  const content = canonicalJson({ auth: mode, host, oidc, metrics_token: token, limits });
  return store.recordIfChanged(LOCAL, {
    at: CLOCK.now(),
    actor: 'service',
    action: 'settings.change',
    subject: 'settings',
    content,
  });
}

/** The database, for commands that work on it; they need not wait for the service to end. */
export interface Administration {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Opens the database for a command.
 *
 * @param mustExist - whether it must be there already
 * @throws StartError when it cannot be used
 */
export async function administrate(databaseUrl: string, mustExist: boolean): Promise<Administration> {
  return { store: await openStore(databaseUrl, { mustExist }), clock: CLOCK, ids: IDS };
}

/**
 * Copies a database into a new file while it is in use.
 *
 * @throws StartError when that cannot be done
 */
export function backUp(databaseUrl: string, target: string, actor: string): Backup {
  return orStartError(() => backUpSqlite(databaseUrl, target, { actor, at: CLOCK.now() }));
}

/**
 * Puts a backup in the place of a database.
 *
 * @throws StartError when that cannot be done
 */
export function restore(
  databaseUrl: string,
  source: string,
  options: Pick<RestoreOptions, 'actor' | 'force' | 'digest'>,
): Backup {
  const migrationsFolder = besidePackage('migrations');
  return orStartError(() => restoreSqlite(databaseUrl, source, { ...options, migrationsFolder, at: CLOCK.now() }));
}

/** Reads a whole database. @throws StartError when there is none */
export function checkDatabase(databaseUrl: string): DatabaseCheck {
  return orStartError(() => checkFile(existingFileOf(databaseUrl)));
}

function orStartError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StartError(messageOf(error), { cause: error });
  }
}

async function openStore(
  url: string,
  { observe, mustExist = false }: { readonly observe?: CommitObserver; readonly mustExist?: boolean },
): Promise<Store> {
  try {
    return await createSqliteStore({ file: url, migrationsFolder: besidePackage('migrations'), mustExist }, observe);
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

function welcome({ url, asksForKeys }: Serving): string {
  const body = '{"answers":{"org.roles":["app_provider"],"service.generates_content":true}}';
  const key = asksForKeys ? " -H 'authorization: Bearer pck_…'" : '';
  return [
    `Preclear listens at ${url}`,
    `Look around: ${url}/docs`,
    `Try it:      curl -s ${url}/v1/evaluate -H 'content-type: application/json'${key} -d '${body}'`,
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
