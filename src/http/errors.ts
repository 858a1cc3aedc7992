import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { issueAt, type InputIssue } from '../core/base/input-issue.ts';
import { ServiceError, type ServiceErrorCode } from '../service/service-error.ts';
import { StorageError, type StorageFault } from '../service/storage-error.ts';
import { pathOf } from './logging.ts';
import type { problem } from './schemas/responses.ts';

/** Faults that only the HTTP layer can find. */
type HttpErrorCode =
  | 'malformed_json'
  | 'malformed_url'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'route_not_found'
  | 'method_not_allowed'
  | 'not_acceptable'
  | 'bad_request'
  | 'unauthenticated'
  | 'insufficient_scope'
  | 'forbidden_host'
  | 'precondition_failed'
  | 'precondition_required'
  | 'identity_unavailable'
  | 'idempotency_key_reused'
  | 'idempotency_key_spent'
  | 'too_many_requests'
  | 'headers_too_large'
  | 'request_timeout'
  | 'not_ready'
  | 'internal_error';

/** Stable word for a fault, the last part of its `type`. */
export type ProblemCode = ServiceErrorCode | StorageFault | HttpErrorCode;

/** What a fault is called, which status it has, and what it means. */
interface ProblemType {
  readonly status: number;
  readonly title: string;
  readonly about: string;
}

