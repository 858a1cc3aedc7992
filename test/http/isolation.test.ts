import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SCOPES, wholeOf, type Scope } from '../../src/service/access.ts';
import { saveBranding } from '../../src/service/branding.ts';
import { createKey, revokeKey, type KeyRequest } from '../../src/service/create-key.ts';
import { createOrganization } from '../../src/service/create-organization.ts';
import { addHold } from '../../src/service/hold.ts';
import { acceptRisk, findRisk, findStanding, reviewFinding } from '../../src/service/review.ts';
import { submit } from '../../src/service/submit.ts';
import type { RouteAccess } from '../../src/http/caller-of.ts';
import { NOW, readDocument, REQUEST_ID, startService, type Service } from './harness.ts';

// Every operation of the OpenAPI document, asked by every kind of caller for something of every tenant. What must come back is computed
// from the scope that the document names. An operation with a path or a body that this file knows nothing about fails until it does.

const OTHER_FIRM = 'every scope of the other firm';
const METRICS_TOKEN = 'a-token-that-is-long-enough-for-metrics';
const CROSSWALK = 'demo-pledge--demo-act';
const RULE = 'demo-1-2-tested';
const PERSON = { name: 'A. Person', role: 'Counsel' };
const MISSING = '019ab0c4-6c1e-7000-8000-ffffffffffff';

/** What is asked for is of the caller's own client, of another client of the same firm, or of another firm. */
const TENANTS = ['own client', 'other client', 'other firm'] as const;
type Tenant = (typeof TENANTS)[number];

/** The mark stands in the names of what a tenant has, and nowhere else. */
const NAMES = {
  'own client': { organization: 'local', client: 'Acme', mark: 'AcmeOnly' },
  'other client': { organization: 'local', client: 'Beta', mark: 'BetaOnly' },
  'other firm': { organization: 'other-firm', client: 'Acme', mark: 'FirmOnly' },
} as const satisfies Record<Tenant, unknown>;

/** Ids of what a tenant has, by the collection in a path. */
const COLLECTIONS = ['products', 'submissions', 'evaluations', 'keys', 'holds'] as const;
type Belongings = Readonly<Record<(typeof COLLECTIONS)[number], string>>;

/** What a kind of caller sends, what they may do, and which tenants they reach; without scopes they are not let in. */
interface Role {
  readonly authorization: string | undefined;
  readonly scopes: readonly Scope[] | null;
  readonly within: readonly Tenant[];
}

/** One way to ask for something: of a tenant by id in the path or named in the body, for a tenant by name, or for nothing of anyone. */
interface Ask {
  readonly of: 'id' | 'member' | 'name' | 'nothing';
  readonly url: string;
  readonly body?: unknown;
}

const { read: document } = await readDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { security, responses, requestBody }]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).parse(method.toUpperCase()),
    path,
    access: accessOf(security),
    success: setsNothingAside(path) ? 404 : Number(Object.keys(responses).find((status) => status.startsWith('2'))),
    hasBody: requestBody !== undefined,
  })),
);
type Operation = (typeof operations)[number];

/** Nothing of the rules used here is set aside by an answer, so that who is let in finds nothing to confirm. */
function setsNothingAside(path: string): boolean {
  return path.includes('/set-aside/');
}

function accessOf([first, ...more]: readonly Readonly<Record<string, readonly string[]>>[]): RouteAccess {
  if (first === undefined) return 'public';
  if ('metrics' in first) return 'metrics';
  expect(more).toEqual([]);
  return z.tuple([z.enum(SCOPES)]).parse(first['bearer'])[0];
}

