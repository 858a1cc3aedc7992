import SqliteClient from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { administrate } from '../../src/main.ts';
import type { Store } from '../../src/service/ports.ts';
import { auditOf, idOf, productOf, submissionOf, WHOLE } from '../store/records.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

let folder: Folder;
let path: string;
let backup: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'data', 'preclear.db');
  backup = join(folder.path, 'backup.db');
});
afterEach(() => {
  folder.remove();
});

function run(...args: readonly string[]): Promise<Outcome> {
  return preclear(args, { rules: folder.path, database: `file:${path}` });
}

async function open(): Promise<Store> {
  const { store } = await administrate(`file:${path}`, false);
  return store;
}

async function fill(store: Store, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  await Promise.all(
    numbers.map((number) =>
      store.addSubmission(WHOLE, submissionOf(number + 1000, idOf(number), productOf(number)), [
        auditOf('submission.create', idOf(number + 1000)),
      ]),
    ),
  );
}

/** Opens the database, fills it and closes it. */
async function made(from: number, to: number): Promise<void> {
  const store = await open();
  await fill(store, from, to);
  await store.close();
}

/** The products and audit actions in the database. */
async function contents(): Promise<unknown> {
  const store = await open();
  const { items } = await store.listProducts(WHOLE, null, 1000);
  const entries = await store.listEntries('local', 0, 10_000, 10_000);
  await store.close();
  return { products: items.map(({ id }) => id), actions: entries.map(({ action }) => action) };
}

function expectedOf(products: number, ...further: readonly string[]): unknown {
  const numbers = Array.from({ length: products }, (_, index) => index + 1);
  return { products: numbers.map(idOf), actions: [...numbers.map(() => 'submission.create'), ...further] };
}

