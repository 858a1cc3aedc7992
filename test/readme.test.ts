import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { NO_LIMITS } from '../src/http/limits.ts';
import { startService } from '../src/main.ts';
import { ENGINE_VERSION } from '../src/service/engine-version.ts';
import { RULES_FOLDER } from './support/real-rules.ts';

const README = fileURLToPath(new URL('../README.md', import.meta.url));

/** The worked request of the README: what is posted, the script the answer goes through, and what is printed below it. */
function workedRequest(readme: string): { readonly body: string; readonly script: string; readonly printed: string } {
  const match = /\/v1\/evaluate .* -d '(\{[^']+\})' \| node -p '([^']+)'\n```\n\n```json\n([\s\S]*?)\n```/.exec(readme);
  const [, body, script, printed] = match ?? [];
  if (body === undefined || script === undefined || printed === undefined)
    throw new Error('the README has no worked request');
  return { body, script, printed };
}

// UPDATE_EXPECTATIONS=1 rewrites what the README prints; read the difference like code.
test('the service answers the worked request of the README exactly as printed there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-readme-'));
  const serving = await startService({
    host: '127.0.0.1',
    port: 0,
    databaseUrl: `file:${join(folder, 'preclear.db')}`,
    rulesFolder: RULES_FOLDER,
    auth: 'none',
    oidc: null,
    metricsToken: null,
    logLevel: 'silent',
    limits: NO_LIMITS,
  });
  onTestFinished(async () => {
    await serving.close();
    rmSync(folder, { recursive: true });
  });
  const readme = readFileSync(README, 'utf8');
  const { body, script, printed } = workedRequest(readme);
  const response = await fetch(`${serving.url}/v1/evaluate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(200);
  const found = execFileSync(process.execPath, ['-p', script], {
    input: await response.text(),
    encoding: 'utf8',
  }).trimEnd();
  if (process.env['UPDATE_EXPECTATIONS'] === '1')
    writeFileSync(
      README,
      readme.replace(printed, () => found),
    );
  else expect(found).toBe(printed);
});

test('the engine has the version of the package', () => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: ENGINE_VERSION });
});
