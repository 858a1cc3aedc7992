import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createTokenVerifier, type TokenSettings } from '../../src/identity/create-token-verifier.ts';
import { IdentityUnavailable } from '../../src/service/authenticate.ts';
import { createOrganization } from '../../src/service/create-organization.ts';
import { digestOf } from '../../src/service/digest.ts';
import { startService } from '../http/harness.ts';

// An identity provider on this machine, and what must come of tokens of every kind.

const ISSUER = 'https://id.example';
const AUDIENCE = 'preclear';
const NOW = new Date('2026-11-23T10:00:00.000Z');
const SECONDS = NOW.getTime() / 1000;
const CLOCK = { now: () => NOW };
const CLAIMS = { organization: 'organization', scopes: 'scope', clients: null, matters: null };

let ours: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
let published: unknown;
let fetched = 0;
let answer: (() => { readonly status: number; readonly body: string }) | undefined;

const server = createServer((_request, response) => {
  fetched += 1;
  const { status, body } = answer?.() ?? { status: 200, body: JSON.stringify(published) };
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ours = await generateKeyPair('ES256', { extractable: true });
  published = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] };
});
beforeEach(() => {
  fetched = 0;
  answer = undefined;
});
afterAll(() => {
  server.close();
});

function settings(changes: Partial<TokenSettings> = {}): TokenSettings {
  const { port } = z.custom<AddressInfo>().parse(server.address());
  const jwksUrl = `http://127.0.0.1:${port}/jwks`;
  return { issuer: ISSUER, audience: AUDIENCE, jwksUrl, claims: CLAIMS, ...changes };
}

type Claims = Readonly<Record<string, unknown>>;

const GOOD = { organization: 'local', scope: 'openid read submit' };

function tokenOf(
  claims: Claims = GOOD,
  {
    kid = 'one',
    key = ours.privateKey,
    alg = 'ES256',
  }: { kid?: string; key?: CryptoKey | Uint8Array; alg?: string } = {},
): Promise<string> {
  const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'user-1', exp: SECONDS + 60, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
}

