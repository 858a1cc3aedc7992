import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { describeStore } from './contract.ts';
import { MIGRATIONS, readAudit } from './sqlite-under-test.ts';

const ERASE = `
  UPDATE submission_payloads SET content = NULL, erased_at = '2027-01-01T00:00:00.000Z'
  WHERE organization_id = ? AND submission_id = ?`;

describeStore('SQLite', () => {
  const client = openSqlite({ file: ':memory:', migrationsFolder: MIGRATIONS });
  const store = new SqliteStore(client);
  return Promise.resolve({
    store,
    audit: (organization) => Promise.resolve(readAudit(client, organization)),
    erasePayload: (organization, submissionId) => {
      client.prepare(ERASE).run(organization, submissionId);
      return Promise.resolve();
    },
    dispose: () => store.close(),
  });
});
