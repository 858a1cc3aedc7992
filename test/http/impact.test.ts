import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteClient, { type Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import type { LatestEvaluation, Page, Store } from '../../src/service/ports.ts';
import { migrateSqlite } from '../../src/store/migrate-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { WHOLE } from '../store/records.ts';
import { MIGRATIONS } from '../store/sqlite-under-test.ts';
import { idOf, invalid, problem, SMALL_RULES, startService, type Service } from './harness.ts';

const URL = '/v1/impact';
const NEVER = '019ab0c4-6c1e-7000-8000-ffffffffffff';

/** The small rules after a reform: five testers are promised, and the duty to test begins on 2027-01-01. */
function reformedRules(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-impact-'));
  cpSync(SMALL_RULES, folder, { recursive: true });
  const edit = (file: string, from: string, to: string): void => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(path, text.replace(from, to));
  };
  edit('demo-pledge/c1.yaml', 'app.testers >= 3', 'app.testers >= 5');
  edit('demo-pledge/ruleset.yaml', '"2.1.0"', '"3.0.0"');
  edit('demo-act/art-1.yaml', "applies: 'IN_SCOPE", `applies: 'as_of >= timestamp("2027-01-01T00:00:00Z") && IN_SCOPE`);
  edit('demo-act/art-1.yaml', '      level: verified', '      level: verified\n    in_force: { from: 2027-01-01 }');
  edit('demo-act/ruleset.yaml', 'version: "1.0.0"', 'version: "1.1.0"');
  return folder;
}

const folder = reformedRules();
let client: Database;
/** The service that took the submissions, and the one after the reform, over the same store. */
let before: Service;
let after: Service;
const products = new Map<string, { readonly product: string; readonly evaluation: string }>();

const LAUNCHED = { 'app.online': true, 'app.stage': 'launched', 'app.outputs': ['text'], 'app.testers': 4 };

async function submit(name: string, answers: unknown, as_of: string, id?: string): Promise<string> {
  const product = id === undefined ? { name } : { id };
  const { body } = await before.call('POST', '/v1/submissions', { product, answers, as_of });
  const { submission, evaluation } = submissionResult.parse(body);
  products.set(name, { product: submission.product_id, evaluation: evaluation.id ?? '' });
  return submission.id;
}

beforeAll(async () => {
  client = new SqliteClient(':memory:');
  migrateSqlite(client, MIGRATIONS);
  const store = new SqliteStore(client);
  before = await startService(SMALL_RULES, { store });
  after = await startService(folder, { store });
  await submit('launched', LAUNCHED, '2026-11-23');
  await submit('first try', {}, '2026-11-01');
  await submit(
    'first try',
    { ...LAUNCHED, 'app.testers': 9, 'app.stage': 'planned' },
    '2026-11-02',
    of('first try').product,
  );
  await submit('silent', {}, '2026-11-23');
  const erased = await submit('erased', LAUNCHED, '2026-11-23');
  client
    .prepare('UPDATE submission_payloads SET content = NULL, erased_at = ? WHERE submission_id = ?')
    .run('2026-11-24T00:00:00.000Z', erased);
});

afterAll(async () => {
  await before.app.close();
  await after.app.close();
  rmSync(folder, { recursive: true });
});

function of(name: string): { readonly product: string; readonly evaluation: string } {
  const found = products.get(name);
  if (found === undefined) throw new Error(`no product ${name}`);
  return found;
}

/** The lines of an impact after the reform. */
async function impact(body: unknown, { call }: Service = after): Promise<readonly unknown[]> {
  const { status, headers, body: lines } = await call('POST', URL, body);
  expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson']);
  return z.array(z.unknown()).parse(lines);
}

function candidateOf(service: Service, as_of: string | null = null): unknown {
  const rulesets = service.needs.library.rulesets.map(({ compiled: { id, version }, digest }) => ({
    id,
    version,
    digest,
  }));
  return { candidate: { engine: '0.1.0', as_of, rulesets } };
}