describe('a token', () => {
  test('says which organization, which scopes, and who as a digest', async () => {
    const verifier = createTokenVerifier(settings(), CLOCK);
    expect(await verifier.verify(await tokenOf())).toEqual({
      actor: `oidc:${digestOf({ iss: ISSUER, sub: 'user-1' })}`,
      organization: 'local',
      scopes: ['submit', 'read'],
      clients: null,
      matters: null,
    });
  });

  test('says it in claims of other names, and scopes as a list', async () => {
    const claims = {
      organization: 'https://id.example/firm',
      scopes: 'permissions',
      clients: 'clients',
      matters: 'matters',
    };
    const verifier = createTokenVerifier(settings({ claims }), CLOCK);
    const token = await tokenOf({
      'https://id.example/firm': 'a-firm',
      permissions: ['read', 'write', 'review'],
      clients: ['Acme'],
      matters: '*',
    });
    expect(await verifier.verify(token)).toMatchObject({
      organization: 'a-firm',
      scopes: ['read', 'review'],
      clients: ['Acme'],
      matters: null,
    });
  });

  test.each<[string, Claims, string]>([
    ['another issuer', { ...GOOD, iss: 'https://other.example' }, 'token_invalid'],
    ['another audience', { ...GOOD, aud: 'other' }, 'token_invalid'],
    ['an end that has passed', { ...GOOD, exp: SECONDS - 31 }, 'token_expired'],
    ['no end', { ...GOOD, exp: undefined }, 'token_invalid'],
    ['a beginning to come', { ...GOOD, nbf: SECONDS + 31 }, 'token_invalid'],
    ['no subject', { ...GOOD, sub: undefined }, 'token_invalid'],
    ['no organization', { scope: 'read' }, 'token_lacks_claims'],
    ['an organization that is a list', { ...GOOD, organization: ['local'] }, 'token_lacks_claims'],
    ['no scopes', { organization: 'local' }, 'token_lacks_claims'],
    ['scopes that are numbers', { ...GOOD, scope: [1] }, 'token_lacks_claims'],
  ])('with %s is not believed', async (_what, claims, expected) => {
    expect(await createTokenVerifier(settings(), CLOCK).verify(await tokenOf(claims))).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['left out', undefined],
    ['empty', []],
    ['a number', 7],
  ])('whose claim of clients is %s is never taken for one without a wall', async (_what, clients) => {
    const verifier = createTokenVerifier(settings({ claims: { ...CLAIMS, clients: 'clients' } }), CLOCK);
    expect(await verifier.verify(await tokenOf({ ...GOOD, clients }))).toBe('token_lacks_claims');
  });

  test('signed by someone else, in another way or not at all is not believed', async () => {
    const verifier = createTokenVerifier(settings(), CLOCK);
    const theirs = await generateKeyPair('ES256');
    const [head = '', body = '', signature = ''] = (await tokenOf()).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const changed = Buffer.from(JSON.stringify({ ...GOOD, organization: 'a-firm' })).toString('base64url');
    // The public key taken for a shared secret.
    const shared = new TextEncoder().encode(JSON.stringify(await exportJWK(ours.publicKey)));
    const tokens = [
      await tokenOf(GOOD, { key: theirs.privateKey }),
      await tokenOf(GOOD, { key: shared, alg: 'HS256' }),
      await tokenOf(GOOD, { kid: 'two' }),
      `${none}.${body}.`,
      `${head}.${changed}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      'no token',
    ];
    expect(await Promise.all(tokens.map((token) => verifier.verify(token)))).toEqual(tokens.map(() => 'token_invalid'));
  });
});

describe('the keys of the provider', () => {
  test('are fetched with the first token, and then kept, whatever keys tokens name', async () => {
    const verifier = createTokenVerifier(settings(), CLOCK);
    expect(fetched).toBe(0);
    const tokens = await Promise.all(['one', 'one', 'two', 'three', 'four'].map((kid) => tokenOf(GOOD, { kid })));
    await Promise.all(tokens.map((token) => verifier.verify(token)));
    for (const token of tokens) await verifier.verify(token);
    expect(fetched).toBe(1);
  });

  test.each<[string, () => { readonly status: number; readonly body: string }]>([
    ['a refusal', () => ({ status: 500, body: '{}' })],
    ['a redirect', () => ({ status: 302, body: '' })],
    ['what is no JSON', () => ({ status: 200, body: '<html>' })],
    ['what is no set of keys', () => ({ status: 200, body: '{"keys":1}' })],
    ['more than they can be', () => ({ status: 200, body: `{"keys":[],"more":"${'x'.repeat(600_000)}"}` })],
  ])('cannot be had when there is %s', async (_what, reply) => {
    answer = reply;
    const verifying = createTokenVerifier(settings(), CLOCK).verify(await tokenOf());
    await expect(verifying).rejects.toBeInstanceOf(IdentityUnavailable);
  });

  test('cannot be had when nobody answers', async () => {
    const verifier = createTokenVerifier(settings({ jwksUrl: 'http://127.0.0.1:1/jwks' }), CLOCK);
    await expect(verifier.verify(await tokenOf())).rejects.toBeInstanceOf(IdentityUnavailable);
  });
});

describe('a service that believes tokens', () => {
  async function serviceOf(changes: Partial<TokenSettings> = {}) {
    const tokens = createTokenVerifier(settings(changes), CLOCK);
    const service = await startService(undefined, { admission: { mode: 'keys', tokens, metricsToken: null } });
    onTestFinished(() => service.app.close());
    const ask = async (token: string, url = '/v1/products', method: 'GET' | 'POST' = 'GET', payload?: object) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await service.app.inject({
        method,
        url,
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      const { code, detail } = response.json<{ code?: string; detail?: string }>();
      return { status: response.statusCode, code, detail };
    };
    return { ...service, ask };
  }

  test('lets in whom they name, for what they say, and notes who it was', async () => {
    const { ask, needs } = await serviceOf();
    expect((await ask(await tokenOf(), '/v1/products', 'POST', { name: 'Writer' })).status).toBe(201);
    expect((await ask(await tokenOf(), '/v1/keys')).status).toBe(403);
    const links = await needs.store.listEntries('local', 0, 9, 9);
    const actor = `oidc:${digestOf({ iss: ISSUER, sub: 'user-1' })}`;
    expect(links.map((link) => [link.actor, link.action])).toEqual([
      [actor, 'product.create'],
      [actor, 'access.refuse'],
    ]);
  });

  test('keeps organizations and walls apart', async () => {
    const { ask, needs, app } = await serviceOf({ claims: { ...CLAIMS, clients: 'clients' } });
    await createOrganization(needs, 'test', 'a-firm', 'A Firm');
    const all = { scope: 'submit read', clients: ['*'] };
    await ask(await tokenOf({ ...all, organization: 'a-firm' }), '/v1/products', 'POST', {
      name: 'Theirs',
      client: 'Acme',
    });
    await ask(await tokenOf({ ...all, organization: 'local' }), '/v1/products', 'POST', {
      name: 'Ours',
      client: 'Beta',
    });
    const listed = async (claims: Claims) => {
      const headers = { authorization: `Bearer ${await tokenOf(claims)}` };
      const response = await app.inject({ url: '/v1/products', headers });
      return response.json<{ items: { name: string }[] }>().items.map(({ name }) => name);
    };
    expect(await listed({ ...all, organization: 'a-firm' })).toEqual(['Theirs']);
    expect(await listed({ ...all, organization: 'local' })).toEqual(['Ours']);
    expect(await listed({ ...all, organization: 'local', clients: ['Acme'] })).toEqual([]);
  });

  test('tells an administrator with a wall around, and one of nowhere, that they are not let in', async () => {
    const { ask } = await serviceOf({ claims: { ...CLAIMS, clients: 'clients' } });
    const walled = { organization: 'local', scope: 'admin', clients: ['Acme'] };
    expect(await ask(await tokenOf(walled), '/v1/keys')).toMatchObject({ status: 401 });
    expect(await ask(await tokenOf({ ...walled, clients: '*', organization: 'nowhere' }), '/v1/keys')).toEqual({
      status: 401,
      code: 'unauthenticated',
      detail: 'The token names an organization that this service does not know.',
    });
  });

  test('says that it cannot tell while the provider is away', async () => {
    const { ask } = await serviceOf();
    answer = () => ({ status: 503, body: '' });
    expect(await ask(await tokenOf())).toMatchObject({ status: 503, code: 'identity_unavailable' });
  });
});
