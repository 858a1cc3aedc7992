import SqliteClient, { type Database } from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { digestOfText } from '../../src/service/digest.ts';
import { erase, retain } from '../../src/service/erase.ts';
import { addHold, releaseHold } from '../../src/service/hold.ts';
import { EXTENT_KINDS, type Extent } from '../../src/service/ports.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import * as schema from '../../src/store/schema.sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { auditOf, draftOf, idOf, keyOf, productOf, submissionOf, WHOLE } from './records.ts';
import { MIGRATIONS, readAudit, temporaryFolder } from './sqlite-under-test.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PRODUCTS = 60;

let file: string;
let client: Database;
let store: SqliteStore;
let made: number;
let now: Date;

beforeEach(() => {
  file = join(temporaryFolder(), 'preclear.db');
  client = openSqlite({ file, migrationsFolder: MIGRATIONS });
  store = new SqliteStore(client);
  made = 900_000;
  now = new Date('2026-12-01T00:00:00.000Z');
  onTestFinished(() => store.close());
});

function needs() {
  return { store, clock: { now: () => now }, ids: { next: () => idOf((made += 1)) } };
}

/** A text that is found in the file as long as anything of it is left, of a length that varies. */
function secret(of: string, number: number): string {
  return `${of}-secret-`.repeat(1 + ((number * 7919) % 900));
}

/** Stores a product with a submission and a draft, every text of which holds the name of its client. */
async function fill(number: number, who: string): Promise<void> {
  const product = productOf(number, { name: `${who}-name`, client: `${who}-client`, matter: `${who}-matter` });
  const { submission, ...rest } = submissionOf(number + 1000, product.id, product);
  const text = secret(who, number);
  const payload = {
    answers: { 'service.name': text },
    evidence: [{ ref: `${who}-ref`, title: text, link: null, sha256: null }],
    answeredBy: { name: `${who}-person`, role: `${who}-role` },
    productVersion: null,
  };
  const added = { ...rest, submission: { ...submission, payload } };
  const entries = [auditOf('product.create', product.id), auditOf('submission.create', submission.id)];
  await store.addSubmission(WHOLE, added, entries);
  const draft = draftOf(product.id);
  await store.saveDraft(WHOLE, { ...draft, content: { ...draft.content, ...payload } }, 'none', []);
  await store.record('local', [auditOf('evaluation.read', added.evaluation.id)]);
  await keepReceipt(number, text);
}

async function keepReceipt(number: number, body: string): Promise<void> {
  const owner = { organization: 'local', actor: 'test', key: `key-${number}` };
  const times = { createdAt: now, expiresAt: new Date(now.getTime() + DAY_MS) };
  const answer = { fingerprint: digestOfText(''), status: 201, headers: { location: body.slice(0, 40) }, body };
  await store.stage().commit({ ...owner, ...times, ...answer });
}

/** Where a text is still found: in the database file, or in its log. */
function placesOf(text: string): readonly string[] {
  return ['', '-wal'].filter((end) => existsSync(file + end) && readFileSync(file + end).includes(text));
}

async function chainIsWhole(): Promise<boolean> {
  const { fault, entries } = await store.verifyChain('local', []);
  return fault === null && entries > 0;
}

