import type { FastifyInstance } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../src/http/app.ts';
import { NO_LIMITS } from '../../src/http/limits.ts';
import { checkLogo } from '../../src/images/check-logo.ts';
import { createRenderers, readLibrary } from '../../src/main.ts';
import { createMetrics } from '../../src/metrics/create-metrics.ts';
import { SCOPES } from '../../src/service/access.ts';
import { createKey, type KeyRequest } from '../../src/service/create-key.ts';
import { createOrganization } from '../../src/service/create-organization.ts';
import { SnapshotCache } from '../../src/service/recompute.ts';
import type { RuleLibrary } from '../../src/service/rule-library.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { MIGRATIONS } from '../store/sqlite-under-test.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';

const BEGIN = Date.parse('2026-11-23T10:00:00.000Z');

/** The client that the narrowed key is for. */
export const WALLED_CLIENT = 'Walled Ltd';

/** The whole service with keys, as it is started, on a database of its own; only clock and ids are made up, so that runs repeat. */
export interface FuzzService {
  readonly app: FastifyInstance;
  readonly library: RuleLibrary;
  /** Where it listens, for requests that only a socket can send. */
  readonly port: number;
  /** What callers send, by who they are. `main` has every scope. */
  readonly keys: Readonly<Record<'main' | 'walled' | 'reader' | 'stranger', string>>;
  /** Ids of these keys, which must not be revoked by chance. */
  readonly keyIds: readonly string[];
  readonly metricsToken: string;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

/** Starts it over the shipped rules and renderers. */
export async function startFuzzService(): Promise<FuzzService> {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-fuzz-'));
  const [library, { renderers, close: endThreads }] = await Promise.all([readLibrary(RULES_FOLDER), createRenderers()]);
  const store = await createSqliteStore({ file: join(folder, 'preclear.db'), migrationsFolder: MIGRATIONS });
  let now = BEGIN;
  let made = 0;
  const metricsToken = 'the-metrics-token-of-the-fuzz-test';
  const needs = {
    ...{ library, store, renderers, checkLogo, metricsToken },
    snapshots: new SnapshotCache(library.rulesets),
    clock: { now: () => new Date(now) },
    ids: { next: () => `019ab0c4-6c1e-7000-8000-${(made += 1).toString(16).padStart(12, '0')}` },
    admission: { mode: 'keys', tokens: null, metricsToken } as const,
    metrics: createMetrics(),
    logLevel: 'silent' as const,
    // Refusals for the rate are shown elsewhere; here they would hide what a request does.
    limits: NO_LIMITS,
  };
  const make = (changes: Partial<KeyRequest>, organization = 'local') => {
    const plain = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };
    return createKey(needs, organization, 'fuzz', { ...plain, ...changes });
  };
  await createOrganization(needs, 'fuzz', 'other-firm', 'Other Firm');
  const main = await make({});
  const walled = await make({ scopes: SCOPES.filter((scope) => scope !== 'admin'), clients: [WALLED_CLIENT] });
  const reader = await make({ scopes: ['read'] });
  const stranger = await make({}, 'other-firm');
  const app = await buildApp(needs);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...{ app, library, metricsToken },
    port: Number(new URL(url).port),
    keys: { main: main.text, walled: walled.text, reader: reader.text, stranger: stranger.text },
    keyIds: [main, walled, reader, stranger].map(({ key }) => key.id),
    pass: (milliseconds) => {
      now += milliseconds;
    },
    close: async () => {
      await app.close();
      await endThreads();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
