import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Rules small enough to be read at once. */
export const SMALL_RULES = join(ROOT, 'test/fixtures/http-rules');

/** Programs made ready to start fast: each one file, so that nothing is looked for and compiled at every start. */
export interface Programs {
  readonly folder: string;
  readonly writer: string;
  readonly service: string;
  remove(): void;
}

/** Bundles the writer and the whole service as they are now. */
export async function bundlePrograms(): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-trust-'));
  // The service looks for these beside its own folder.
  for (const name of ['templates', 'migrations', 'node_modules']) symlinkSync(join(ROOT, name), join(folder, name));
  await build({
    absWorkingDir: ROOT,
    entryPoints: { writer: 'test/trust/crash-writer.ts', service: 'src/main.ts' },
    outdir: join(folder, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    // One is native, and the other reads files beside it.
    external: ['better-sqlite3', '@fastify/swagger-ui'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return {
    folder,
    writer: join(folder, 'dist/writer.mjs'),
    service: join(folder, 'dist/service.mjs'),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** A process with what it has said so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves when it says something that matches, or has ended. */
  readonly saying: (pattern: RegExp) => Promise<void>;
  /** Resolves once it has ended and all that it said was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly err: string }>;
}

/** Starts a program. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const said = (): string => Buffer.concat(out).toString('utf8');
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    err: Buffer.concat(err).toString('utf8'),
  }));
  const saying = (pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pattern.test(said())) resolve();
      };
      child.stdout.on('data', look);
      void ended.then(() => {
        resolve();
      });
      look();
    });
  return { child, said, saying, ended };
}
