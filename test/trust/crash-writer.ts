import { v7 as uuid } from 'uuid';
import { StorageError } from '../../src/service/storage-error.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import { digestOfBytes, digestOfText } from '../../src/service/digest.ts';
import type { ReviewEntry } from '../../src/service/ports.ts';
import { auditOf, draftOf, productOf, submissionOf, WHOLE } from '../store/records.ts';

// A process that writes to a store as fast as it can, on several paths at once, and says of each write that it was acknowledged: one
// line each, which the system has taken by the time the next write begins. It is made to be killed.

const [, , file = '', migrationsFolder = '', untilFull] = process.argv;
const AT_ONCE = 8;
const FAULTS_BEFORE_END = 5;
const HOUR_MS = 3_600_000;
const KINDS = 7;
const FINAL_REPEATS = 200;
const AT = new Date('2026-11-23T12:00:00.000Z');
const DAY = calendarDate('2026-11-23');
const PERSON = { name: 'A. Person', role: 'Counsel' };

const store = new SqliteStore(openSqlite({ file, migrationsFolder }));
let faults = 0;
say('ready');
await Promise.all(Array.from({ length: AT_ONCE }, (_, path) => writeOn(path)));
await store.close();

/** What one path writes to, and what it said last of it. */
interface Path {
  readonly productId: string;
  /** An evaluation that is not final yet; `null` when there is none. */
  evaluation: { readonly id: string; readonly productId: string; last: string | null } | null;
  lastRisk: string | null;
}

async function writeOn(offset: number): Promise<void> {
  const path: Path = { productId: uuid(), evaluation: null, lastRisk: null };
  const { productId } = path;
  await attempt(async () => {
    await store.addProduct(WHOLE, { ...productOf(1), id: productId }, [auditOf('product.create', productId)]);
    say('product', productId);
  });
  for (let turn = 0; untilFull === undefined || faults < FAULTS_BEFORE_END; turn += 1)
    await attempt(() => writeOnce((offset + turn) % KINDS, path));
}

function writeOnce(kind: number, path: Path): Promise<void> {
  switch (kind) {
    case 0:
      return submit(path);
    case 1:
      return saveDraft(path.productId);
    case 2:
      return addWithKey();
    case 3:
      return record();
    case 4:
      return review(path);
    case 5:
      return acceptRisk(path);
    default:
      return sign(path);
  }
}

async function submit(path: Path): Promise<void> {
  const [productId, submissionId, evaluationId] = [uuid(), uuid(), uuid()];
  const { submission, evaluation, ...rest } = submissionOf(1, productId, { ...productOf(1), id: productId });
  const added = {
    ...rest,
    submission: { ...submission, id: submissionId },
    evaluation: { ...evaluation, id: evaluationId, submissionId },
  };
  await store.addSubmission(WHOLE, added, [
    auditOf('product.create', productId),
    auditOf('submission.create', submissionId),
  ]);
  path.evaluation = { id: evaluationId, productId, last: null };
  say('submission', submissionId, evaluationId);
}

/** The reason is the evaluation, so that it shows whether what is kept is what was said. */
async function review(path: Path): Promise<void> {
  const { evaluation } = path;
  if (evaluation === null) return submit(path);
  const id = uuid();
  const said = { disposition: 'commented', status: null, citation: null, reason: evaluation.id, by: PERSON } as const;
  const entry: ReviewEntry = {
    ...{ id, productId: evaluation.productId, evaluationId: evaluation.id, kind: 'finding', subject: 'rule', at: AT },
    content: { kind: 'finding', review: said },
  };
  const expected = { of: 'subject', last: evaluation.last } as const;
  await store.addReviews(WHOLE, [entry], [], expected, [auditOf('review.add', id)]);
  evaluation.last = id;
  say('review', id, evaluation.id);
}

async function acceptRisk(path: Path): Promise<void> {
  const [id, { productId }] = [uuid(), path];
  const risk = { reason: productId, owner: PERSON, accepted_on: DAY, expires_on: DAY };
  const entry: ReviewEntry = {
    ...{ id, productId, evaluationId: null, kind: 'accepted_risk', subject: 'rule', at: AT },
    content: { kind: 'accepted_risk', risk },
  };
  const expected = { of: 'subject', last: path.lastRisk } as const;
  await store.addReviews(WHOLE, [entry], [], expected, [auditOf('review.add', id)]);
  path.lastRisk = id;
  say('risk', id, productId);
}

/** Signs for two instruments at once, and keeps the bytes of two reports, each longer than a page of the database. */
async function sign(path: Path): Promise<void> {
  const { evaluation } = path;
  if (evaluation === null) return submit(path);
  const { id, productId, last } = evaluation;
  const signOff = { by: PERSON, admission: 'Beijing', licence_no: '1' };
  const entries = ['one', 'other'].map((subject): ReviewEntry => ({
    ...{ id: uuid(), productId, evaluationId: id, kind: 'sign_off', subject, at: AT },
    content: { kind: 'sign_off', signOff, privileged: false },
  }));
  const finals = ['pdf', 'json'].map((format) => {
    const content = Buffer.from(`${format} of ${id}, `.repeat(FINAL_REPEATS));
    return {
      ...{ evaluationId: id, productId, format, locale: 'en', layout: 'single', template: 'counsel', createdAt: AT },
      ...{ contentType: 'text/plain', fileName: `${id}.${format}`, digest: digestOfBytes(content), content },
    };
  });
  await store.addReviews(WHOLE, entries, finals, { of: 'evaluation', last }, [auditOf('report.sign', id)]);
  path.evaluation = null;
  for (const { digest } of finals) say('final', id, digest);
}

async function saveDraft(productId: string): Promise<void> {
  const revision = await store
    .saveDraft(WHOLE, draftOf(productId), 'any', [auditOf('draft.save', productId)])
    .catch((error: unknown) => {
      if (error instanceof StorageError) throw error;
      return store.saveDraft(WHOLE, draftOf(productId), 'none', [auditOf('draft.save', productId)]);
    });
  say('draft', productId, String(revision));
}

async function addWithKey(): Promise<void> {
  const id = uuid();
  const staged = store.stage();
  await staged.store.addProduct(WHOLE, { ...productOf(1), id, name: 'keyed' }, [auditOf('product.create', id)]);
  const now = new Date();
  await staged.commit({
    ...{ organization: 'local', actor: 'writer', key: id, fingerprint: digestOfText(id) },
    ...{ status: 201, headers: { location: `/v1/products/${id}` }, body: JSON.stringify({ id }) },
    createdAt: now,
    expiresAt: new Date(now.getTime() + HOUR_MS),
  });
  say('keyed', id);
}

async function record(): Promise<void> {
  const subject = uuid();
  await store.record('local', [auditOf('report.read', subject)]);
  say('entry', subject);
}

/** A disk that is full is what one kind of test is after; anything else ends the process. */
async function attempt(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof StorageError) || untilFull === undefined) throw error;
    faults += 1;
    say('fault', error.fault);
  }
}

function say(...words: readonly string[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}
