import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import type { Config } from '../src/config.ts';
import { submissionResult } from '../src/http/schemas/submission.ts';
import { StartError, startService } from '../src/main.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SMALL_RULES = join(ROOT, 'test/fixtures/http-rules');
const START_MS = 60_000;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-main-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function configOf(changes: Partial<Config> = {}): Config {
  const databaseUrl = `file:${join(temporaryFolder(), 'data', 'preclear.db')}`;
  return { host: '127.0.0.1', port: 0, databaseUrl, rulesFolder: SMALL_RULES, logLevel: 'silent', ...changes };
}

async function refusalOf(config: Config): Promise<string> {
  try {
    const serving = await startService(config);
    await serving.close();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  throw new Error('the service started');
}

async function submit(url: string): Promise<z.output<typeof submissionResult>> {
  const body = JSON.stringify({ product: { name: 'Writer' }, answers: {} });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(`${url}/v1/submissions`, init);
  return submissionResult.parse(await response.json());
}

/** Runs the program until it ends by itself or, once it has said where it listens, by a signal. */
function run(
  env: Record<string, string>,
  signal?: NodeJS.Signals,
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (signal !== undefined && out.includes('Try it:')) child.kill(signal);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve({ code, out, err });
    });
  });
}

describe('the service', () => {
  test('keeps what was submitted over a restart', async () => {
    const config = configOf();
    const first = await startService(config);
    const { evaluation, links } = await submit(first.url);
    await first.close();
    const second = await startService(config);
    const read: unknown = await (await fetch(second.url + links.evaluation)).json();
    await second.close();
    expect(read).toEqual(evaluation);
    expect(evaluation.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('does not start on rules with problems, and says all of them', async () => {
    const rulesFolder = temporaryFolder();
    cpSync(SMALL_RULES, rulesFolder, { recursive: true });
    const file = join(rulesFolder, 'demo-pledge/c1.yaml');
    const damaged = readFileSync(file, 'utf8').replace('app.testers >= 3', 'app.tester >= 3').replace('minor', 'small');
    writeFileSync(file, damaged);
    const [first, ...problems] = (await refusalOf(configOf({ rulesFolder }))).split('\n');
    expect(first).toMatch(/^The rules in .* have \d+ problems?:$/);
    expect(problems.filter((line) => !/^[^:]+:\d+:\d+: [a-z-]+: /.test(line))).toEqual([]);
    expect(problems.join('\n')).toContain('demo-pledge/c1.yaml');
  });

  test('does not start without rules', async () => {
    const rulesFolder = join(temporaryFolder(), 'none');
    expect(await refusalOf(configOf({ rulesFolder }))).toMatch(/^The rules in .*none cannot be read: ENOENT/);
  });

  test('does not start on a database that cannot be opened', async () => {
    const databaseUrl = `file:${temporaryFolder()}`;
    expect(await refusalOf(configOf({ databaseUrl }))).toMatch(/^The database file:.* cannot be used: /);
  });

  test('does not start on a port that is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
    expect(await refusalOf(configOf({ port }))).toContain(`127.0.0.1:${port} cannot be listened on: listen EADDRINUSE`);
    taken.close();
  });
});

describe('the program', () => {
  test('says where to look, and ends with 0 when it is told to stop', { timeout: START_MS }, async () => {
    const databaseUrl = `file:${join(temporaryFolder(), 'preclear.db')}`;
    const env = { PORT: '0', DATABASE_URL: databaseUrl, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'silent' };
    const { code, out, err } = await run(env, 'SIGTERM');
    const url = /^Preclear listens at (http:\/\/127\.0\.0\.1:\d+)$/m.exec(out)?.[1] ?? 'nowhere';
    expect(out.split('\n')).toEqual([
      `Preclear listens at ${url}`,
      `Look around: ${url}/docs`,
      `Try it:      curl -s ${url}/v1/evaluate -H 'content-type: application/json' -d '{"answers":{"org.roles":["app_provider"],"service.generates_content":true}}'`,
      '',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('ends with 3 on a bad configuration, and names all of it', { timeout: START_MS }, async () => {
    const { code, out, err } = await run({ HOST: '0.0.0.0', PORT: 'http' });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err.split('\n').map((line) => line.split(':', 1)[0])).toEqual(['HOST', 'PORT', '']);
  });
});
