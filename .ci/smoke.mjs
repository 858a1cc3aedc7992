// Starts the built server as in production, with a database of its own, and asks it the two things a launch depends on: is it
// ready, and is a verdict withheld when nothing is answered. Then stops it and checks that it stops well.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const READY_WITHIN_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 15_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function ready(base, server) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null)
      throw new Error(`the server ended with exit code ${server.exitCode} before it was ready`);
    try {
      const response = await fetch(`${base}/health/ready`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (response.status === 200) return;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  throw new Error(`GET /health/ready did not answer 200 within ${READY_WITHIN_MS} ms`);
}

async function verdictFromSilence(base) {
  const response = await fetch(`${base}/v1/evaluate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"answers":{}}',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`POST /v1/evaluate answered ${response.status}: ${text.slice(0, 500)}`);
  const { gate } = JSON.parse(text);
  if (gate !== 'undetermined') throw new Error(`the gate of no answers is ${JSON.stringify(gate)}, not "undetermined"`);
}

const folder = mkdtempSync(join(tmpdir(), 'preclear-smoke-'));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const root = fileURLToPath(new URL('..', import.meta.url));
const server = spawn(process.execPath, ['dist/main.js'], {
  cwd: root,
  env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: `file:${join(folder, 'smoke.db')}` },
  stdio: ['ignore', 'pipe', 'pipe'],
});
const log = [];
server.stdout.on('data', (chunk) => log.push(chunk));
server.stderr.on('data', (chunk) => log.push(chunk));
const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve({ code, signal })));

try {
  await ready(base, server);
  await verdictFromSilence(base);
  server.kill('SIGTERM');
  const end = await Promise.race([ended, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  if (end === undefined) throw new Error(`the server had not stopped ${STOP_WITHIN_MS} ms after SIGTERM`);
  if (end.code !== 0)
    throw new Error(`after SIGTERM the server ended with ${end.signal ?? `exit code ${end.code}`}, not 0`);
  console.log('smoke: ready, undetermined without answers, stopped with exit code 0');
} catch (error) {
  console.error(`smoke: ${error instanceof Error ? error.message : String(error)}`);
  console.error(Buffer.concat(log).toString('utf8').slice(-5000));
  process.exitCode = 1;
} finally {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