describe('what is erased', () => {
  test.each(EXTENT_KINDS)(
    'by %s leaves no byte in the file or its log, and everyone else what they had',
    async (kind) => {
      for (let number = 0; number < PRODUCTS; number += 1)
        await fill(number, number % 3 === 0 && (kind !== 'product' || number === 30) ? 'goner' : `other-${number}`);
      const goners = kind === 'product' ? 1 : PRODUCTS / 3;
      expect(placesOf('goner')).not.toEqual([]);
      const subject = { client: 'goner-client', matter: 'goner-matter', product: idOf(30) }[kind];
      expect(await erase(needs(), 'local', 'test', { kind, subject })).toEqual({
        products: goners,
        submissions: goners,
        at: now,
      });
      expect(placesOf('goner')).toEqual([]);
      expect(await chainIsWhole()).toBe(true);

      const product = await store.findProduct(WHOLE, idOf(30));
      expect(product).toEqual(productOf(30, { name: '[erased]', client: null, matter: null }));
      expect(await store.findDraft(WHOLE, idOf(30))).toBeUndefined();
      expect((await store.findSubmission(WHOLE, idOf(1030)))?.payload).toBeNull();
      expect(await store.findEvaluation(WHOLE, idOf(2030))).not.toBeUndefined();
      const other = await store.findSubmission(WHOLE, idOf(1031));
      expect(other?.payload?.answers).toEqual({ 'service.name': secret('other-31', 31) });
      expect((await store.findDraft(WHOLE, idOf(31)))?.content.answers).toEqual(other?.payload?.answers);
    },
  );

  test('takes the salts of its entries along, so that nobody can guess what was recorded, and no others', async () => {
    await fill(1, 'goner');
    await fill(2, 'other');
    await erase(needs(), 'local', 'test', { kind: 'client', subject: 'goner-client' });
    const salted = readAudit(client, 'local').map(({ action, subject, salt }) => [action, subject, salt !== null]);
    expect(salted).toEqual([
      ['product.create', idOf(1), false],
      ['submission.create', idOf(1001), false],
      ['evaluation.read', idOf(2001), false],
      ['product.create', idOf(2), true],
      ['submission.create', idOf(1002), true],
      ['evaluation.read', idOf(2002), true],
      ['product.erase', idOf(1), true],
    ]);
  });

  test('takes the answers kept for repeats along, and the requests stay known', async () => {
    await fill(1, 'goner');
    await fill(2, 'other');
    await erase(needs(), 'local', 'test', { kind: 'product', subject: idOf(1) });
    const receipt = await store.findReceipt({ organization: 'local', actor: 'test' }, 'key-2', now);
    expect([receipt?.status, receipt?.body, receipt?.headers]).toEqual([201, null, {}]);
  });

  test.each<[Extent, string]>([
    [{ kind: 'client', subject: 'Nobody' }, 'nothing_to_erase'],
    [{ kind: 'matter', subject: 'goner-client' }, 'nothing_to_erase'],
    [{ kind: 'product', subject: idOf(77) }, 'product_not_found'],
  ])('must be there: %j', async (extent, code) => {
    await fill(1, 'goner');
    await expect(erase(needs(), 'local', 'test', extent)).rejects.toMatchObject({ code });
    await expect(erase(needs(), 'other-firm', 'test', { kind: 'product', subject: idOf(1) })).rejects.toMatchObject({
      code: 'product_not_found',
    });
    expect(placesOf('goner')).not.toEqual([]);
  });

  test('goes out of the log with a later write while another process reads from it', async () => {
    await fill(1, 'goner');
    client.pragma('wal_checkpoint(TRUNCATE)');
    await fill(2, 'other');
    const reader = new SqliteClient(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM products').get();
    await erase(needs(), 'local', 'test', { kind: 'product', subject: idOf(1) });
    expect(placesOf('goner')).not.toEqual([]);
    reader.close();
    await store.record('local', [auditOf('report.read', idOf(3))]);
    expect(placesOf('goner')).toEqual([]);
  });

  test('takes the name out of keys that have ended, too, and one in use keeps it', async () => {
    await fill(1, 'goner');
    const narrowed = { clients: ['goner-client', 'other-client'] };
    await store.addKey(keyOf(2, { ...narrowed, expiresAt: now }), [auditOf('key.create', idOf(2))]);
    await store.addKey(keyOf(3, narrowed), [auditOf('key.create', idOf(3))]);
    await store.addKey(keyOf(4, { clients: ['other-client'], expiresAt: now }), []);
    await erase(needs(), 'local', 'test', { kind: 'client', subject: 'goner-client' });
    const { items } = await store.listKeys('local', null, 10);
    expect(items.map(({ clients }) => clients)).toEqual([['[erased]'], narrowed.clients, ['other-client']]);
    const salted = readAudit(client, 'local').filter(({ action }) => action === 'key.create');
    expect(salted.map(({ salt }) => salt !== null)).toEqual([false, true]);
  });

  test('is every column that may hold what a client said or is called; a new one is put in one of these lists', () => {
    const columns = Object.values(schema)
      .map(getTableConfig)
      .flatMap((table) => table.columns.map(({ name }) => `${table.name}.${name}`));
    const kept = columns.filter((column) => !ERASED.includes(column));
    expect(ERASED.filter((column) => !columns.includes(column))).toEqual([]);
    expect(kept.filter((column) => !SAYS_NOTHING.test(column) && !KEPT.includes(column))).toEqual([]);
  });
});

/** Ids, times, digests and numbers. */
const SAYS_NOTHING =
  /[.](?:id|at|\w+_id|\w+_at|as_of|\w+_on|\w*digest|\w*hash|sequence|revision|semantics|status|beats)$/;

/** What erasing replaces. */
const ERASED = [
  'products.name',
  'products.client',
  'products.matter',
  'drafts.content',
  'review_entries.content',
  'final_reports.content',
  'final_reports.file_name',
  'submission_payloads.content',
  'legal_holds.subject',
  'legal_holds.reason',
  'idempotency_receipts.headers',
  'idempotency_receipts.body',
  'audit_entries.salt',
  'api_keys.clients',
  'api_keys.matters',
];

/** What is not of a client: of the firm and its keys, of the rules, and what the rules came to. */
const KEPT = [
  'organizations.name',
  'branding.content',
  'review_entries.kind',
  'review_entries.subject',
  'final_reports.format',
  'final_reports.locale',
  'final_reports.layout',
  'final_reports.template',
  'final_reports.content_type',
  'api_keys.name',
  'api_keys.prefix',
  'api_keys.scopes',
  'submissions.target_launch',
  'evaluations.engine',
  'evaluations.gate',
  'evaluations.rulesets',
  'ruleset_snapshots.version',
  'ruleset_snapshots.content',
  'audit_entries.actor',
  'audit_entries.action',
  'audit_entries.subject',
  'legal_holds.kind',
  'idempotency_receipts.actor',
  'idempotency_receipts.key',
  'idempotency_receipts.fingerprint',
];

describe('a legal hold', () => {
  const extents = [
    { kind: 'client', subject: 'goner-client' },
    { kind: 'matter', subject: 'goner-matter' },
    { kind: 'product', subject: idOf(1) },
  ] as const;

  test.each(extents.flatMap((held) => extents.map((erased) => [held, erased] as const)))(
    'on %j beats the erasure of %j until it is released',
    async (held, erased) => {
      await fill(1, 'goner');
      await fill(2, 'goner');
      const { id } = await addHold(needs(), 'local', 'test', held, 'A request for documents');
      const before = readAudit(client, 'local').length;
      await expect(erase(needs(), 'local', 'test', erased)).rejects.toMatchObject({
        code: 'legal_hold',
        message: `Nothing was erased: part of it is under a legal hold (${id}).`,
      });
      expect(readAudit(client, 'local')).toHaveLength(before);
      expect((await store.findSubmission(WHOLE, idOf(1002)))?.payload).not.toBeNull();
      await releaseHold(needs(), 'local', 'test', id);
      expect((await erase(needs(), 'local', 'test', erased)).products).toBe(erased.kind === 'product' ? 1 : 2);
    },
  );

  test('says nothing to what is of another firm, client or product', async () => {
    await fill(1, 'goner');
    await fill(2, 'other');
    for (const kind of EXTENT_KINDS)
      await addHold(
        needs(),
        'local',
        'test',
        { kind, subject: { client: 'other-client', matter: 'other-matter', product: idOf(2) }[kind] },
        'Why',
      );
    await erase(needs(), 'local', 'test', { kind: 'product', subject: idOf(1) });
    expect(placesOf('goner')).toEqual([]);
  });

  test('that was released stays so, and loses its names with what it held', async () => {
    await fill(1, 'goner');
    const { id } = await addHold(needs(), 'local', 'test', { kind: 'client', subject: 'goner-client' }, 'goner-reason');
    const released = await releaseHold(needs(), 'local', 'test', id);
    now = new Date(now.getTime() + DAY_MS);
    expect(await releaseHold(needs(), 'local', 'test', id)).toEqual(released);
    await erase(needs(), 'local', 'test', { kind: 'client', subject: 'goner-client' });
    expect(placesOf('goner')).toEqual([]);
    expect((await store.listHolds('local', null, 10)).items).toEqual([
      { ...released, subject: '[erased]', reason: '[erased]' },
    ]);
    await expect(releaseHold(needs(), 'other-firm', 'test', id)).rejects.toMatchObject({ code: 'hold_not_found' });
  });
});

describe('retention', () => {
  test('erases answers that are older than some days, not those that are held, and none twice', async () => {
    for (let number = 1; number <= 4; number += 1) await fill(number, number === 2 ? 'held' : 'goner');
    await addHold(needs(), 'local', 'test', { kind: 'client', subject: 'held-client' }, 'Why');
    // All were made on 2026-11-23 at noon.
    expect(await retain(needs(), 'local', 'test', 8, false)).toEqual({ erased: 0, held: 0 });
    expect(await retain(needs(), 'local', 'test', 7, true)).toEqual({ erased: 3, held: 1 });
    expect(placesOf('goner-secret')).not.toEqual([]);
    expect(await retain(needs(), 'local', 'test', 7, false)).toEqual({ erased: 3, held: 1 });
    expect(await retain(needs(), 'local', 'test', 7, false)).toEqual({ erased: 0, held: 1 });
    expect((await store.findSubmission(WHOLE, idOf(1001)))?.payload).toBeNull();
    expect((await store.findSubmission(WHOLE, idOf(1002)))?.payload).not.toBeNull();
    expect((await store.findProduct(WHOLE, idOf(1)))?.name).toBe('goner-name');
    const erased = readAudit(client, 'local').filter(({ action }) => action === 'submission.erase');
    expect(erased.map(({ subject }) => subject)).toEqual([idOf(1001), idOf(1003), idOf(1004)]);
    expect(await chainIsWhole()).toBe(true);
  });
});
