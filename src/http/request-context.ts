/** For whom a request is served, and who acts. */
export interface RequestContext {
  readonly organization: string;
  readonly actor: string;
}

/** What a caller must be allowed to do. */
type Scope = 'submit' | 'read' | 'review' | 'admin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller of this route must be allowed to do; every route below /v1 says it. */
    scope?: Scope;
  }
}

/** The one place that says on whose behalf a request runs. Without keys there is one organization and one actor. */
export function requestContext(): RequestContext {
  return { organization: 'local', actor: 'local' };
}
