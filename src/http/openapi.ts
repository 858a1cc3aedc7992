import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyContextConfig, FastifyInstance, FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ENGINE_VERSION } from '../service/engine-version.ts';
import type { RouteAccess } from './caller-of.ts';

const DESCRIPTION =
  'Answers one questionnaire about a generative-AI product, judges it against regulatory instruments, and renders a report. ' +
  'A missing answer is unknown: never no and never yes. Preclear is not legal advice.';

const TAGS = [
  { name: 'Evaluations', description: 'Judging answers against rulesets as of a day.' },
  { name: 'Submissions', description: 'Answers that are stored and evaluated.' },
  { name: 'Products', description: 'What is assessed, with client and matter reference.' },
  { name: 'Reports', description: 'Evaluations rendered for a reader.' },
  { name: 'Review', description: "A lawyer's work on an evaluation: reviews, accepted risks, sign-off." },
  { name: 'Questionnaire', description: 'What may be answered.' },
  { name: 'Rulesets', description: 'The instruments in use.' },
  { name: 'Crosswalks', description: 'How the content of two instruments compares.' },
  { name: 'Keys', description: 'Who may come in, and for what.' },
  { name: 'Audit', description: 'Who did what, as a chain of hashes.' },
  { name: 'Erasure', description: 'What is taken away for good, and what must not be.' },
  { name: 'Problems', description: 'What errors mean.' },
  { name: 'Health', description: 'Liveness, readiness and metrics.' },
];

const SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key (`pck_…`) or, where an identity provider is set, a token of it. Each operation names the scope it needs. ' +
      'A service that listens on the loopback interface and has no keys asks for none.',
  },
  metrics: { type: 'http', scheme: 'bearer', description: 'The token of the setting METRICS_TOKEN.' },
} as const;

const PAGE = '/docs';
const config = { scope: 'public' } as const;

/** The page runs its own scripts, styles itself while it runs, and reads the document; nothing comes from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Leaves out bounds that say no more than "a number JSON can hold". */
const zodToJsonConfig: Pick<z.core.RegistryToJSONSchemaParams, 'override'> = {
  override: ({ jsonSchema }) => {
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
};

const describeRoute = createJsonSchemaTransform({ zodToJsonConfig });
const addComponents = createJsonSchemaTransformObject({ zodToJsonConfig });

/** Whether a path is of the reference page. */
export function isDocumentation(url: string): boolean {
  return url === PAGE || url.startsWith(`${PAGE}/`);
}

/** What OpenAPI says of what a route asks; the scope stands with the scheme, as a role that is needed. */
function securityOf(access: RouteAccess | undefined): readonly Readonly<Record<string, readonly string[]>>[] {
  switch (access) {
    case undefined:
    case 'public':
      return [];
    case 'metrics':
      return [{ metrics: [] }];
    case 'submit':
    case 'read':
    case 'review':
    case 'admin':
      return [{ bearer: [access] }];
  }
}

/** The same for people: pages made of the document do not show roles. */
function wordsOf(access: RouteAccess | undefined): string | undefined {
  if (access === undefined || access === 'public') return undefined;
  return access === 'metrics' ? 'Needs the token of METRICS_TOKEN.' : `Needs the scope \`${access}\`.`;
}

/** Describes the routes added after it, at /openapi.json and, for people, at /docs. */
export async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Preclear',
        version: ENGINE_VERSION,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [{ url: '/', description: 'This service.' }],
      components: { securitySchemes: SCHEMES },
      tags: TAGS,
    },
    transform: (input) => {
      const { schema, url } = describeRoute(input);
      const access = input.route.config?.scope;
      const description = [schema.description, wordsOf(access)].filter((part) => part !== undefined).join(' ');
      const described = { ...schema, description, security: securityOf(access) };
      return { schema: withConditions(described, input.route.config), url };
    },
    transformObject: (document) => pruneUnused(addComponents(document)),
  });
  await app.register(swaggerUi, {
    routePrefix: PAGE,
    theme: { title: 'Preclear API' },
    staticCSP: PAGE_POLICY,
  });
  app.get('/openapi.json', { config, schema: { hide: true } }, () => app.swagger());
  app.get('/', { config, schema: { hide: true } }, (_request, reply) => reply.redirect(PAGE));
}

const KNOWN_TAG = {
  'If-None-Match': 'The ETag of the representation that you have; if it is still that, the answer is 304.',
};
const KEY = {
  'Idempotency-Key':
    'A text that you choose for this one request, of 1 to 255 printable ASCII characters, so that it can be sent again without being ' +
    'carried out again. For 24 hours a repeat is answered as the first was, with the header `Idempotency-Replayed: true`; another ' +
    'request with the same key is refused with 409. Only what was carried out counts: after a refusal the same key may be sent again.',
};
const parts = z.looseObject({
  headers: z.looseObject({ properties: z.record(z.string(), z.unknown()) }).optional(),
  response: z.record(z.string(), z.unknown()).optional(),
});

/** Adds what the configuration of a route says of headers and answers. */
function withConditions(schema: FastifySchema, route: FastifyContextConfig | undefined): FastifySchema {
  const { headers, response } = parts.parse(schema);
  const isTagged = route?.entityTag === true;
  const added = { ...(isTagged ? KNOWN_TAG : {}), ...(route?.writes === undefined ? {} : KEY) };
  if (Object.keys(added).length === 0) return schema;
  const properties: Record<string, unknown> = { ...headers?.properties };
  for (const [name, description] of Object.entries(added)) properties[name] = { type: 'string', description };
  const description = 'The representation is the one whose ETag was sent; it is not sent again.';
  return {
    ...schema,
    headers: { type: 'object', ...headers, properties },
    response: { ...response, ...(isTagged ? { 304: { type: 'null', description } } : {}) },
  };
}

const withSchemas = z.looseObject({
  paths: z.unknown(),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

/** Drops the components that nothing refers to: zod names every schema with an id, used or not, in two forms. */
function pruneUnused<T extends object>(document: T): T {
  const { paths, components } = withSchemas.parse(document);
  const used = new Set(referencesIn(paths));
  for (const name of used) {
    // A set hands out what is added to it while it is walked.
    for (const further of referencesIn(components.schemas[name])) used.add(further);
  }
  const schemas = Object.fromEntries(Object.entries(components.schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...components, schemas } };
}

function referencesIn(part: unknown): readonly string[] {
  const references = JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  return [...references].flatMap(([, name]) => name ?? []);
}
