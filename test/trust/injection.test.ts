import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { JSDOM, VirtualConsole } from 'jsdom';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createRenderers } from '../../src/main.ts';
import { createOrganization } from '../../src/service/create-organization.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { preclear, temporaryFolder } from '../cli/harness.ts';
import { startService, type Service } from '../http/harness.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { sendRaw } from '../support/raw-request.ts';
import { bundlePrograms, SMALL_RULES, start } from './program.ts';

// Every text that could be taken for something else, typed in every place where a text can be typed: kept as it was typed, or refused
// with a problem; never interpreted. docs/injection.md lists what is tried, and where.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RULE = 'demo-1-2-tested';
const TEXTS = Object.entries(HOSTILE_TEXTS);
const BYSTANDER = { name: 'Bystander', client: 'Bystander', matter: 'Bystander' };

let service: Service;
let endRenderers: () => Promise<void>;
beforeAll(async () => {
  const { renderers, close } = await createRenderers();
  endRenderers = close;
  service = await startService(undefined, { renderers });
  await service.call('POST', '/v1/products', BYSTANDER);
});
afterAll(async () => {
  await service.app.close();
  await endRenderers();
});

const anything = z.record(z.string(), z.unknown());

async function sent(method: 'POST' | 'PUT', url: string, body: unknown): Promise<Record<string, unknown>> {
  const headers = method === 'PUT' && url.endsWith('/branding') && (await hasBranding()) ? { 'if-match': '*' } : {};
  const answer = await service.call(method, url, body, { headers });
  expect([url, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([url, method === 'PUT' ? 200 : 201, '']);
  return anything.parse(answer.body);
}

async function hasBranding(): Promise<boolean> {
  return (await service.call('GET', '/v1/organization/branding')).status === 200;
}

async function read(url: string): Promise<Record<string, unknown>> {
  return anything.parse((await service.call('GET', url)).body);
}

function contentOf(text: string) {
  const attestation = { attested: true, by: text, role: text, on: '2026-11-01', evidence: [text] };
  return {
    answers: { 'app.online': true, 'app.testers': 5, 'attestation.tests': attestation },
    evidence: [{ ref: text, title: text, link: `https://example.com/${encodeURIComponent(text)}`, sha256: null }],
    answered_by: { name: text, role: text },
    product_version: text,
  };
}

/** A submission in which everything is called so. */
async function submitted(text: string) {
  const body = { product: { name: text, client: text, matter: text }, ...contentOf(text) };
  const { submission, evaluation, links } = submissionResult.parse(await sent('POST', '/v1/submissions', body));
  return { submission, links, product: submission.product_id, evaluation: evaluation.id ?? '' };
}

describe.each(TEXTS)('a text with %s', (_kind, text) => {
  const person = { name: text, role: text };

  test('is kept as it was typed, everywhere', async () => {
    const { submission, product, evaluation, links } = await submitted(text);
    expect(await read(links.submission)).toMatchObject(contentOf(text));
    expect(submission).toMatchObject(contentOf(text));
    const named = { name: text, client: text, matter: text };
    expect(await read(`/v1/products/${product}`)).toMatchObject(named);

    await sent('PUT', `/v1/products/${product}/draft`, contentOf(text));
    expect(await read(`/v1/products/${product}/draft`)).toMatchObject(contentOf(text));

    const own = { disposition: 'overridden', status: 'met', citation: text, reason: text, by: person };
    await sent('PUT', `/v1/evaluations/${evaluation}/findings/${RULE}/review`, own);
    const risk = { reason: text, owner: person, expires_on: '2026-12-31' };
    await sent('PUT', `/v1/products/${product}/accepted-risks/${RULE}`, risk);
    const review = await read(`/v1/evaluations/${evaluation}/review`);
    expect(review).toMatchObject({ reviews: [own], accepted_risks: [risk] });

    const look = { name: text, footer: text, prepared_by: text, disclaimer: text };
    await sent('PUT', '/v1/organization/branding', look);
    expect(await read('/v1/organization/branding')).toMatchObject(look);

    const key = { name: text, scopes: ['read'], clients: [text], matters: [text] };
    expect(await sent('POST', '/v1/keys', key)).toMatchObject({ key });
    const hold = { kind: 'client', subject: text, reason: text };
    const { id } = await sent('POST', '/v1/holds', hold);
    const { body: released } = await service.call('DELETE', `/v1/holds/${String(id)}`);
    expect(released).toMatchObject(hold);

    // What is erased is what is called exactly so, and nothing else.
    const { body: erased } = await service.call('POST', '/v1/erasures', { kind: 'client', subject: text });
    expect(erased).toMatchObject({ products: 1, submissions: 1 });
    const { items } = z.object({ items: z.array(anything) }).parse(await read('/v1/products?limit=200'));
    expect(items[0]).toMatchObject(BYSTANDER);
  });

  test('is a text in reports: it makes no element, no line and no cell more than any other', async () => {
    const shape = async (typed: string): Promise<unknown> => {
      await sent('PUT', '/v1/organization/branding', {
        name: typed,
        footer: typed,
        prepared_by: typed,
        disclaimer: typed,
      });
      const { evaluation } = await submitted(typed);
      const own = { disposition: 'commented', reason: typed, by: { name: typed, role: typed } };
      await sent('PUT', `/v1/evaluations/${evaluation}/findings/${RULE}/review`, own);
      const bodyOf = async (format: string): Promise<string> =>
        (await service.app.inject({ url: `/v1/evaluations/${evaluation}/report.${format}` })).body;
      const [html, markdown, csv] = [await bodyOf('html'), await bodyOf('md'), await bodyOf('csv')];
      expect(csv).not.toMatch(/(?:^|[,\n])"?(?:[=+\-@\t]|\r(?!\n))/);
      return {
        html: [...new JSDOM(html, { virtualConsole: new VirtualConsole() }).window.document.querySelectorAll('*')].map(
          (element) => [element.tagName, ...element.getAttributeNames()],
        ),
        markdown: markdown.split('\n').map((line) => /^(?:#+ |[-*|>]|\d+\. )?/.exec(line)?.[0]),
        csv: csv
          .replaceAll(/"(?:[^"]|"")*"/g, '')
          .split('\r\n')
          .map((row) => row.split(',').length),
      };
    };
    expect(await shape(text)).toEqual(await shape('a plain text'));
  });

  test('is refused or not found as an id, a name or a choice in path, query and headers, and leads nowhere', async () => {
    const id = encodeURIComponent(text);
    const { product, evaluation } = await submitted('Probe');
    const urls = [
      ...['products', 'submissions', 'evaluations', 'rulesets', 'crosswalks'].map(
        (collection) => `/v1/${collection}/${id}`,
      ),
      ...[`/problems/${id}`, `/v1/checklist.${id}`, `/docs/static/${id}`, `/v1/rulesets/${id}/coverage`],
      ...[`/v1/evaluations/${evaluation}/report.${id}`, `/v1/evaluations/${evaluation}/findings/${id}/why`],
      ...[
        `/v1/evaluations/${evaluation}/compare/${id}`,
        `/v1/questionnaire?rulesets=${id}`,
        `/v1/rulesets?locale=${id}`,
      ],
      ...[`/v1/products?cursor=${id}`, `/v1/products?limit=${id}`, `/v1/products?${id}=1`],
      ...['template', 'layout', 'since'].map((name) => `/v1/evaluations/${evaluation}/report.html?${name}=${id}`),
      `/v1/checklist.html?product=${id}`,
    ];
    for (const url of urls) {
      const { statusCode, headers, body } = await service.app.inject({ url });
      expect([url, [400, 404].includes(statusCode)]).toEqual([url, true]);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).not.toMatch(/root:|"version":/);
    }
    const headers = { 'x-request-id': text, 'idempotency-key': text, 'if-match': text };
    const url = `/v1/products/${product}/draft`;
    const answer = await service.app.inject({ method: 'PUT', url, headers, payload: { answers: {} } });
    expect([400, 412]).toContain(answer.statusCode);
    expect(answer.headers['x-request-id']).toMatch(/^[\w.-]{1,64}$/);
    const erased = await service.app.inject({ method: 'DELETE', url: `/v1/products/${product}/accepted-risks/${id}` });
    expect(erased.statusCode).toBe(404);
  });
});

test('a paper that a typesetter or an office program reads is made of every text', { timeout: 120_000 }, async () => {
  for (const kind of ['typst', 'word xml', 'controls', 'many marks', 'terminal escapes']) {
    const { evaluation } = await submitted(HOSTILE_TEXTS[kind] ?? '');
    for (const [format, begin] of [
      ['pdf', '%PDF-'],
      ['docx', 'PK'],
    ] as const) {
      const { statusCode, rawPayload } = await service.app.inject({
        url: `/v1/evaluations/${evaluation}/report.${format}`,
      });
      expect([kind, format, statusCode, rawPayload.subarray(0, begin.length).toString()]).toEqual([
        kind,
        format,
        200,
        begin,
      ]);
    }
  }
});

test('no body changes what every object has', async () => {
  for (const name of ['constructor', 'prototype', 'toString', '__defineGetter__', 'hasOwnProperty'])
    for (const [url, at] of [
      ['/v1/evaluate', ''],
      ['/v1/evaluate', '/answers'],
      ['/v1/products', ''],
      ['/v1/keys', ''],
    ] as const) {
      const hidden = { [name]: { prototype: { admin: true } } };
      const { status, body } = await service.call(
        'POST',
        url,
        at === '' ? { answers: {}, ...hidden } : { answers: hidden },
      );
      expect([name, url, status]).toEqual([name, url, 400]);
      const { errors } = z.object({ errors: z.array(z.object({ pointer: z.string() })) }).parse(body);
      expect(errors.map(({ pointer }) => pointer)).toContain(`${at}/${name}`);
    }
  for (const query of ['__proto__[admin]=1', '__proto__=1', 'constructor[prototype][admin]=1', 'constructor=1'])
    expect((await service.call('GET', `/v1/products?${query}`)).status).toBe(400);
  const plain: Readonly<Record<string, unknown>> = {};
  expect([Object.keys(Object.prototype), plain['admin'], plain['1']]).toEqual([[], undefined, undefined]);
});

test('names of organizations and keys typed on the command line are kept as they were typed', async () => {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  const run = (...args: readonly string[]) =>
    preclear(args, { rules: folder.path, database: `file:${folder.path}/preclear.db` });
  for (const [index, [, text]] of TEXTS.entries()) {
    // A word that begins with a dash is taken for an option, unless it is joined to its own.
    expect((await run('orgs', 'create', `firm-${index}`, `--name=${text}`)).exitCode).toBe(0);
    expect((await run('keys', 'create', `--name=${text}`, '--scopes', 'read', `--client=${text}`)).exitCode).toBe(0);
  }
  const names = z.array(z.object({ name: z.string() }));
  const listed = async (what: string): Promise<readonly string[]> =>
    names.parse(JSON.parse((await run(what, 'list', '--format', 'json')).stdout)).map(({ name }) => name);
  const typed = TEXTS.map(([, text]) => text);
  expect((await listed('keys')).toSorted()).toEqual(typed.toSorted());
  expect((await listed('orgs')).toSorted()).toEqual(['Local', ...typed].toSorted());
});

test('a name of an organization is kept as it was typed', async () => {
  for (const [index, [, text]] of TEXTS.entries()) {
    const made = await createOrganization(service.needs, 'test', `firm-${index}`, text);
    expect((await service.needs.store.findOrganization(made.id))?.name).toBe(text);
  }
});

describe('an answers file in YAML', () => {
  const laughs = [
    'a: &a [x, x]',
    ...Array.from(
      { length: 30 },
      (_, n) => `${'abcdefghijklmnopqrstuvwxyzABCDE'[n + 1] ?? ''}: &x${n} [*x${n - 1}, *x${n - 1}]`,
    ),
  ];
  test.each([
    ['an alias', 'answers: { app.online: &a true, app.testers: *a }'],
    ['a merge key', 'answers:\n  <<: { app.online: true }'],
    ['a tag of code', 'answers: !!js/function "function () { return 1 }"'],
    ['a tag of its own', 'answers: { app.online: !env HOME }'],
    ['a binary', 'answers: { app.online: !!binary aGk= }'],
    ['aliases of aliases of aliases', laughs.join('\n').replace('&a', '&x-1')],
    ['a key that stands twice', 'answers: { app.online: true, app.online: false }'],
    ['two documents', 'answers: {}\n---\nanswers: {}'],
    ['the key __proto__', 'answers: { __proto__: { app.online: true } }'],
    ['the key constructor', 'answers: { constructor: { prototype: { app.online: true } } }'],
    ['a list for a key', 'answers: { [a, b]: true }'],
    ['too deep a nesting', `answers: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a condition for an answer', 'answers: { app.online: "app.testers > 0 || true" }'],
    ['a template for an answer', 'answers: { app.online: "{{true}}" }'],
    ['many unknown names', `answers:\n${Array.from({ length: 500 }, (_, n) => `  x${n}: 1\n`).join('')}`],
  ])('with %s is refused where it stands, without a verdict', { timeout: 60_000 }, async (_kind, stdin) => {
    const { exitCode, stdout, stderr } = await preclear(['check', '-'], { rules: SMALL_RULES, stdin });
    expect([exitCode, stdout, stderr.slice(0, 300)]).toEqual([3, '', expect.stringMatching(/^<stdin>:\d+:\d+: /)]);
  });
});

test('nothing that is sent makes a line in the log of its own, or is in it', { timeout: 60_000 }, async () => {
  const programs = await bundlePrograms();
  const { child, said, saying, ended } = start([programs.service], {
    ...{ PORT: '0', DATABASE_URL: `file:${programs.folder}/log.db`, RULES_DIR: SMALL_RULES, LOG_LEVEL: 'trace' },
  });
  await saying(/Try it:/);
  const url = /listens at (\S+)/.exec(said())?.[1] ?? '';
  const forged = encodeURIComponent('\r\n{"level":60,"msg":"forged"}\u001b[2J\u202e');
  const begun = said().length;
  for (const path of [`/v1/products/${forged}`, `/${forged}`, `/v1/rulesets?locale=${forged}`])
    await (await fetch(`${url}${path}`, { headers: { 'x-request-id': 'forged id' } })).text();
  const body = JSON.stringify({ name: `forged\r\n{"level":60,"msg":"forged"}` });
  await (
    await fetch(`${url}/v1/products`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  ).text();
  await sendRaw(Number(new URL(url).port), 'GET /\u001b[2J HTTP/1.1\r\nhost: x\r\nx: a\r{"level":60}\r\n\r\n');
  child.kill('SIGTERM');
  await ended;
  programs.remove();
  const lines = said()
    .slice(begun)
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('Try it:'));
  const entries = lines.map((line) => z.object({ level: z.int(), msg: z.string() }).parse(JSON.parse(line)));
  expect(entries.length).toBeGreaterThan(4);
  expect(entries.filter(({ level, msg }) => level >= 60 || msg.includes('forged'))).toEqual([]);
  // eslint-disable-next-line no-control-regex
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
});

describe('docs/injection.md', () => {
  const text = readFileSync(`${ROOT}/docs/injection.md`, 'utf8');
  const rows = text.split('\n').filter((line) => /^\| (?!-|kind)/.test(line));

  test('names tests that there are, in every row', () => {
    const faults = rows.flatMap((row) => {
      const named = [...row.matchAll(/`(test\/[^`]+)`(?: "([^"]+)")?/g)];
      if (named.length === 0) return [`no test: ${row}`];
      return named.flatMap(([, path = '', title]) => {
        if (!existsSync(`${ROOT}/${path}`)) return [`no such file: ${path}`];
        return title === undefined || readFileSync(`${ROOT}/${path}`, 'utf8').includes(title)
          ? []
          : [`no such test: ${path} "${title}"`];
      });
    });
    expect(faults).toEqual([]);
    expect(rows.length).toBeGreaterThan(20);
  });
});