/** Every fault there is. The only place that knows statuses. */
export const PROBLEM_TYPES: Readonly<Record<ProblemCode, ProblemType>> = {
  invalid_input: {
    status: 400,
    title: 'Invalid input',
    about:
      'Part of what was sent cannot be used. Each offending field is named, with what would be right. Nothing was stored.',
  },
  unknown_ruleset: {
    status: 404,
    title: 'Unknown ruleset',
    about:
      'A ruleset that was asked for does not exist: 404 when it is in the path, 400 when it is in the body or the query.',
  },
  unknown_locale: { status: 400, title: 'Unknown locale', about: 'There are no texts in the locale asked for.' },
  unknown_layout: { status: 400, title: 'Unknown report layout', about: 'There is no such report layout.' },
  unknown_template: { status: 400, title: 'Unknown report template', about: 'There is no such report template.' },
  invalid_cursor: { status: 400, title: 'Invalid cursor', about: 'The cursor was not given out by this service.' },
  different_products: {
    status: 400,
    title: 'Different products',
    about: 'Two evaluations are compared only when they are of one product.',
  },
  malformed_json: { status: 400, title: 'Malformed JSON', about: 'The body is not JSON in UTF-8.' },
  malformed_url: { status: 400, title: 'Malformed URL', about: 'The path is not a valid URL path.' },
  bad_request: { status: 400, title: 'Bad request', about: 'The request is not valid HTTP for this service.' },
  unauthenticated: {
    status: 401,
    title: 'Not authenticated',
    about:
      'The request comes with no key or token that this service knows. The header WWW-Authenticate says how to send one.',
  },
  insufficient_scope: {
    status: 403,
    title: 'Insufficient scope',
    about: 'The key or token is good, but not for this. The header WWW-Authenticate names the scope that is needed.',
  },
  outside_reach: {
    status: 403,
    title: 'Outside of reach',
    about: 'The key or token is narrowed to clients or matters, and what was to be written is of none of them.',
  },
  forbidden_host: {
    status: 403,
    title: 'Forbidden host',
    about:
      'The service asks for no keys and so answers to whoever is at its machine alone, under the names of that machine.',
  },
  crosswalk_not_found: { status: 404, title: 'Crosswalk not found', about: 'There is no such crosswalk.' },
  product_not_found: { status: 404, title: 'Product not found', about: 'There is no such product.' },
  fact_not_found: {
    status: 404,
    title: 'Answer not found',
    about: 'No answer with this id sets duties of this evaluation aside.',
  },
  review_not_found: { status: 404, title: 'Review not found', about: 'Nothing was said of this.' },
  branding_not_found: {
    status: 404,
    title: 'Branding not found',
    about: 'The organization has no branding of its own.',
  },
  evaluation_final: {
    status: 409,
    title: 'Evaluation final',
    about:
      'The report of this evaluation is final: what was signed stays as it was. What has changed since belongs into a new submission.',
  },
  not_ready_to_sign: {
    status: 409,
    title: 'Not ready to be signed',
    about:
      'Counsel confirms each duty that an answer sets aside, and reviews each finding that asks for a person, before a report is final. Each open one is named.',
  },
  draft_not_found: { status: 404, title: 'Draft not found', about: 'The product has no draft.' },
  submission_not_found: { status: 404, title: 'Submission not found', about: 'There is no such submission.' },
  evaluation_not_found: { status: 404, title: 'Evaluation not found', about: 'There is no such evaluation.' },
  rule_not_found: {
    status: 404,
    title: 'Rule not found',
    about: 'No ruleset of this evaluation has such a rule.',
  },
  hold_not_found: { status: 404, title: 'Legal hold not found', about: 'There is no such legal hold.' },
  nothing_to_erase: {
    status: 404,
    title: 'Nothing to erase',
    about: 'There is no product of this client or matter, named exactly so.',
  },
  key_not_found: { status: 404, title: 'Key not found', about: 'There is no such key.' },
  organization_not_found: { status: 404, title: 'Organization not found', about: 'There is no such organization.' },
  not_acceptable: {
    status: 406,
    title: 'Not acceptable',
    about: 'There is no representation in a media type that the header Accept names. Those that there are are named.',
  },
  unknown_format: { status: 400, title: 'Unknown report format', about: 'There is no such report format.' },
  route_not_found: { status: 404, title: 'Route not found', about: 'There is nothing at this path.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    about: 'The path exists, but not for this method. The header Allow names those it has.',
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    about: 'The request did not come whole in time. Nothing was stored.',
  },
  concurrent_change: {
    status: 409,
    title: 'Concurrent change',
    about: 'What the request depends on was changed at the same moment. Nothing was stored; ask again.',
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'Idempotency key in use',
    about:
      'A request with this idempotency key is under way. Ask again after the time in Retry-After to get its answer.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'Idempotency key reused',
    about:
      'The idempotency key was sent before with another request. Nothing was stored; send a new key with each request.',
  },
  idempotency_key_spent: {
    status: 409,
    title: 'Idempotency key spent',
    about:
      'The request with this idempotency key was carried out, and its answer is not given again: it held a secret that is shown once, ' +
      'or was erased. Nothing was stored now.',
  },
  legal_hold: {
    status: 409,
    title: 'Legal hold',
    about: 'Part of what was to be erased is under a legal hold. Nothing was erased; release the hold first.',
  },
  organization_exists: {
    status: 409,
    title: 'Organization exists',
    about: 'There is an organization with this id already.',
  },
  answers_erased: {
    status: 410,
    title: 'Answers erased',
    about: 'The answers of this evaluation were erased; only its digests are kept.',
  },
  precondition_failed: {
    status: 412,
    title: 'Precondition failed',
    about:
      'What is there is no longer, or not, what the header If-Match or If-None-Match expects. Read it again, then decide. Nothing was stored.',
  },
  body_too_large: { status: 413, title: 'Body too large', about: 'The body is larger than this service accepts.' },
  headers_too_large: {
    status: 431,
    title: 'Headers too large',
    about: 'The first line and the headers of the request are larger than this service accepts.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    about: 'The body must be JSON, sent with the header Content-Type: application/json.',
  },
  precondition_required: {
    status: 428,
    title: 'Precondition required',
    about:
      'Something is there already. Send the header If-Match with the ETag of what you have read, so that nobody else is overwritten.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    about:
      'The caller, or the address the request comes from, asked more often than is allowed in a minute. Nothing was done: the header ' +
      'Retry-After says after how many seconds to ask again.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    about: 'The fault is ours. What happened is in the log of the service, not in the answer.',
  },
  busy: {
    status: 503,
    title: 'Busy',
    about:
      'The service has as much to do as it can, or as many papers are being written as can be. Nothing was lost: the header ' +
      'Retry-After says after how many seconds to ask again.',
  },
  identity_unavailable: {
    status: 503,
    title: 'Identity provider unavailable',
    about: 'The keys of the identity provider cannot be had now, so that no token can be verified.',
  },
  storage_unavailable: {
    status: 503,
    title: 'Storage unavailable',
    about:
      'The store cannot be reached now, or has more to write than it can take. Nothing was stored; the header Retry-After says when to ' +
      'ask again.',
  },
  not_ready: {
    status: 503,
    title: 'Not ready',
    about:
      'The service cannot work now: no rules are loaded, the store cannot be written to, it has too much to do, or it is stopping.',
  },
  storage_full: {
    status: 507,
    title: 'Storage full',
    about: 'There is no room left to store anything. Nothing was stored, and what was stored before is whole.',
  },
};