const state = { because: null, applicability: 'true', severity: 'minor' };
const open = { status: 'undetermined', because: 'requirement', applicability: 'true', severity: 'blocker' };
const outside = { status: 'not_applicable', because: null, applicability: 'false', severity: 'blocker' };
const PLEDGE_BROKEN = {
  id: 'demo-pledge',
  verdict: { from: 'pass', to: 'pass_with_gaps', why: 'rules_changed' },
  findings: [
    {
      rule: 'pledge-1-testers',
      from: { ...state, status: 'met' },
      to: { ...state, status: 'not_met' },
      why: 'rules_changed',
    },
  ],
};

describe('POST /v1/impact', () => {
  test('streams what changes for the latest evaluation of each product, each on its own day', async () => {
    const lines = await impact({});
    expect(lines).toEqual([
      candidateOf(after),
      {
        ...of('launched'),
        gate: { from: 'undetermined', to: 'out_of_scope', why: 'rules_changed' },
        rulesets: [
          {
            id: 'demo-act',
            verdict: { from: 'undetermined', to: 'out_of_scope', why: 'rules_changed' },
            findings: [{ rule: 'demo-1-2-tested', from: open, to: outside, why: 'rules_changed' }],
          },
          PLEDGE_BROKEN,
        ],
        no_longer_answered: [],
      },
      {
        ...of('silent'),
        gate: { from: 'undetermined', to: 'out_of_scope', why: 'rules_changed' },
        rulesets: [
          {
            id: 'demo-act',
            verdict: { from: 'undetermined', to: 'out_of_scope', why: 'rules_changed' },
            findings: [
              {
                rule: 'demo-1-2-tested',
                from: { ...open, because: 'applicability', applicability: 'unknown' },
                to: outside,
                why: 'rules_changed',
              },
            ],
          },
        ],
        no_longer_answered: [],
      },
      { ...of('erased'), skipped: 'answers_erased' },
      {
        summary: {
          products: 4,
          changed: 2,
          unchanged: 1,
          erased: 1,
          not_reproduced: 0,
          gates: [{ from: 'undetermined', to: 'out_of_scope', products: 2 }],
        },
      },
    ]);
  });

  test('on a day on which the reform is in force, only the pledge changes', async () => {
    const lines = await impact({ against: { as_of: '2027-01-01' } });
    expect(lines).toEqual([
      candidateOf(after, '2027-01-01'),
      {
        ...of('launched'),
        gate: { from: 'undetermined', to: 'undetermined', why: null },
        rulesets: [PLEDGE_BROKEN],
        no_longer_answered: [],
      },
      { ...of('erased'), skipped: 'answers_erased' },
      { summary: { products: 4, changed: 1, unchanged: 2, erased: 1, not_reproduced: 0, gates: [] } },
    ]);
  });

  test('under the rules and on the days of the evaluations nothing changes', async () => {
    expect(await impact({}, before)).toEqual([
      candidateOf(before),
      { ...of('erased'), skipped: 'answers_erased' },
      { summary: { products: 4, changed: 0, unchanged: 3, erased: 1, not_reproduced: 0, gates: [] } },
    ]);
  });

  test('tries the rulesets asked for and leaves the others as stored', async () => {
    const lines = await impact({ rulesets: ['demo-pledge'], products: [of('launched').product] });
    expect(lines.slice(1)).toEqual([
      {
        ...of('launched'),
        gate: { from: 'undetermined', to: 'undetermined', why: null },
        rulesets: [PLEDGE_BROKEN],
        no_longer_answered: [],
      },
      { summary: { products: 1, changed: 1, unchanged: 0, erased: 0, not_reproduced: 0, gates: [] } },
    ]);
  });

  test('tries a stored version by version or by digest', async () => {
    const [act, pledge] = before.needs.library.rulesets;
    for (const wanted of ['2.1.0', pledge?.digest]) {
      const lines = await impact({ against: { versions: { 'demo-pledge': wanted, 'demo-act': act?.digest } } });
      expect(lines).toEqual([
        candidateOf(before),
        { ...of('erased'), skipped: 'answers_erased' },
        { summary: { products: 4, changed: 0, unchanged: 3, erased: 1, not_reproduced: 0, gates: [] } },
      ]);
    }
  });

  test('says which products do not come to what was stored of them', async () => {
    const { evaluation } = of('silent');
    client.prepare(`UPDATE evaluations SET gate = 'clear' WHERE id = ?`).run(evaluation);
    const lines = await impact({ products: [of('silent').product] });
    client.prepare(`UPDATE evaluations SET gate = 'undetermined' WHERE id = ?`).run(evaluation);
    expect(lines.slice(1)).toEqual([
      { ...of('silent'), skipped: 'not_reproduced' },
      { summary: { products: 1, changed: 0, unchanged: 0, erased: 0, not_reproduced: 1, gates: [] } },
    ]);
  });

  test('of products without an evaluation there is nothing to say', async () => {
    const service = await startService();
    const { body } = await service.call('POST', '/v1/products', { name: 'Writer' });
    const { id } = z.object({ id: z.string() }).parse(body);
    const nothing = { products: 0, changed: 0, unchanged: 0, erased: 0, not_reproduced: 0, gates: [] };
    for (const asked of [{}, { products: [id] }])
      expect(await impact(asked, service)).toEqual([candidateOf(service), { summary: nothing }]);
    await service.app.close();
  });

  test('goes through as many products as there are, page by page', async () => {
    const service = await startService();
    for (let count = 0; count < 300; count += 1) {
      const body = { product: { name: 'Writer' }, answers: { 'app.testers': count % 7 }, as_of: '2026-11-23' };
      await service.call('POST', '/v1/submissions', body);
    }
    const lines = await impact({ against: { as_of: '2026-11-24' } }, service);
    expect(lines.at(-1)).toEqual({
      summary: { products: 300, changed: 0, unchanged: 300, erased: 0, not_reproduced: 0, gates: [] },
    });
    await service.app.close();
  });
});

