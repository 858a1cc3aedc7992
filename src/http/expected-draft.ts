import type { IncomingHttpHeaders } from 'node:http';
import type { ExpectedDraft } from '../service/ports.ts';
import { HttpError } from './errors.ts';

/** A list of entity tags, RFC 9110 section 8.8.3. */
const TAGS = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:[ \t]*,[ \t]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")*$/;
const OWN_TAG = /(?<!W\/)"r([1-9]\d{0,14})"/g;

/** The entity tag of a state of a draft. */
export function tagOfDraft(revision: number): string {
  return `"r${revision}"`;
}

/**
 * Which state of a draft a request is meant for, by `If-Match` and `If-None-Match: *` (RFC 9110, section 13.1).
 *
 * @returns `undefined` when it says nothing
 * @throws HttpError `bad_request` when what it says has not the form
 */
export function expectedDraft(headers: IncomingHttpHeaders): ExpectedDraft | undefined {
  const match = headers['if-match']?.trim();
  const none = headers['if-none-match']?.trim();
  if (none !== undefined) {
    if (none === '*' && match === undefined) return 'none';
    throw new HttpError('bad_request', 'A draft is written with If-None-Match: * or with If-Match, not with both.');
  }
  if (match === undefined || match === '*') return match === undefined ? undefined : 'any';
  if (!TAGS.test(match)) throw new HttpError('bad_request', 'If-Match is the ETag of the draft, such as "r3", or *.');
  return { revisions: [...match.matchAll(OWN_TAG)].map(([, digits]) => Number(digits)) };
}
