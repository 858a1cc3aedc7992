import type { OnWire } from './http-app.ts';
import type { branding } from './schemas/branding.ts';
import type { draft } from './schemas/draft.ts';
import type { hold } from './schemas/erasure.ts';
import type { evaluationSummary } from './schemas/evaluation.ts';
import type { key, organization } from './schemas/key.ts';
import type { product, submission } from './schemas/submission.ts';
import type {
  BrandingRecord,
  DraftRecord,
  EvaluationRecord,
  HoldRecord,
  KeyRecord,
  OrganizationRecord,
  ProductRecord,
  SubmissionRecord,
} from '../service/ports.ts';

/** A stored product as it goes out. */
export function productOnWire({ createdAt, ...record }: ProductRecord): OnWire<typeof product> {
  return { ...record, created_at: createdAt.toISOString() };
}

/** A stored submission as it goes out; without answers once they were erased. */
export function submissionOnWire({ payload, ...record }: SubmissionRecord): OnWire<typeof submission> {
  return {
    id: record.id,
    product_id: record.productId,
    answers: payload?.answers ?? null,
    answers_digest: record.answersDigest,
    evidence: payload?.evidence ?? [],
    answered_on: record.answeredOn,
    answered_by: payload?.answeredBy ?? null,
    product_version: payload?.productVersion ?? null,
    target_launch: record.targetLaunch,
    created_at: record.createdAt.toISOString(),
  };
}

/** A stored draft as it goes out. */
export function draftOnWire({ productId, revision, updatedAt, content }: DraftRecord): OnWire<typeof draft> {
  const { answers, evidence, rulesets, answeredOn, answeredBy, productVersion, targetLaunch } = content;
  return {
    ...{ product_id: productId, revision, answers, evidence },
    rulesets: rulesets === null ? null : [...rulesets],
    answered_on: answeredOn,
    answered_by: answeredBy,
    product_version: productVersion,
    target_launch: targetLaunch,
    updated_at: updatedAt.toISOString(),
  };
}

/** What a list shows of a stored evaluation. */
export function evaluationSummaryOnWire(record: EvaluationRecord): OnWire<typeof evaluationSummary> {
  return {
    id: record.id,
    submission_id: record.submissionId,
    product_id: record.productId,
    as_of: record.asOf,
    engine: record.engine,
    semantics: record.semantics,
    gate: record.gate,
    rulesets: record.rulesets.map(({ id, version, digest, verdict }) => ({ id, version, digest, verdict })),
    result_digest: record.resultDigest,
    created_at: record.createdAt.toISOString(),
  };
}

/** A stored key as it goes out, without anything of its secret. */
export function keyOnWire(record: KeyRecord): OnWire<typeof key> {
  const { id, name, prefix, scopes, clients, matters } = record;
  return {
    ...{ id, name, prefix, scopes, clients, matters },
    created_at: record.createdAt.toISOString(),
    expires_at: record.expiresAt?.toISOString() ?? null,
    revoked_at: record.revokedAt?.toISOString() ?? null,
    last_used_at: record.lastUsedAt?.toISOString() ?? null,
  };
}

/** A stored organization as it goes out. */
export function organizationOnWire({ createdAt, ...record }: OrganizationRecord): OnWire<typeof organization> {
  return { ...record, created_at: createdAt.toISOString() };
}

/** A legal hold as it goes out. */
export function holdOnWire({ id, kind, subject, reason, createdAt, releasedAt }: HoldRecord): OnWire<typeof hold> {
  return {
    ...{ id, kind, subject, reason },
    created_at: createdAt.toISOString(),
    released_at: releasedAt?.toISOString() ?? null,
  };
}

/** A branding as it goes out. */
export function brandingOnWire({ brand, preparedBy, disclaimer, updatedAt }: BrandingRecord): OnWire<typeof branding> {
  const { name, logo, accent, footer } = brand;
  return {
    ...{ name, logo: logo[0] ?? null, accent, footer, prepared_by: preparedBy, disclaimer },
    updated_at: updatedAt.toISOString(),
  };
}