describe('an impact that cannot be had', () => {
  test('names every fault in one reply, and nothing is streamed', async () => {
    const { status, headers, body } = await after.call('POST', URL, {
      rulesets: ['demo-atc', 'demo-pledge'],
      against: { as_of: '2026-02-30', versions: { 'demo-pledge': '9.9.9', 'demo-act': '1.0.0' } },
      products: [of('launched').product, NEVER, of('launched').product],
    });
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual(
      invalid(
        URL,
        ['/rulesets/0', 'unknown_ruleset', '"demo-atc" is no ruleset', 'one of demo-act, demo-pledge', 'demo-act'],
        [
          '/against/as_of',
          'invalid_date',
          '"2026-02-30" is no date',
          'a real date written YYYY-MM-DD from 2000-01-01 to 2100-12-31',
        ],
        [
          '/against/versions/demo-pledge',
          'unknown_version',
          '"9.9.9" is no version of "demo-pledge" that is known here',
          'one of 3.0.0, 2.1.0, or the digest of one of them',
        ],
        [
          '/against/versions/demo-act',
          'not_asked_for',
          '"demo-act" is not among the rulesets asked for',
          'one of demo-atc, demo-pledge',
        ],
        ['/products/1', 'unknown_product', `there is no product "${NEVER}"`, 'an id of GET /v1/products'],
        ['/products/2', 'duplicate_product', `"${of('launched').product}" stands twice`, 'each product once'],
      ),
    );
  });

  test('names the faults of the envelope and those in it together', async () => {
    const { body } = await after.call('POST', URL, {
      rulesets: ['demo-atc'],
      against: { asof: '2026-11-23', versions: { 'demo-pledge': '9.9.9' } },
      products: 'all',
    });
    expect(body).toEqual(
      invalid(
        URL,
        ['/against/asof', 'unknown_field', '"asof" is no field here', 'one of as_of, versions', 'as_of'],
        ['/products', 'wrong_type', '"all" is not a list', 'a list'],
        ['/rulesets/0', 'unknown_ruleset', '"demo-atc" is no ruleset', 'one of demo-act, demo-pledge', 'demo-act'],
        [
          '/against/versions/demo-pledge',
          'not_asked_for',
          '"demo-pledge" is not among the rulesets asked for',
          'one of demo-atc',
        ],
      ),
    );
  });

  test('a ruleset that is known neither in use nor stored is an unknown one', async () => {
    const detail = 'A ruleset that was asked for does not exist.';
    const { body } = await after.call('POST', URL, { against: { versions: { 'demo-atc': '1.0.0' } } });
    expect(body).toEqual(
      problem(URL, 400, 'unknown_ruleset', 'Unknown ruleset', detail, [
        [
          '/against/versions/demo-atc',
          'unknown_ruleset',
          '"demo-atc" is no ruleset',
          'one of demo-act, demo-pledge',
          'demo-act',
        ],
      ]),
    );
  });

  test('a version that two rulesets have is not guessed at', async () => {
    const [act] = before.needs.library.rulesets;
    const twin = `sha256:${'0'.repeat(64)}`;
    client
      .prepare('INSERT INTO ruleset_snapshots (digest, ruleset_id, version, content) VALUES (?, ?, ?, ?)')
      .run(twin, 'demo-act', '1.0.0', '{}');
    const { body } = await after.call('POST', URL, { against: { versions: { 'demo-act': '1.0.0' } } });
    client.prepare('DELETE FROM ruleset_snapshots WHERE digest = ?').run(twin);
    expect(body).toEqual(
      invalid(URL, [
        '/against/versions/demo-act',
        'ambiguous_version',
        '2 rulesets "demo-act" call themselves 1.0.0',
        `one of ${[twin, act?.digest].join(', ')}`,
      ]),
    );
  });

  test('a body that is missing is asked for', async () => {
    const { status, body } = await after.call('POST', URL);
    expect([status, body]).toEqual([400, invalid(URL, ['', 'missing_field', 'there is no body', 'an object'])]);
  });
});

