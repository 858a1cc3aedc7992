import { z } from 'zod';
import { canonicalJson } from '../service/digest.ts';
import type { SubmissionPayload, SubmissionRecord } from '../service/ports.ts';
import { calendarDay, digest, instant, jsonOf } from './columns.ts';
import type { submissionPayloads, submissions } from './schema.sqlite.ts';

const attestation = z.strictObject({
  attested: z.boolean(),
  by: z.string().optional(),
  role: z.string().optional(),
  on: z.string().optional(),
  evidence: z.array(z.string()).optional(),
});

/** The fields of a payload as they are stored. */
export const PAYLOAD_FIELDS = {
  answers: z.record(z.string(), z.union([z.boolean(), z.string(), z.number(), z.array(z.string()), attestation])),
  evidence: z.array(
    z.strictObject({
      ref: z.string(),
      title: z.string().nullable(),
      link: z.string().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
  answered_by: z.strictObject({ name: z.string(), role: z.string() }).nullable(),
  /** Not there in what was stored before it was asked for. */
  product_version: z.string().nullable().optional(),
};

const payload = z
  .strictObject(PAYLOAD_FIELDS)
  .transform(({ answers, evidence, answered_by, product_version = null }): SubmissionPayload => ({
    answers,
    evidence,
    answeredBy: answered_by,
    productVersion: product_version,
  }));

const submissionRow = z.object({
  id: z.string(),
  productId: z.string(),
  answersDigest: digest,
  answeredOn: calendarDay.nullable(),
  targetLaunch: calendarDay.nullable(),
  createdAt: instant,
});

const payloadRow = z.union([
  z.object({ content: jsonOf(payload), erasedAt: z.null() }),
  z.object({ content: z.null(), erasedAt: instant }),
]);

/** @throws ZodError also when the payload row is missing, or is neither whole nor a tombstone */
export function parseSubmission(row: { readonly submission: unknown; readonly payload: unknown }): SubmissionRecord {
  return { ...submissionRow.parse(row.submission), payload: payloadRow.parse(row.payload).content };
}

export function submissionValues(
  organizationId: string,
  submission: SubmissionRecord,
): typeof submissions.$inferInsert {
  const { id, productId, answersDigest, answeredOn, targetLaunch, createdAt } = submission;
  return { organizationId, id, productId, answersDigest, answeredOn, targetLaunch, createdAt: createdAt.toISOString() };
}

export function payloadValues(
  organizationId: string,
  submissionId: string,
  { answers, evidence, answeredBy, productVersion }: SubmissionPayload,
): typeof submissionPayloads.$inferInsert {
  return {
    organizationId,
    submissionId,
    content: canonicalJson({ answers, evidence, answered_by: answeredBy, product_version: productVersion }),
  };
}
