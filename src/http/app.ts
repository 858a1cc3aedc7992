import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type HTTPMethods } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { addAdmission } from './admit.ts';
import type { AppNeeds } from './app-needs.ts';
import { BARE_HEADERS, NO_CACHE, NOTHING_RUNS } from './bare-headers.ts';
import { answerClientErrors, watchResponses } from './client-errors.ts';
import { envelopeCompiler } from './envelope.ts';
import { HttpError, replyNotFound, replyToError } from './errors.ts';
import type { HttpApp } from './http-app.ts';
import { addIdempotency } from './idempotency.ts';
import { NO_LIMITS } from './limits.ts';
import { addLoadShedding } from './load-shedding.ts';
import { loggerOptions, requestIdOf } from './logging.ts';
import { addDocumentation, isDocumentation } from './openapi.ts';
import { parseJson } from './parse-json.ts';
import { addEntityTags } from './preconditions.ts';
import { addRateLimits } from './rate-limits.ts';
import { requireHost } from './require-host.ts';
import { addAuditRoutes } from './routes/audit.ts';
import { addChecklistRoutes } from './routes/checklist.ts';
import { addCrosswalkRoutes } from './routes/crosswalks.ts';
import { addDraftRoutes } from './routes/drafts.ts';
import { addErasureRoutes } from './routes/erasures.ts';
import { addEvaluateRoutes } from './routes/evaluate.ts';
import { addEvaluationRoutes } from './routes/evaluations.ts';
import { addHealthRoutes, type Load } from './routes/health.ts';
import { addImpactRoutes } from './routes/impact.ts';
import { addKeyRoutes } from './routes/keys.ts';
import { addMetricsRoutes } from './routes/metrics.ts';
import { addOrganizationRoutes } from './routes/organization.ts';
import { addProblemRoutes } from './routes/problems.ts';
import { addProductRoutes } from './routes/products.ts';
import { addQuestionnaireRoutes } from './routes/questionnaire.ts';
import { addReviewRoutes } from './routes/review.ts';
import { addRulesetRoutes } from './routes/rulesets.ts';
import { addSubmissionRoutes } from './routes/submissions.ts';
import { addWhatIfRoutes } from './routes/what-if.ts';
import { addWhyRoutes } from './routes/why.ts';
import { boundServer, serverOptions } from './server-bounds.ts';
import { addStopping } from './stopping.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** Puts the HTTP service together. It does not listen yet. */
export async function buildApp(needs: AppNeeds): Promise<FastifyInstance> {
  const { trustedProxies } = needs.limits;
  const app: FastifyInstance = Fastify({
    ...serverOptions(needs.bounds),
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // A hook does it, as a problem.
    return503OnClosing: false,
    clientErrorHandler: answerClientErrors(() => app.log),
    logger: loggerOptions(needs.logLevel),
    genReqId: requestIdOf,
    frameworkErrors: (error, request, reply) => void replyToError(error, request, reply.headers(BARE_HEADERS)),
  });
  boundServer(app, needs.bounds);
  watchResponses(app);
  app.setValidatorCompiler(envelopeCompiler(needs));
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(replyToError);
  app.setNotFoundHandler(replyNotFound);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, parseJson(body));
    } catch (error) {
      done(error instanceof Error ? error : new Error('unreadable body'));
    }
  });
  // It speaks plain HTTP; whoever ends TLS before it also says that there is TLS.
  await app.register(helmet, { hsts: false, contentSecurityPolicy: { useDefaults: false, directives: NOTHING_RUNS } });
  insistOnScopes(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ ...NO_CACHE, 'x-request-id': request.id });
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    needs.metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  app.addHook('onRequest', (request, _reply, done) => {
    requireHost(request);
    done();
  });
  const isStopping = addStopping(app);
  const rates = await addRateLimits(app, needs);
  const isOverloaded = await addLoadShedding(app, needs);
  addAdmission(app, needs, rates);
  addEntityTags(app);
  addIdempotency(app, needs);
  await addDocumentation(app);

  const routes = recordRoutes(app);
  addRoutes(app.withTypeProvider(), needs, { isStopping, isOverloaded });
  refuseOtherMethods(app, routes);
  return app;
}

/** The OpenAPI document as JSON data; made without rules or a database. */
export async function openapiDocument(): Promise<unknown> {
  const app = await buildApp(NOTHING);
  await app.ready();
  try {
    return app.swagger();
  } finally {
    await app.close();
  }
}

function addRoutes(app: HttpApp, needs: AppNeeds, load: Load): void {
  addHealthRoutes(app, needs, load);
  addRulesetRoutes(app, needs);
  addCrosswalkRoutes(app, needs);
  addQuestionnaireRoutes(app, needs);
  addChecklistRoutes(app, needs);
  addEvaluateRoutes(app, needs);
  addWhatIfRoutes(app, needs);
  addProductRoutes(app, needs);
  addDraftRoutes(app, needs);
  addSubmissionRoutes(app, needs);
  addEvaluationRoutes(app, needs);
  addReviewRoutes(app, needs);
  addWhyRoutes(app, needs);
  addImpactRoutes(app, needs);
  addKeyRoutes(app, needs);
  addOrganizationRoutes(app, needs);
  addAuditRoutes(app, needs);
  addErasureRoutes(app, needs);
  addMetricsRoutes(app, needs);
  addProblemRoutes(app);
}

/** Refuses every route that does not say what it asks of its callers. Those of the reference page come from a plugin and ask nothing. */
function insistOnScopes(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (isDocumentation(route.url)) route.config = { scope: 'public', ...route.config };
    if (route.config?.scope === undefined) throw new Error(`the route ${route.url} declares no scope`);
  });
}

/** Notes the methods of every path from now on. */
function recordRoutes(app: FastifyInstance): ReadonlyMap<string, Set<string>> {
  const routes = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = routes.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    routes.set(url, methods);
  });
  return routes;
}

/** Answers 405 for the methods that a path does not have. */
function refuseOtherMethods(app: FastifyInstance, routes: ReadonlyMap<string, ReadonlySet<string>>): void {
  const all: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  for (const [url, methods] of [...routes]) {
    const allow = [...methods].sort().join(', ');
    app.route({
      url,
      method: all.filter((method) => !methods.has(method)),
      // Which methods there are is no secret: the OpenAPI document says it.
      config: { scope: 'public' },
      schema: { hide: true },
      onRequest: (request, _reply, done) => {
        done(
          new HttpError('method_not_allowed', `${request.method} is not allowed here; allowed: ${allow}.`, { allow }),
        );
      },
      handler: () => undefined,
    });
  }
}

/** Stands in for what routes need while they are only described; each use of it is a defect. */
const NOTHING: AppNeeds = {
  get library(): never {
    return absent();
  },
  get store(): never {
    return absent();
  },
  get snapshots(): never {
    return absent();
  },
  get renderers(): never {
    return absent();
  },
  get checkLogo(): never {
    return absent();
  },
  get clock(): never {
    return absent();
  },
  get ids(): never {
    return absent();
  },
  get metrics(): never {
    return absent();
  },
  admission: { mode: 'none', host: 'localhost' },
  logLevel: 'silent',
  limits: NO_LIMITS,
};

function absent(): never {
  throw new Error('routes are being described, not served');
}