describe('a stream without an end', () => {
  let service: Service;
  let port: string;
  let pages = 0;
  let erased = false;
  let failsAt = -1;

  /** Pages of the products above, one after the other, for ever. */
  async function endless(store: Store): Promise<Page<LatestEvaluation>> {
    pages += 1;
    const { items } = await store.listLatestEvaluations(WHOLE, null, 10, [of('first try').product]);
    const page = Array.from({ length: 64 }, () => items).flat();
    if (pages === failsAt) throw new Error('the disk is gone');
    return { items: erased ? page.map((item) => ({ ...item, answers: null })) : page, next: idOf(1) };
  }

  beforeAll(async () => {
    const store = new SqliteStore(client);
    store.listLatestEvaluations = () => endless(new SqliteStore(client));
    store.close = () => Promise.resolve();
    service = await startService(SMALL_RULES, { store });
    port = await service.app.listen({ port: 0 });
  });
  afterAll(() => service.app.close());

  /** How many pages were read once no more are. */
  async function settledPages(): Promise<number> {
    let seen = -1;
    while (seen !== pages) {
      seen = pages;
      await wait(300);
    }
    return pages;
  }

  /** Asks for the stream and takes nothing of it. */
  function listen(): ClientRequest {
    const call = request(`${port}${URL}`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    call.on('error', () => undefined);
    call.on('response', (response) => {
      response.pause();
    });
    call.end('{}');
    return call;
  }

  test('ends when nobody listens any more, though it has no line to send; others are served meanwhile', async () => {
    erased = false;
    pages = 0;
    const listener = listen();
    while (pages < 3) await wait(5);
    expect((await service.call('GET', '/health/live')).status).toBe(200);
    const seen = pages;
    while (pages < seen + 3) await wait(5);
    listener.destroy();
    const settled = await settledPages();
    await wait(100);
    expect(pages).toBe(settled);
  });

  test('is cut without a summary when the store fails', async () => {
    erased = true;
    pages = 0;
    failsAt = 2;
    const received = await new Promise<{ readonly text: string; readonly complete: boolean }>((resolve) => {
      const call = request(`${port}${URL}`, { method: 'POST', headers: { 'content-type': 'application/json' } });
      call.on('response', (response) => {
        let text = '';
        response.on('data', (part) => (text += String(part)));
        response.on('error', () => undefined);
        response.on('close', () => {
          resolve({ text, complete: response.complete });
        });
      });
      call.end('{}');
    });
    failsAt = -1;
    expect(received.complete).toBe(false);
    expect(received.text).toContain('"skipped":"answers_erased"');
    expect(received.text).not.toContain('"summary"');
  });

  test('waits for a reader that is slow, reads nothing ahead, and ends with the reader', async () => {
    erased = true;
    pages = 0;
    const listener = listen();
    const settled = await settledPages();
    expect(settled).toBeGreaterThan(0);
    listener.destroy();
    expect(await settledPages()).toBeLessThan(settled + 10);
  });
});