/** What is sent to operations with a body. One that is not here fails. */
const BODIES: Readonly<Record<string, (has: Belongings, tenant: Tenant) => readonly Pick<Ask, 'of' | 'body'>[]>> = {
  'POST /v1/evaluate': () => [{ of: 'nothing', body: { answers: {} } }],
  'POST /v1/what-if': () => [{ of: 'nothing', body: { answers: {}, variants: [{ answers: { 'app.online': true } }] } }],
  'POST /v1/why': () => [{ of: 'nothing', body: { answers: {}, rule: RULE } }],
  'POST /v1/impact': ({ products }) => [
    { of: 'nothing', body: {} },
    { of: 'member', body: { products: [products] } },
  ],
  'POST /v1/products': (_has, tenant) => newOnes(tenant, (product) => product),
  'POST /v1/submissions': ({ products }, tenant) => [
    { of: 'id', body: { product: { id: products }, answers: {} } },
    ...newOnes(tenant, (product) => ({ product, answers: {} })),
  ],
  'POST /v1/products/{id}/submissions': () => [{ of: 'id', body: { answers: {} } }],
  'PUT /v1/products/{id}/draft': () => [{ of: 'id', body: { answers: {} } }],
  'PUT /v1/evaluations/{id}/findings/{rule}/review': () => [
    { of: 'id', body: { disposition: 'confirmed', by: PERSON } },
  ],
  'PUT /v1/evaluations/{id}/set-aside/{fact}/confirmation': () => [{ of: 'id', body: { by: PERSON } }],
  'POST /v1/evaluations/{id}/sign-off': () => [{ of: 'id', body: { by: PERSON, formats: ['json'] } }],
  'PUT /v1/products/{id}/accepted-risks/{rule}': () => [
    { of: 'id', body: { reason: 'A reason', owner: PERSON, expires_on: '2026-12-31' } },
  ],
  'PUT /v1/organization/branding': () => [{ of: 'nothing', body: { name: 'A firm' } }],
  'POST /v1/erasures': ({ products }) => [{ of: 'id', body: { kind: 'product', subject: products } }],
  'POST /v1/holds': ({ products }) => [
    { of: 'nothing', body: { kind: 'client', subject: 'Nobody', reason: 'A request' } },
    { of: 'id', body: { kind: 'product', subject: products, reason: 'A request' } },
  ],
  'POST /v1/keys': () => [{ of: 'nothing', body: { name: 'New', scopes: ['read'] } }],
};

/** In another firm nothing can be made: no request names an organization. */
function newOnes(tenant: Tenant, bodyOf: (product: unknown) => unknown): readonly Pick<Ask, 'of' | 'body'>[] {
  if (tenant === 'other firm') return [];
  const { client, mark } = NAMES[tenant];
  return [{ of: 'name', body: bodyOf({ name: 'New', client, matter: `${mark} matter` }) }];
}

/** Every way to ask an operation for something of a tenant. @throws Error for a path that this file knows nothing about */
function asksOf({ name, path, hasBody }: Operation, has: Belongings, tenant: Tenant): readonly Ask[] {
  const collection = COLLECTIONS.find((one) => path.startsWith(`/v1/${one}/{id}`) || path.startsWith(`/v1/${one}/{a}`));
  const url = path
    .replace('/v1/rulesets/{id}', '/v1/rulesets/demo-act')
    .replace('/v1/crosswalks/{id}', `/v1/crosswalks/${CROSSWALK}`)
    .replace('{rule}', RULE)
    .replace('{fact}', 'app.online')
    .replace('{a}', has.evaluations)
    .replace('{b}', has.evaluations)
    .replace('{id}', collection === undefined ? '{id}' : has[collection])
    .replace('{format}', 'html')
    .replace('{code}', 'invalid_input');
  if (path.startsWith('/v1/checklist'))
    return [
      { of: 'nothing', url },
      { of: 'id', url: `${url}?product=${has.products}` },
    ];
  if (url.includes('{')) throw new Error(`no rule says what ${name} is asked for`);
  if (!hasBody) return [{ of: collection === undefined ? 'nothing' : 'id', url }];
  const bodies = BODIES[name];
  if (bodies === undefined) throw new Error(`no rule says what is sent to ${name}`);
  return bodies(has, tenant).map((sent) => ({ ...sent, url }));
}

function expectedStatus(
  { access, success }: Operation,
  role: Role,
  roleName: string,
  tenant: Tenant,
  of: Ask['of'],
): number {
  if (access === 'public') return success;
  if (access === 'metrics') return roleName === 'the metrics token' ? success : 401;
  if (role.scopes === null) return 401;
  if (!role.scopes.includes(access)) return 403;
  if (of === 'nothing' || role.within.includes(tenant)) return success;
  if (of === 'member') return 400;
  return of === 'id' ? 404 : 403;
}

let service: Service;
let belongings: Readonly<Record<Tenant, Belongings>>;
let roles: readonly (readonly [string, Role])[];
let now = new Date(NOW);

beforeAll(async () => {
  const admission = { mode: 'keys', tokens: null, metricsToken: METRICS_TOKEN } as const;
  service = await startService(undefined, { admission, clock: { now: () => now } });
  await createOrganization(service.needs, 'test', 'other-firm', 'Other Firm');
  belongings = {
    'own client': await fill('own client'),
    'other client': await fill('other client'),
    'other firm': await fill('other firm'),
  };
  roles = Object.entries(await makeRoles());
  now = new Date(now.getTime() + 60_000);
});
afterAll(() => service.app.close());