function digestOf(file: string): string {
  return `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
}

const TABLES = (products: number, entries: number): string =>
  [
    '  api_keys 0',
    `  audit_entries ${entries}`,
    '  branding 0',
    '  drafts 0',
    `  evaluations ${products}`,
    '  final_reports 0',
    '  heartbeat 0',
    '  idempotency_receipts 0',
    '  legal_holds 0',
    '  organizations 1',
    `  products ${products}`,
    '  review_entries 0',
    '  ruleset_snapshots 1',
    `  submission_payloads ${products}`,
    `  submissions ${products}`,
    '',
  ].join('\n');

describe('preclear backup', () => {
  test('copies what is there while it is in use, reads the copy through, and notes its digest', async () => {
    const store = await open();
    await fill(store, 1, 30);
    const { exitCode, stdout, stderr } = await run('backup', backup);
    const digest = digestOf(backup);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      `backed up to ${backup}\n${statSync(backup).size} bytes, ${digest}\n` +
        `pages, references and 1 audit chain: no fault found\n${TABLES(30, 30)}`,
    );
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const last = await store.lastEntry('local');
    expect([last?.action, last?.subject, last?.actor]).toEqual(['database.backup', digest, 'command-line']);
    await fill(store, 31, 40);
    await store.close();
    expect(readdirSync(folder.path).sort((a, b) => (a < b ? -1 : 1))).toEqual(['backup.db', 'data']);
  });

  test('is whole however much is written meanwhile', async () => {
    const store = await open();
    const done = new AbortController();
    const writing = (async () => {
      for (let number = 1; !done.signal.aborted; number += 5) await fill(store, number, number + 4);
    })();
    for (const name of ['a', 'b', 'c']) {
      await new Promise((resolve) => setImmediate(resolve));
      expect((await run('backup', `${backup}-${name}`)).exitCode).toBe(0);
    }
    done.abort();
    await writing;
    await store.close();
  });

  test('replaces nothing, makes no database, and leaves nothing behind when it cannot be made', async () => {
    writeFileSync(backup, 'mine');
    expect((await run('backup', join(folder.path, 'other.db'))).stderr).toBe(`There is no database file ${path}.\n`);
    await made(1, 1);
    expect(await run('backup', backup)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: `${backup} is there already; a backup replaces nothing.\n`,
    });
    expect(readFileSync(backup, 'utf8')).toBe('mine');
    const client = new SqliteClient(path);
    client.exec("UPDATE audit_entries SET actor = 'somebody else'");
    client.close();
    const { exitCode, stderr } = await run('backup', join(folder.path, 'other.db'));
    expect([exitCode, stderr]).toEqual([3, 'The backup is not sound:\naudit chain of local: entry 1 altered\n']);
    expect(existsSync(join(folder.path, 'other.db'))).toBe(false);
    expect(existsSync(join(folder.path, 'other.db.partial'))).toBe(false);
  });
});

describe('preclear restore', () => {
  test.each([
    ['a path after file:', (file: string) => `file:${file}`],
    ['a relative path', (file: string) => `file:${relative(process.cwd(), file)}`],
    ['a file URL', (file: string) => pathToFileURL(file).href],
  ])('makes the database that %s names', async (_kind, url) => {
    await made(1, 3);
    await run('backup', backup);
    path = join(folder.path, 'two folders', '界 数据.db');
    const { exitCode, stdout } = await preclear(['restore', backup], { rules: folder.path, database: url(path) });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`restored from ${backup}\n`);
    expect(stdout).toContain(
      `${digestOf(backup)}\npages, references and 1 audit chain: no fault found\n${TABLES(3, 4)}`,
    );
    expect(existsSync(path)).toBe(true);
    expect(await contents()).toEqual(expectedOf(3, 'database.restore'));
  });

  test('replaces a database only when it is told to, and whatever lies in its log goes with it', async () => {
    await made(1, 3);
    await run('backup', backup);
    // As a killed process leaves it: all but the first products are in the log alone.
    const store = await open();
    await fill(store, 4, 20);
    for (const end of ['', '-wal']) copyFileSync(path + end, join(folder.path, `killed.db${end}`));
    await store.close();
    for (const end of ['', '-wal']) copyFileSync(join(folder.path, `killed.db${end}`), path + end);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(10_000);
    const before = readFileSync(path);
    const refused = await run('restore', backup);
    expect([refused.exitCode, refused.stderr]).toEqual([
      3,
      `There is a database ${path} already; --force replaces it, and what is in it is gone.\n`,
    ]);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect((await run('restore', backup, '--force', '--digest', digestOf(backup))).exitCode).toBe(0);
    expect(readdirSync(join(folder.path, 'data'))).toEqual(['preclear.db']);
    expect(await contents()).toEqual(expectedOf(3, 'database.restore'));
  });

  test('refuses while the database is in use', async () => {
    await made(1, 3);
    await run('backup', backup);
    const store = await open();
    await fill(store, 4, 5);
    const { exitCode, stderr } = await run('restore', backup, '--force');
    expect([exitCode, stderr]).toEqual([
      3,
      `The database ${path} is in use; end the service first. database is locked\n`,
    ]);
    await fill(store, 6, 6);
    await store.close();
    expect(await contents()).toEqual({
      products: [1, 2, 3, 4, 5, 6].map(idOf),
      actions: [
        ...Array<string>(3).fill('submission.create'),
        'database.backup',
        ...Array<string>(3).fill('submission.create'),
      ],
    });
    expect(existsSync(`${path}.restoring`)).toBe(false);
  });

  test.each<[string, (file: string) => void, RegExp]>([
    [
      'a cut backup',
      (file) => {
        writeFileSync(file, readFileSync(file).subarray(0, 20_000));
      },
      /^The backup is not sound:\n/,
    ],
    [
      'a backup with a damaged page',
      (file) => {
        damage(file);
      },
      /^The backup is not sound:\n/,
    ],
    [
      'no database',
      (file) => {
        writeFileSync(file, 'x'.repeat(5000));
      },
      /^The backup is not sound:\nunreadable: file is not a database\n$/,
    ],
    [
      'an edited audit trail',
      (file) => {
        edit(file, "UPDATE audit_entries SET subject = 'x' WHERE sequence = 2");
      },
      /^The backup is not sound:\naudit chain of local: entry 2 altered\n$/,
    ],
    [
      'a row without its parent',
      (file) => {
        edit(file, "DELETE FROM products WHERE id LIKE '%2'");
      },
      /^The backup is not sound:\nreference: /,
    ],
    [
      'a newer version',
      (file) => {
        edit(file, 'UPDATE __drizzle_migrations SET created_at = created_at * 2');
      },
      /newer version of Preclear/,
    ],
  ])('%s is refused, and the database stays', async (_kind, spoil, told) => {
    await made(1, 3);
    await run('backup', backup);
    spoil(backup);
    const before = await contents();
    const { exitCode, stdout, stderr } = await run('restore', backup, '--force');
    expect([exitCode, stdout, told.test(stderr)]).toEqual([3, '', true]);
    expect(await contents()).toEqual(before);
    expect(readdirSync(join(folder.path, 'data'))).toEqual(['preclear.db']);
  });

  test('another backup than the one that is meant is refused, and so is none', async () => {
    await made(1, 3);
    await run('backup', backup);
    const other = `sha256:${'0'.repeat(64)}`;
    expect((await run('restore', backup, '--force', '--digest', other)).stderr).toBe(
      `The backup ${backup} is not the one that is meant: its digest is ${digestOf(backup)}.\n`,
    );
    expect((await run('restore', 'nowhere.db', '--force')).stderr).toBe('There is no backup nowhere.db.\n');
    expect((await run('restore', path, '--force')).stderr).toBe('The backup is the database itself.\n');
  });

  test('takes the place of a database that cannot be read any more', async () => {
    await made(1, 3);
    await run('backup', backup);
    writeFileSync(path, 'x'.repeat(5000));
    expect((await run('restore', backup, '--force')).exitCode).toBe(0);
    expect(await contents()).toEqual(expectedOf(3, 'database.restore'));
  });
});

describe('preclear db check', () => {
  test('finds nothing wrong with a database in use', async () => {
    const store = await open();
    onTestFinished(() => store.close());
    await fill(store, 1, 5);
    expect(await run('db', 'check')).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `pages, references and 1 audit chain: no fault found\n${TABLES(5, 5)}`,
    });
  });

  test('says what is wrong', async () => {
    await made(1, 5);
    edit(path, "DELETE FROM submissions WHERE id LIKE '%1003'");
    const { exitCode, stdout } = await run('db', 'check');
    expect(exitCode).toBe(3);
    expect(stdout.split('\n').map((line) => line.split(',', 1)[0])).toEqual([
      'reference: ["submission_payloads"',
      'reference: ["evaluations"',
      '',
    ]);
  });
});

function edit(file: string, statement: string): void {
  const client = new SqliteClient(file);
  client.pragma('foreign_keys = OFF');
  client.exec(statement);
  client.close();
}

/** Overwrites pages in the middle of a file. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096 * 3, 4096 * 8);
  writeFileSync(file, bytes);
}