/** As long as a few papers take. */
const RETRY_AFTER_SECONDS = '5';

/** Fastify's own faults that have a word of ours; any other below 500 is a `bad_request`. */
const FASTIFY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_BAD_URL: 'malformed_url',
  FST_ERR_MAX_PARAM_LENGTH: 'route_not_found',
  FST_STATIC_FORBIDDEN_PATH: 'route_not_found',
};

/** After how many seconds it is worth asking again. */
const RETRY_AFTER: Readonly<Partial<Record<ProblemCode, string>>> = {
  storage_unavailable: '1',
  idempotency_key_in_use: '1',
  concurrent_change: '1',
};

/** Thrown in the HTTP layer for a fault of the caller. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code: HttpErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: HttpErrorCode,
    message: string = PROBLEM_TYPES[code].about,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/** What a fault comes to: its word, status, sentence and the offending fields. */
interface Fault {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly issues: readonly InputIssue[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers whatever was thrown. Faults of ours are logged whole and answered without a word about them. */
export function replyToError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error);
  if (fault.code === 'internal_error') request.log.error({ err: error }, 'internal error');
  if (error instanceof StorageError) request.log.error({ err: error }, 'the store cannot work');
  return sendProblem(fault, request, reply);
}

/** Answers a request for which there is no route. */
export function replyNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail = `There is nothing at ${request.method} ${pathOf(request)}. GET /docs lists what there is.`;
  return sendProblem({ code: 'route_not_found', status: 404, detail, issues: [], headers: {} }, request, reply);
}

function faultOf(error: unknown): Fault {
  if (error instanceof ServiceError) {
    // A ruleset that is named in a field is a fault of that field; one in the path is a resource that is not there.
    const status = error.code === 'unknown_ruleset' && error.issues.length > 0 ? 400 : PROBLEM_TYPES[error.code].status;
    const headers = error.code === 'busy' ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
    return { code: error.code, status, detail: error.message, issues: error.issues, headers };
  }
  if (error instanceof StorageError) {
    const { status, about } = PROBLEM_TYPES[error.fault];
    return { code: error.fault, status, detail: about, issues: [], headers: {} };
  }
  if (error instanceof HttpError) {
    const { code, message: detail, headers } = error;
    return { code, status: PROBLEM_TYPES[code].status, detail, issues: [], headers };
  }
  const code = error instanceof Error ? codeOfFastify(error) : 'internal_error';
  const { status, about } = PROBLEM_TYPES[code];
  return { code, status, detail: about, issues: [], headers: {} };
}

function codeOfFastify(error: Error & { readonly code?: unknown; readonly statusCode?: unknown }): ProblemCode {
  // Whoever sent the body is gone in the middle of it.
  if (error.code === 'ECONNRESET' && error.statusCode === 400) return 'bad_request';
  if (typeof error.code !== 'string' || !error.code.startsWith('FST_')) return 'internal_error';
  const known = FASTIFY_CODES[error.code];
  if (known !== undefined) return known;
  return typeof error.statusCode === 'number' && error.statusCode < 500 ? 'bad_request' : 'internal_error';
}

function sendProblem(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, status, detail, issues, headers } = fault;
  return reply
    .code(status)
    .headers({ 'x-request-id': request.id, ...retryAfter(code), ...headers })
    .type('application/problem+json')
    .send(problemOf({ code, status, detail, issues }, `${pathOf(request)}#${request.id}`));
}

/** Most issues that one answer names; no use case that counts them itself comes near. */
const MAX_NAMED = 2000;

/** A fault as it goes out. */
export function problemOf(
  { code, status, detail, issues }: Omit<Fault, 'headers'>,
  instance: string,
): z.input<typeof problem> {
  const { title } = PROBLEM_TYPES[code];
  return { type: `/problems/${code}`, title, status, detail, instance, code, errors: named(issues) };
}

/** The issues that are named, and after them how many are not. */
function named(issues: readonly InputIssue[]): InputIssue[] {
  if (issues.length <= MAX_NAMED) return [...issues];
  const message = `${issues.length - MAX_NAMED} more faults are not named`;
  return [...issues.slice(0, MAX_NAMED), issueAt('', 'too_many_faults', message, `at most ${MAX_NAMED} faults`)];
}

function retryAfter(code: ProblemCode): Readonly<Record<string, string>> {
  const seconds = RETRY_AFTER[code];
  return seconds === undefined ? {} : { 'retry-after': seconds };
}
