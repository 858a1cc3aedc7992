import type { IncomingHttpHeaders } from 'node:http';
import type { ExpectedDraft } from '../service/ports.ts';
import { HttpError } from './errors.ts';
import { isListOfTags, tagsIn } from './preconditions.ts';

const OWN_TAG = /^"r([1-9]\d{0,14})"$/;

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
  if (!isListOfTags(match))
    throw new HttpError('bad_request', 'If-Match is the ETag of the draft, such as "r3", or *.');
  // A weak tag has a mark before its quotes, and so is none of ours.
  const own = tagsIn(match).flatMap((tag) => OWN_TAG.exec(tag)?.[1] ?? []);
  return { revisions: own.map(Number) };
}
