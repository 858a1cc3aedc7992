import type { InputIssue } from '../core/base/input-issue.ts';

/** Every fault of a caller that a use case can find, with what it means. The HTTP layer alone knows their statuses. */
export const SERVICE_ERRORS = {
  invalid_input: 'Part of what was sent cannot be used; each offending field is named.',
  unknown_ruleset: 'A ruleset that was asked for does not exist.',
  crosswalk_not_found: 'There is no such crosswalk.',
  product_not_found: 'There is no such product.',
  evaluation_final: 'The report of this evaluation is final. What has changed since belongs into a new submission.',
  not_ready_to_sign: 'The report cannot be signed for yet; each open point is named.',
  fact_not_found: 'No answer with this id sets duties of this evaluation aside.',
  review_not_found: 'Nothing was said of this.',
  branding_not_found: 'The organization has no branding of its own.',
  draft_not_found: 'The product has no draft.',
  precondition_failed: 'What was to be changed is no longer as it was when it was read; read it again.',
  submission_not_found: 'There is no such submission.',
  evaluation_not_found: 'There is no such evaluation.',
  rule_not_found: 'No ruleset of this evaluation has such a rule.',
  different_products: 'The two evaluations are of different products.',
  answers_erased: 'The answers of this evaluation were erased; only its digests are kept.',
  unknown_format: 'There is no such report format.',
  unknown_locale: 'There is no such locale.',
  unknown_template: 'There is no such report template.',
  unknown_layout: 'There is no such report layout.',
  invalid_cursor: 'The cursor was not given out by this service.',
  outside_reach: 'This key is narrowed to clients or matters, and the product is of none of them.',
  key_not_found: 'There is no such key.',
  organization_not_found: 'There is no such organization.',
  legal_hold: 'Part of it is under a legal hold; nothing was erased.',
  nothing_to_erase: 'There is no product of this client or matter.',
  hold_not_found: 'There is no such legal hold.',
  idempotency_key_in_use: 'A request with this idempotency key is under way.',
  concurrent_change: 'What this depends on was changed at the same moment; nothing was stored.',
  organization_exists: 'There is an organization with this id already.',
  busy: 'As many papers are being written as can be; ask again in a few seconds.',
} as const satisfies Record<string, string>;

/** Stable word for a fault of the caller. */
export type ServiceErrorCode = keyof typeof SERVICE_ERRORS;

/** Thrown by use cases for a fault of the caller. Anything else that is thrown is a fault of ours. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;
  /** The offending fields, all of them; empty when the fault is not in a field. */
  readonly issues: readonly InputIssue[];

  constructor(
    code: ServiceErrorCode,
    message: string = SERVICE_ERRORS[code],
    issues: readonly InputIssue[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.issues = issues;
  }
}