async function fill(tenant: Tenant): Promise<Belongings> {
  const { organization, client, mark } = NAMES[tenant];
  const caller = { actor: 'test', reach: wholeOf(organization), scopes: SCOPES };
  const product = { name: `${mark} product`, client, matter: `${mark} matter` };
  const stored = await submit(service.needs, caller, product, { answers: { 'app.online': true } });
  // Of a matter without products, so that what belongs to the tenant can be erased.
  const extent = { kind: 'matter', subject: `${mark} hold` } as const;
  const held = await addHold(service.needs, organization, 'test', extent, `${mark} reason`);
  const { key } = await makeKey({ name: `${mark} key`, scopes: ['review'] }, organization);
  return {
    products: stored.product.id,
    submissions: stored.submission.id,
    evaluations: stored.evaluation.id ?? '',
    keys: key.id,
    holds: held.id,
  };
}

function makeKey(changes: Partial<KeyRequest>, organization = 'local') {
  const plain = { name: 'Key', scopes: SCOPES, clients: null, matters: null, expiresAt: null };
  return createKey(service.needs, organization, 'test', { ...plain, ...changes });
}

async function makeRoles(): Promise<Record<string, Role>> {
  const firm: readonly Tenant[] = ['own client', 'other client'];
  const walled = SCOPES.filter((scope) => scope !== 'admin');
  const known = async (
    request: Partial<KeyRequest>,
    within: readonly Tenant[],
    organization?: string,
  ): Promise<Role> => {
    const { text, key } = await makeKey(request, organization);
    return { authorization: `Bearer ${text}`, scopes: key.scopes, within };
  };
  const turnedAway = (authorization?: string): Role => ({ authorization, scopes: null, within: [] });
  const { text } = await makeKey({});
  const revoked = await makeKey({});
  await revokeKey(service.needs, 'local', 'test', revoked.key.id);
  const expired = await makeKey({ expiresAt: new Date(now.getTime() + 1000) });
  return {
    'only submit': await known({ scopes: ['submit'] }, firm),
    'only read': await known({ scopes: ['read'] }, firm),
    'only review': await known({ scopes: ['review'] }, firm),
    'only admin': await known({ scopes: ['admin'] }, firm),
    'every scope': await known({}, firm),
    [OTHER_FIRM]: await known({}, ['other firm'], 'other-firm'),
    'narrowed to a client': await known({ scopes: walled, clients: ['Acme'] }, ['own client']),
    'narrowed to a matter': await known({ scopes: walled, matters: ['AcmeOnly matter'] }, ['own client']),
    nobody: turnedAway(),
    expired: turnedAway(`Bearer ${expired.text}`),
    revoked: turnedAway(`Bearer ${revoked.text}`),
    'a wrong secret': turnedAway(`Bearer ${text.slice(0, -43)}${revoked.text.slice(-43)}`),
    'an unknown prefix': turnedAway(`Bearer pck_000000000000_${text.slice(-43)}`),
    'a token without a provider': turnedAway('Bearer e30.e30.e30'),
    'another scheme': turnedAway(`Basic ${Buffer.from(`${text}:`).toString('base64')}`),
    'the metrics token': turnedAway(`Bearer ${METRICS_TOKEN}`),
  };
}

/** Puts there what an operation may use up, or what it changes. */
async function prepare({ path }: Operation, tenant: Tenant): Promise<void> {
  const { organization } = NAMES[tenant];
  const caller = { actor: 'test', reach: wholeOf(organization), scopes: SCOPES };
  const { reach } = caller;
  const { needs } = service;
  const { products: productId, evaluations: evaluationId } = belongings[tenant];
  if (path.includes('/draft')) {
    const payload = { answers: {}, evidence: [], answeredBy: null, productVersion: null };
    const content = { ...payload, rulesets: null, answeredOn: null, targetLaunch: null };
    const before = await needs.store.findDraft(reach, productId);
    const expected = before === undefined ? 'none' : 'any';
    await needs.store.saveDraft(reach, { productId, updatedAt: now, content }, expected, []);
  }
  if (path.includes('/findings/')) {
    const { last } = await findStanding(needs, reach, evaluationId, 'finding', RULE);
    const of = { evaluationId, productId, rule: RULE };
    await reviewFinding(needs, caller, of, { disposition: 'confirmed', by: PERSON }, last);
  }
  if (path.includes('/accepted-risks/')) {
    const { last } = await findRisk(needs, reach, productId, RULE);
    const risk = { reason: 'A reason', owner: PERSON, expires_on: '2026-12-31' };
    await acceptRisk(needs, caller, { productId, rule: RULE }, risk, last);
  }
  if (path.includes('/branding')) {
    for (const one of ['local', 'other-firm']) {
      const before = await needs.store.findBranding(one);
      const admin = { ...caller, reach: wholeOf(one) };
      await saveBranding(needs, admin, { name: 'A firm' }, before?.revision ?? null);
    }
  }
  if (path.includes('/sign-off')) {
    const { evaluation } = await submit(needs, caller, { id: productId }, { answers: { 'app.online': true } });
    belongings = { ...belongings, [tenant]: { ...belongings[tenant], evaluations: evaluation.id ?? '' } };
  }
}

