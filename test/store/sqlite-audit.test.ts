import type { Database } from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { verifyAudit } from '../../src/service/read-audit.ts';
import type { AuditFault } from '../../src/service/ports.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { auditOf, idOf } from './records.ts';
import { MIGRATIONS, readAudit } from './sqlite-under-test.ts';

// Whoever can write to the file can do these things; each must show.

const ENTRIES = 1200;
const COLUMNS = 'sequence, at, actor, action, subject, content_digest, salt, previous_hash, hash';

let client: Database;
let store: SqliteStore;

beforeEach(async () => {
  client = openSqlite({ file: ':memory:', migrationsFolder: MIGRATIONS });
  store = new SqliteStore(client);
  await store.record(
    'local',
    Array.from({ length: ENTRIES }, (_, index) => auditOf('report.read', idOf(index))),
  );
  onTestFinished(() => {
    client.close();
  });
});

function hashAt(sequence: number): string {
  return readAudit(client, 'local')[sequence - 1]?.hash ?? '';
}

describe('tampering with the file', () => {
  test.each<[string, string, AuditFault]>([
    [
      'an edited actor',
      "UPDATE audit_entries SET actor = 'key:other' WHERE sequence = 1100",
      { sequence: 1100, fault: 'altered' },
    ],
    [
      'an edited time',
      "UPDATE audit_entries SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 1",
      { sequence: 1, fault: 'altered' },
    ],
    ['a deleted entry', 'DELETE FROM audit_entries WHERE sequence = 900', { sequence: 901, fault: 'out_of_sequence' }],
    [
      'a deleted beginning',
      'DELETE FROM audit_entries WHERE sequence < 10',
      { sequence: 10, fault: 'out_of_sequence' },
    ],
    [
      'a deleted entry with the rest moved up',
      'DELETE FROM audit_entries WHERE sequence = 1050; UPDATE audit_entries SET sequence = sequence - 1 WHERE sequence > 1050',
      { sequence: 1050, fault: 'not_linked' },
    ],
    [
      'two that changed places',
      'UPDATE audit_entries SET sequence = 99999 WHERE sequence = 7; UPDATE audit_entries SET sequence = 7 WHERE sequence = 8; ' +
        'UPDATE audit_entries SET sequence = 8 WHERE sequence = 99999',
      { sequence: 7, fault: 'not_linked' },
    ],
    [
      'an entry put before the first',
      `INSERT INTO audit_entries (organization_id, ${COLUMNS}) SELECT organization_id, ${COLUMNS.replace('sequence', '0')} FROM audit_entries WHERE sequence = 1`,
      { sequence: 0, fault: 'out_of_sequence' },
    ],
    [
      'an entry taken from another organization',
      `INSERT INTO audit_entries (organization_id, ${COLUMNS}) SELECT 'a-firm', ${COLUMNS} FROM audit_entries WHERE sequence = 1`,
      { sequence: 1, fault: 'altered' },
    ],
    [
      'a hash that is none',
      "UPDATE audit_entries SET hash = 'none' WHERE sequence = 3",
      { sequence: 3, fault: 'unreadable' },
    ],
    [
      'a sequence that is no number',
      "UPDATE audit_entries SET sequence = 'last' WHERE sequence = 1200",
      { sequence: 1200, fault: 'unreadable' },
    ],
  ])('%s shows', async (_what, statements, fault) => {
    client.exec(statements);
    const verdict = await verifyAudit({ store }, undefined, []);
    expect(verdict.sound).toBe(false);
    expect(verdict.chains.flatMap((chain) => chain.fault ?? [])).toEqual([fault]);
  });

  test('entries cut off at the end show with a hash that was noted before', async () => {
    const anchor = hashAt(ENTRIES);
    client.exec('DELETE FROM audit_entries WHERE sequence > 1150');
    expect((await verifyAudit({ store }, undefined, [])).sound).toBe(true);
    expect(await verifyAudit({ store }, 'local', [anchor, hashAt(1150)])).toMatchObject({
      missingAnchors: [anchor],
      sound: false,
    });
  });

  test('a chain written anew from some place on shows with a hash that was noted before', async () => {
    const anchor = hashAt(ENTRIES);
    client.exec('DELETE FROM audit_entries WHERE sequence > 1050');
    await store.record(
      'local',
      Array.from({ length: ENTRIES - 1050 }, (_, index) => auditOf('report.read', idOf(index))),
    );
    const verdict = await verifyAudit({ store }, 'local', [anchor]);
    expect([verdict.chains[0]?.fault, verdict.chains[0]?.entries, verdict.missingAnchors]).toEqual([
      null,
      ENTRIES,
      [anchor],
    ]);
  });

  test('an organization whose chain was emptied shows', async () => {
    const createdAt = new Date('2026-11-23T12:00:00.000Z');
    await store.addOrganization({ id: 'a-firm', name: 'A Firm', createdAt }, [
      auditOf('organization.create', 'a-firm'),
    ]);
    expect((await verifyAudit({ store }, undefined, [])).sound).toBe(true);
    client.exec("DELETE FROM audit_entries WHERE organization_id = 'a-firm'");
    const { chains } = await verifyAudit({ store }, undefined, []);
    expect(chains.map(({ organization, fault }) => [organization, fault])).toEqual([
      ['a-firm', { sequence: 1, fault: 'missing' }],
      ['local', null],
    ]);
  });

  test('nothing is added after an entry that cannot be read', async () => {
    client.exec(`UPDATE audit_entries SET hash = 'none' WHERE sequence = ${ENTRIES}`);
    await expect(store.record('local', [auditOf('report.read', idOf(1))])).rejects.toBeInstanceOf(Error);
  });
});

test('only chains that exist are verified', async () => {
  await expect(verifyAudit({ store }, 'nobody', [])).rejects.toMatchObject({ code: 'organization_not_found' });
});
