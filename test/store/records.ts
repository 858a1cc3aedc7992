import { calendarDate } from '../../src/core/base/calendar-date.ts';
import { wholeOf } from '../../src/service/access.ts';
import { canonicalJson, digestOf, digestOfText } from '../../src/service/digest.ts';
import type {
  AuditEntry,
  DraftRecord,
  EvaluationRecord,
  KeyRecord,
  NewSubmission,
  ProductRecord,
  SnapshotRecord,
} from '../../src/service/ports.ts';

/** All of the organization that is always there. */
export const WHOLE = wholeOf('local');

/** An id that sorts by its number. */
export function idOf(number: number): string {
  return `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function productOf(number: number, fields: Partial<ProductRecord> = {}): ProductRecord {
  return {
    id: idOf(number),
    name: `Product ${number}`,
    client: null,
    matter: null,
    createdAt: new Date('2026-11-23T08:09:10.011Z'),
    ...fields,
  };
}

export const SNAPSHOT: SnapshotRecord = {
  digest: digestOfText('{"id":"cn-interim-measures"}'),
  rulesetId: 'cn-interim-measures',
  version: '1.0.0',
  content: '{"id":"cn-interim-measures"}',
};

/** A submission of every kind of answer, numbered apart from its evaluation. */
export function submissionOf(number: number, productId: string, product: ProductRecord | null = null): NewSubmission {
  const createdAt = new Date('2026-11-23T12:00:00.000Z');
  const answers = {
    'org.roles': ['app_provider', 'model_provider'],
    'service.generates_content': true,
    'service.name_shown': 'no',
    'service.working_days_since_launch': -3,
    'signoff.data': { attested: true, by: 'A. Person', role: 'Data lead', on: '2026-11-01', evidence: ['Record 1'] },
    'signoff.none': { attested: false },
    'training_data.none': [],
  };
  return {
    product,
    submission: {
      id: idOf(number),
      productId,
      answersDigest: digestOf(answers),
      answeredOn: calendarDate('2026-11-22'),
      targetLaunch: null,
      createdAt,
      payload: {
        answers,
        evidence: [{ ref: 'Record 1', title: 'Origins of the data', link: null, sha256: 'ab'.repeat(32) }],
        answeredBy: { name: 'A. Person', role: 'Founder' },
        productVersion: '2.4',
      },
    },
    evaluation: evaluationOf(number + 1000, idOf(number), productId),
    snapshots: [SNAPSHOT],
    draft: null,
  };
}

/** A draft that says something in every field. */
export function draftOf(productId: string): Omit<DraftRecord, 'revision'> {
  const { targetLaunch, payload } = submissionOf(1, productId).submission;
  return {
    productId,
    updatedAt: new Date('2026-11-23T10:00:00.000Z'),
    content: { ...payload, rulesets: [SNAPSHOT.rulesetId], answeredOn: calendarDate('2026-11-22'), targetLaunch },
  };
}

export function evaluationOf(number: number, submissionId: string, productId: string): EvaluationRecord {
  return {
    id: idOf(number),
    submissionId,
    productId,
    asOf: calendarDate('2026-11-23'),
    engine: '0.1.0',
    semantics: 1,
    gate: 'undetermined',
    rulesets: [
      {
        id: SNAPSHOT.rulesetId,
        version: SNAPSHOT.version,
        digest: SNAPSHOT.digest,
        verdict: 'fail',
        statuses: [
          ['cn-gai-17-1-security-assessment', 'not_met', null, 'true'],
          ['cn-gai-17-2-filing', 'undetermined', 'requirement', 'unknown'],
        ],
      },
    ],
    resultDigest: digestOf({ number }),
    createdAt: new Date('2026-11-23T12:00:00.000Z'),
  };
}

export function auditOf(
  action: AuditEntry['action'],
  subject: string,
  content: unknown = { said: 'the same' },
): AuditEntry {
  return { at: new Date('2026-11-23T12:00:00.500Z'), actor: 'key-1', action, subject, content: canonicalJson(content) };
}

/** A key whose prefix is of its number. */
export function keyOf(number: number, fields: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: idOf(number),
    organizationId: 'local',
    name: `Key ${number}`,
    prefix: String(number).padStart(12, '0'),
    hash: digestOfText(`key ${number}`),
    scopes: ['submit', 'read'],
    clients: null,
    matters: null,
    createdAt: new Date('2026-11-23T08:09:10.011Z'),
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    ...fields,
  };
}
