import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfBytes, digestOfText } from '../../src/service/digest.ts';
import { wholeOf } from '../../src/service/access.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { recordAs, RECORDED, recordedDatabases, shippedMigrations } from './recorded-databases.ts';
import { auditOf, draftOf, idOf, keyOf, productOf, submissionOf, WHOLE } from './records.ts';

// Records a database with rows in every table after each migration that has none recorded yet. What is recorded stays as it is: it is
// what users of that version have. Run it with `npm run golden:databases` when a migration is released.

const NOW = new Date('2026-11-24T00:00:00.000Z');
const DAY_MS = 86_400_000;
const OTHER = wholeOf('other-firm');

const folder = mkdtempSync(join(tmpdir(), 'preclear-record-'));
try {
  const client = openSqlite({
    file: join(folder, 'preclear.db'),
    migrationsFolder: new URL('../../migrations', import.meta.url).pathname,
  });
  const store = new SqliteStore(client);
  await fill(store);
  mkdirSync(RECORDED, { recursive: true });
  const recorded = recordedDatabases();
  for (const tag of shippedMigrations()) if (!recorded.includes(tag)) recordAs(tag, client);
  await store.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function fill(store: SqliteStore): Promise<void> {
  await store.addOrganization({ id: OTHER.organization, name: 'Other Firm', createdAt: NOW }, [
    auditOf('organization.create', OTHER.organization),
  ]);
  await store.addKey(keyOf(1), [auditOf('key.create', idOf(1))]);
  await store.addKey(keyOf(2, { clients: ['Acme'], matters: ['M-1'], expiresAt: NOW }), []);
  await store.revokeKey('local', idOf(2), NOW, [auditOf('key.revoke', idOf(2))]);
  for (const number of [10, 20]) {
    const product = productOf(number, { client: number === 10 ? 'Acme' : null, matter: 'M-1' });
    await store.addSubmission(WHOLE, submissionOf(number + 1, product.id, product), [
      auditOf('product.create', product.id),
      auditOf('submission.create', idOf(number + 1)),
    ]);
    await store.saveDraft(WHOLE, draftOf(product.id), 'none', [auditOf('draft.save', product.id)]);
  }
  await store.addSubmission(OTHER, submissionOf(31, idOf(30), productOf(30)), [auditOf('submission.create', idOf(31))]);
  await store.erase('local', { kind: 'product', subject: idOf(20) }, NOW, () => [auditOf('product.erase', idOf(20))]);
  const hold = { id: idOf(40), kind: 'client', subject: 'Acme', reason: 'A request', createdAt: NOW } as const;
  await store.addHold('local', { ...hold, releasedAt: null }, [auditOf('hold.create', idOf(40))]);
  const by = { name: 'A. Person', role: 'Counsel' };
  const said = {
    id: idOf(50),
    productId: idOf(10),
    evaluationId: idOf(1011),
    kind: 'sign_off',
    subject: 'demo',
  } as const;
  const signOff = { by, admission: '', licence_no: '' };
  const look = { format: 'html', locale: 'en', layout: 'single', template: 'counsel', contentType: 'text/html' };
  const final = { ...look, evaluationId: said.evaluationId, productId: said.productId, fileName: 'report.html' };
  const content = Buffer.from('<p>Signed</p>');
  await store.addReviews(
    WHOLE,
    [{ ...said, at: NOW, content: { kind: 'sign_off', signOff, privileged: false } }],
    [{ ...final, digest: digestOfBytes(content), createdAt: NOW, content }],
    { of: 'evaluation', last: null },
    [auditOf('report.sign', said.evaluationId)],
  );
  const brand = { name: 'A firm', logo: [], accent: '#1f3b5c', footer: '' };
  await store.saveBranding('local', { updatedAt: NOW, brand, preparedBy: null, disclaimer: '' }, null, []);
  await store.isWritable();
  await store.stage().commit({
    ...{ organization: 'local', actor: 'key:1', key: 'a', fingerprint: digestOfText('a'), status: 201 },
    ...{ headers: { location: '/' }, body: '{}', createdAt: NOW, expiresAt: new Date(NOW.getTime() + DAY_MS) },
  });
}
