import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { miniSources } from '../support/mini-rules.ts';
import { temporaryFolder, type Folder, type Outcome } from './harness.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const TIMEOUT_MS = 60_000;

let folder: Folder;
let elsewhere: Folder;
let answers: string;

beforeAll(() => {
  folder = temporaryFolder(miniSources({ rules: [{ id: 'only', met: 'a.p', severity: 'blocker' }], fixable: ['a.p'] }));
  elsewhere = temporaryFolder();
  answers = elsewhere.write('blocked.json', '{"answers":{"a.p":false}}');
});
afterAll(() => {
  folder.remove();
  elsewhere.remove();
});

/** Starts the program as a shell would, with something else read before it when that is asked for. */
function start(args: readonly string[], env: Record<string, string> = {}, before?: string): ChildProcess {
  const first = before === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(before)}`];
  return spawn(process.execPath, ['--import', 'tsx', ...first, CLI, ...args], {
    env: { ...process.env, NO_COLOR: '1', RULES_DIR: folder.path, ...env },
  });
}

function endOf(child: ChildProcess): Promise<Outcome> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => stdout.push(part));
  child.stderr?.on('data', (part: Buffer) => stderr.push(part));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8');
      resolve({ exitCode: code ?? -1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}

describe('the process', { timeout: TIMEOUT_MS }, () => {
  test('ends with the exit code of the gate', async () => {
    const { exitCode, stdout, stderr } = await endOf(start(['check', answers, '--as-of', '2026-01-01']));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout.split('\n').slice(0, 4).join('\n')).toBe(
      'Preclear 0.1.0 — Product not named\nAs of 2026-01-01\n\nBlocking gaps found: do not launch yet',
    );
  });

  test('ends with 3 on a usage error, where commander would end with 1', async () => {
    expect(await endOf(start(['check']))).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: "error: missing required argument 'answers'\n",
    });
  });

  test('ends with 3 on a setting that cannot be used, and only when the command reads it', async () => {
    const env = { HOST: '0.0.0.0', AUTH: 'none' };
    const serving = await endOf(start(['serve'], env));
    expect(serving.exitCode).toBe(3);
    expect(serving.stderr).toMatch(/^AUTH: "none" cannot be used[.]/);
    expect((await endOf(start(['rules', 'lint'], env))).exitCode).toBe(0);
  });

  test('ends with 4 on an error nobody caught, where Node would end with 1', async () => {
    const late = `
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text) => {
        setImmediate(() => { throw new Error('late'); });
        return write(text);
      };`;
    const { exitCode, stderr } = await endOf(start(['check', answers], {}, late));
    expect({ exitCode, stderr }).toEqual({ exitCode: 4, stderr: 'Unexpected error, a fault of Preclear: late\n' });
  });

  test('ends with 4 on an error while printing', async () => {
    const broken = "process.stdout.write = () => { throw new Error('the printer is on fire') }";
    const { exitCode, stderr } = await endOf(start(['check', answers], {}, broken));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 4,
      stderr: 'Unexpected error, a fault of Preclear: the printer is on fire\n',
    });
  });

  test('keeps its exit code when nobody reads what it prints', async () => {
    const child = start(['check', answers, '--format', 'json']);
    child.stdout?.destroy();
    const { exitCode, stderr } = await endOf(child);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  });

  test('serves until it is told to stop', async () => {
    const database = `file:${elsewhere.path}/data/cli.db`;
    const child = start(['serve'], { PORT: '0', DATABASE_URL: database, LOG_LEVEL: 'silent' });
    const end = endOf(child);
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout?.on('data', (part: Buffer) => {
        text += part.toString('utf8');
        const found = /listens at (http:\/\/\S+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
      void end.then(({ stderr }) => {
        reject(new Error(stderr));
      });
    });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await end).exitCode).toBe(0);
  });
});
