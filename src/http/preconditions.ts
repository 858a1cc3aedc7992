import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { HttpError } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers with one representation, and says by its entity tag when it is the one that the caller has already. */
    entityTag?: true;
  }
}

const LIST_OF_TAGS = /^\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(?:,\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*)*$/;
const TAG = /(?:W\/)?"[^"]*"/g;
const EXPECTED = 'expected * or entity tags such as "3q2-7w", with commas between';

/** The strong entity tag of a representation: a digest of its bytes, in quotes as it stands in headers. */
export function etagOf(representation: string | Uint8Array): string {
  return `"${createHash('sha256').update(representation).digest('base64url')}"`;
}

/**
 * Holds a write to the state that the caller last saw. Where something is there already, the header `If-Match` must name its entity tag
 * (or `*`); where nothing is, the write makes it, unless `If-Match` expects something or the caller wants nothing new.
 *
 * What is compared here may have changed by the time the write is carried out: hand what was compared to the store as well, to be
 * compared again within the transaction that writes.
 *
 * @param currentEtag - the entity tag of what is there, as {@link etagOf} makes it; `null` when nothing is
 * @throws HttpError `precondition_required` (428), `precondition_failed` (412), or `bad_request` for a header that is no list of tags
 */
export function requireMatch({ headers }: Pick<FastifyRequest, 'headers'>, currentEtag: string | null): void {
  const mayBe = headers['if-match'];
  const mayNotBe = headers['if-none-match'];
  const current = currentEtag === null ? {} : { etag: currentEtag };
  if (mayBe !== undefined && !names(mayBe, currentEtag, 'If-Match'))
    throw new HttpError('precondition_failed', undefined, current);
  if (mayNotBe !== undefined && names(mayNotBe, currentEtag, 'If-None-Match'))
    throw new HttpError('precondition_failed', undefined, current);
  if (currentEtag !== null && mayBe === undefined) throw new HttpError('precondition_required', undefined, current);
}

/** Gives the answers of routes that are marked so an `ETag`, and answers 304 to who has that very representation. */
export function addEntityTags(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const isWhole = typeof payload === 'string' || payload instanceof Uint8Array;
    if (request.routeOptions.config.entityTag !== true || reply.statusCode !== 200 || !isWhole) {
      done(null, payload);
      return;
    }
    const etag = etagOf(payload);
    reply.header('etag', etag);
    const known = request.headers['if-none-match'];
    if (known === undefined || !hasCopy(known, etag)) {
      done(null, payload);
      return;
    }
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    // Of an answer to HEAD Fastify measures what was not sent; of nothing it cannot.
    done(null, request.method === 'HEAD' ? payload : null);
  });
}

/** Whether a header has the form of a list of entity tags, RFC 9110 section 8.8.3. */
export function isListOfTags(header: string): boolean {
  return LIST_OF_TAGS.test(header);
}

/** Whether a header names an entity tag; a weak one never does. */
function names(header: string, etag: string | null, name: string): boolean {
  if (header.trim() === '*') return etag !== null;
  if (!isListOfTags(header)) throw new HttpError('bad_request', `The header ${name} cannot be read; ${EXPECTED}.`);
  return etag !== null && tagsIn(header).includes(etag);
}

/** Reading compares weakly: caches between may have weakened a tag. A header that cannot be read is as if it were not there. */
function hasCopy(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return tagsIn(header).some((tag) => tag.replace(/^W\//, '') === etag);
}

/** The tags of a list. */
export function tagsIn(header: string): readonly string[] {
  return header.match(TAG) ?? [];
}
