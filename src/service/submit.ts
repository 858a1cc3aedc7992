import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import type { Caller } from './access.ts';
import { auditOfProduct, productRecord, type NewProduct } from './create-product.ts';
import { canonicalJson } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { parseDay, parseRequest, type EvaluationRequest } from './evaluation-request.ts';
import { answersAsRecord, respondInTurns, statusesOf, type EvaluationResponse } from './evaluation-response.ts';
import type {
  AuditEntry,
  Clock,
  EvaluationRecord,
  EvidenceRecord,
  ExpectedDraft,
  Ids,
  NewSubmission,
  ProductRecord,
  Respondent,
  Store,
} from './ports.ts';
import type { RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** What comes with a submission besides answers, rulesets and date. */
export interface SubmissionRequest extends EvaluationRequest {
  readonly evidence?: readonly EvidenceRecord[] | undefined;
  readonly answered_on?: string | undefined;
  readonly answered_by?: Respondent | undefined;
  readonly product_version?: string | undefined;
}

/** What was stored, and what it came to. */
export interface Submitted {
  readonly product: ProductRecord;
  readonly submission: NewSubmission['submission'];
  readonly evaluation: EvaluationResponse;
}

/** What submitting needs. */
export interface SubmitNeeds {
  readonly library: RuleLibrary;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Stores answers for a product and evaluates them; a draft that they were taken from ends with that. Product, submission, evaluation and the rulesets used are written together or not
 * at all.
 *
 * @param of - an existing product by id, or a new one
 * @throws ServiceError `product_not_found`, `outside_reach`, `draft_not_found`, `precondition_failed`, or what is wrong with the request
 */
export async function submit(
  needs: SubmitNeeds,
  { reach, actor }: Caller,
  of: { readonly id: string } | NewProduct,
  request: SubmissionRequest,
  draft: ExpectedDraft | null = null,
): Promise<Submitted> {
  const issues: InputIssue[] = [];
  const answeredOn = optionalDay(request.answered_on, '/answered_on', issues);
  const { answers, rulesets, asOf, locale, plan, targetLaunch } = parseRequest(
    request,
    needs.library,
    needs.clock,
    issues,
  );
  const existing = 'id' in of ? await needs.store.findProduct(reach, of.id) : undefined;
  if ('id' in of && existing === undefined) throw new ServiceError('product_not_found');
  const created = 'id' in of ? undefined : productRecord(needs, of);
  const product = existing ?? created;
  if (product === undefined) throw new ServiceError('product_not_found');

  const submissionId = needs.ids.next();
  const evaluation = await respondInTurns({
    id: needs.ids.next(),
    rulesets,
    answers,
    asOf,
    answeredOn: answeredOn ?? undefined,
    locale,
    plan,
    targetLaunch,
  });
  const createdAt = needs.clock.now();
  const submission: NewSubmission['submission'] = {
    id: submissionId,
    productId: product.id,
    answersDigest: evaluation.answers_digest,
    answeredOn,
    targetLaunch,
    createdAt,
    payload: {
      answers: answersAsRecord(answers),
      evidence: request.evidence ?? [],
      answeredBy: request.answered_by ?? null,
      productVersion: request.product_version ?? null,
    },
  };
  const record = evaluationRecord(evaluation, submission, asOf);
  const audit: AuditEntry = {
    at: createdAt,
    actor,
    action: 'submission.create',
    subject: submissionId,
    content: canonicalJson({ product: product.id, evaluation: record.id, result_digest: record.resultDigest }),
  };
  await needs.store.addSubmission(
    reach,
    {
      product: created ?? null,
      submission,
      evaluation: record,
      snapshots: rulesets.map(({ compiled, digest, snapshot }) => ({
        digest,
        rulesetId: compiled.id,
        version: compiled.version,
        content: snapshot,
      })),
      draft,
    },
    created === undefined ? [audit] : [auditOfProduct(created, actor), audit],
  );
  return { product, submission, evaluation };
}

function evaluationRecord(
  evaluation: EvaluationResponse,
  submission: NewSubmission['submission'],
  asOf: CalendarDate,
): EvaluationRecord {
  return {
    id: evaluation.id ?? '',
    submissionId: submission.id,
    productId: submission.productId,
    asOf,
    engine: ENGINE_VERSION,
    semantics: evaluation.semantics,
    gate: evaluation.gate,
    rulesets: evaluation.rulesets.map((result) => ({
      id: result.id,
      version: result.version,
      digest: result.digest,
      verdict: result.verdict,
      statuses: statusesOf(result),
    })),
    resultDigest: evaluation.result_digest,
    createdAt: submission.createdAt,
  };
}

function optionalDay(text: string | undefined, pointer: string, issues: InputIssue[]): CalendarDate | null {
  return text === undefined ? null : (parseDay(text, pointer, issues) ?? null);
}
