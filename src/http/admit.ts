import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { isNarrowed, LOCAL, SCOPES, wholeOf, type Caller, type Scope } from '../service/access.ts';
import {
  authenticate,
  IdentityUnavailable,
  type Authentication,
  type Refusal,
  type RefusalReason,
} from '../service/authenticate.ts';
import { RefusalLog } from '../service/refusal-log.ts';
import type { Admission, AppNeeds } from './app-needs.ts';
import { HttpError } from './errors.ts';
import { guardHost } from './guard-host.ts';
import { isProbe, type RateLimits } from './rate-limits.ts';

const CHALLENGE = 'Bearer realm="preclear"';

/** Whoever sits at this machine. */
const EVERYTHING: Caller = { actor: LOCAL, reach: wholeOf(LOCAL), scopes: SCOPES };

/** What only someone who had the secret is told; everyone else learns nothing of keys that may exist. */
const TOLD: Readonly<Partial<Record<RefusalReason, string>>> = {
  no_credential: 'This needs a key, sent as "Authorization: Bearer pck_…".',
  not_bearer: 'The header Authorization has the form "Bearer pck_…".',
  key_revoked: 'The key was revoked.',
  key_expired: 'The key has expired.',
  token_expired: 'The token has expired.',
  token_lacks_claims: 'The token lacks a claim that this service needs, or has it in a form it does not know.',
  metrics_token: 'Metrics need the token of METRICS_TOKEN.',
  unknown_organization: 'The token names an organization that this service does not know.',
};

type WithKeys = Admission & { readonly mode: 'keys' };

/** Lets in whom a route asks for, before anything else of the request is looked at. */
export function addAdmission(app: FastifyInstance, needs: AppNeeds, rates: RateLimits): void {
  app.decorateRequest('caller', null);
  const { admission } = needs;
  if (admission.mode === 'keys') app.addHook('onRequest', admitKnown(needs, admission, rates));
  else
    app.addHook('onRequest', async (request, reply) => {
      guardHost(request, admission.host);
      request.caller = EVERYTHING;
      if (!isProbe(request)) await rates.countCaller(request, reply);
    });
}

function admitKnown(
  needs: AppNeeds,
  admission: WithKeys,
  rates: RateLimits,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const refusals = new RefusalLog(needs.store, needs.clock);
  return async (request, reply) => {
    // A path without a route is answered so; that it has none is no secret.
    if (request.is404) return;
    const { scope } = request.routeOptions.config;
    if (scope === 'public') return;
    if (isAttempt(request)) await rates.mayTry(request);
    if (scope === 'metrics') {
      const refusal = refusalOfToken(admission, request);
      return refusal === null ? undefined : turnAway(needs, refusals, rates, request, refusal);
    }
    const found = await identify(needs, admission, request);
    if ('refusal' in found) return turnAway(needs, refusals, rates, request, found.refusal);
    request.caller = found.caller;
    await rates.countCaller(request, reply);
    if (!mayDo(found.caller, scope)) return forbid(needs, refusals, request, found.caller);
  };
}

/** @throws HttpError always, once it is noted who was not let in */
async function turnAway(
  { metrics }: AppNeeds,
  refusals: RefusalLog,
  rates: RateLimits,
  request: FastifyRequest,
  refusal: Refusal,
): Promise<never> {
  const { reason, key } = refusal;
  metrics.refused(reason);
  request.log.info({ reason, key }, 'not let in');
  if (isAttempt(request)) {
    await rates.countFailure(request);
    await refusals.noteRefusal(refusal, routeOf(request));
  }
  throw new HttpError('unauthenticated', TOLD[reason] ?? 'The key or token is not known.', {
    'www-authenticate': isAttempt(request) ? `${CHALLENGE}, error="invalid_token"` : CHALLENGE,
  });
}

/** @throws HttpError always, once it is noted who may not do what */
async function forbid(
  { metrics }: AppNeeds,
  refusals: RefusalLog,
  request: FastifyRequest,
  caller: Caller,
): Promise<never> {
  const { scope } = request.routeOptions.config;
  metrics.refused('insufficient_scope');
  await refusals.noteForbidden(caller, scope, routeOf(request));
  throw new HttpError('insufficient_scope', `This needs the scope "${scope}", which the key or token has not.`, {
    'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${scope}"`,
  });
}

/** Whether it comes with something that may be a secret. Whoever sends none guesses nothing. */
function isAttempt({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined;
}

function routeOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${routeOptions.url ?? ''}`;
}

async function identify(
  { store, clock }: AppNeeds,
  { tokens }: WithKeys,
  request: FastifyRequest,
): Promise<Authentication> {
  try {
    return await authenticate({ store, clock, tokens }, request.headers.authorization);
  } catch (error) {
    if (!(error instanceof IdentityUnavailable)) throw error;
    request.log.error({ err: error }, 'tokens cannot be verified');
    throw new HttpError('identity_unavailable', undefined, { 'retry-after': '30' });
  }
}

/** Keys and audit trail are of the whole organization, whatever was written into a key. */
function mayDo({ scopes, reach }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) && !(scope === 'admin' && isNarrowed(reach));
}

/** @throws HttpError where there are no metrics */
function refusalOfToken({ metricsToken: token }: WithKeys, { headers }: FastifyRequest): Refusal | null {
  if (token === null) throw new HttpError('route_not_found', 'There are no metrics: METRICS_TOKEN is not set.');
  // Of the digests, which are of one length whatever was sent.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const isToken = timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
  return isToken ? null : { reason: 'metrics_token', organization: null, key: null };
}
