import { v7 as uuid } from 'uuid';
import { StorageError } from '../../src/service/storage-error.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { digestOfText } from '../../src/service/digest.ts';
import { auditOf, draftOf, productOf, submissionOf, WHOLE } from '../store/records.ts';

// A process that writes to a store as fast as it can, on several paths at once, and says of each write that it was acknowledged: one
// line each, which the system has taken by the time the next write begins. It is made to be killed.

const [, , file = '', migrationsFolder = '', untilFull] = process.argv;
const AT_ONCE = 8;
const FAULTS_BEFORE_END = 5;
const HOUR_MS = 3_600_000;

const store = new SqliteStore(openSqlite({ file, migrationsFolder }));
let faults = 0;
say('ready');
await Promise.all(Array.from({ length: AT_ONCE }, (_, path) => writeOn(path)));
await store.close();

async function writeOn(path: number): Promise<void> {
  const productId = uuid();
  await attempt(async () => {
    await store.addProduct(WHOLE, { ...productOf(1), id: productId }, [auditOf('product.create', productId)]);
    say('product', productId);
  });
  for (let turn = 0; untilFull === undefined || faults < FAULTS_BEFORE_END; turn += 1)
    await attempt(() => writeOnce((path + turn) % 4, productId));
}

function writeOnce(kind: number, productId: string): Promise<void> {
  switch (kind) {
    case 0:
      return submit();
    case 1:
      return saveDraft(productId);
    case 2:
      return addWithKey();
    default:
      return record();
  }
}

async function submit(): Promise<void> {
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
  say('submission', submissionId, evaluationId);
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