async function send(method: InjectOptions['method'], { url, body }: Ask, { authorization }: Role) {
  const headers = {
    'x-request-id': REQUEST_ID,
    'if-match': '*',
    ...(authorization === undefined ? {} : { authorization }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
  const { statusCode, body: text } = await service.app.inject({ method: method ?? 'GET', url, headers, ...payload });
  return { status: statusCode, text };
}

/** What must not be in an answer: marks and ids of tenants out of reach, but for what the caller wrote themselves. */
function leaksIn(text: string, { url, body }: Ask, role: Role): readonly string[] {
  const beyond = TENANTS.filter((tenant) => role.scopes === null || !role.within.includes(tenant));
  const secrets = beyond.flatMap((tenant) => [NAMES[tenant].mark, ...Object.values(belongings[tenant])]);
  const sent = `${url}${JSON.stringify(body ?? null)}`;
  return secrets.filter((secret) => text.replaceAll(url, '').includes(secret) && !sent.includes(secret));
}

/** The same ask for something that nobody has. */
function askForNothing(ask: Ask, tenant: Tenant): Ask {
  const ids = Object.values(belongings[tenant]);
  const changed = ids.reduce((text, id) => text.replaceAll(id, MISSING), JSON.stringify(ask));
  return z.custom<Ask>().parse(JSON.parse(changed));
}

describe.each(operations)('$name, for $access', (operation) => {
  test.each(TENANTS)('something of the %s', async (tenant) => {
    const faults: unknown[] = [];
    for (const [roleName, role] of roles) {
      await prepare(operation, tenant);
      for (const ask of asksOf(operation, belongings[tenant], tenant)) {
        // What another firm makes is its own, whatever the client is called.
        if (ask.of === 'name' && roleName === OTHER_FIRM) continue;
        const expected = expectedStatus(operation, role, roleName, tenant, ask.of);
        const { status, text } = await send(operation.method, ask, role);
        const leaks = leaksIn(text, ask, role);
        if (status !== expected || leaks.length > 0) faults.push({ roleName, ask, expected, status, leaks });
        if (operation.method === 'GET') {
          await prepare(operation, tenant);
          const head = await send('HEAD', ask, role);
          if (head.status !== expected || head.text !== '') faults.push({ roleName, head });
        }
        const tellsOfNothing = expected === 404 && !setsNothingAside(operation.path);
        if (tellsOfNothing || expected === 400) {
          const missing = await send(operation.method, askForNothing(ask, tenant), role);
          const same = Object.values(belongings[tenant]).reduce((told, id) => told.replaceAll(id, MISSING), text);
          if (missing.status !== expected || missing.text !== same) faults.push({ roleName, text, missing });
        }
      }
    }
    expect(faults).toEqual([]);
  });
});

test('every caller who is turned away is told so as a problem, with the way in', async () => {
  const answers = await Promise.all(
    roles.map(async ([name, { authorization }]) => {
      const headers = authorization === undefined ? {} : { authorization };
      const { statusCode, headers: sent, body } = await service.app.inject({ url: '/v1/keys', headers });
      const { code, status } = z
        .object({ code: z.string(), status: z.int() })
        .catch({ code: '', status: 200 })
        .parse(JSON.parse(body));
      expect([name, status]).toEqual([name, statusCode]);
      return [statusCode, code, sent['www-authenticate']?.toString().replace(/error="invalid_token"/, 'error')];
    }),
  );
  expect([...new Set(answers.map((answer) => JSON.stringify(answer)))].sort()).toEqual(
    [
      [200, '', undefined],
      [401, 'unauthenticated', 'Bearer realm="preclear"'],
      [401, 'unauthenticated', 'Bearer realm="preclear", error'],
      [403, 'insufficient_scope', 'Bearer realm="preclear", error="insufficient_scope", scope="admin"'],
    ]
      .map((answer) => JSON.stringify(answer))
      .sort(),
  );
});

test('no operation is open to whoever comes but those that tell nothing of anyone', () => {
  const open = operations.filter(({ access }) => access === 'public').map(({ name }) => name);
  expect(open).toEqual(['GET /health/live', 'GET /health/ready', 'GET /problems/{code}']);
});

test('the chains of both firms are whole after all that', async () => {
  const { store } = service.needs;
  const chains = await Promise.all((await store.listChains()).map((one) => store.verifyChain(one, [])));
  expect(chains.map(({ organization, fault }) => [organization, fault])).toEqual([
    ['local', null],
    ['other-firm', null],
  ]);
});
