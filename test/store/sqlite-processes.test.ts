import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyAuditChain } from '../../src/store/audit-chain.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { SqliteStore } from '../../src/store/sqlite-store.ts';
import { idOf, WHOLE } from './records.ts';
import { MIGRATIONS, migrationsOf, readAudit, temporaryFolder } from './sqlite-under-test.ts';

const PRODUCTS_EACH = 10;

const IMPORTS = `
  import { openSqlite } from '${new URL('../../src/store/open-sqlite.ts', import.meta.url).href}';
  import { createSqliteStore } from '${new URL('../../src/store/sqlite-store.ts', import.meta.url).href}';
  import { auditOf, idOf, productOf, WHOLE } from '${new URL('./records.ts', import.meta.url).href}';
  const [file, migrationsFolder, index] = process.argv.slice(1);`;

/** Runs a program in several processes at once: each loads what it imports and waits for the others. */
async function runAtOnce(program: string, file: string, migrationsFolder: string, times: number): Promise<unknown> {
  const started = `${IMPORTS}
    process.stdout.write('ready');
    process.stdin.once('data', async () => {
      ${program}
      process.stdin.destroy();
    });`;
  const processes = Array.from({ length: times }, (_, index) => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', started, file, migrationsFolder, String(index)];
    return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  });
  await Promise.all(processes.map(({ stdout }) => once(stdout, 'data')));
  const exits = processes.map((child) => once(child, 'exit'));
  for (const { stdin } of processes) stdin.write('go');
  return Promise.all(exits);
}

test('processes that start at once on one new file all succeed, and share one audit chain', async () => {
  const file = join(temporaryFolder(), 'preclear.db');
  const addProducts = `
    const store = await createSqliteStore({ file, migrationsFolder });
    for (let turn = 0; turn < ${PRODUCTS_EACH}; turn += 1) {
      const number = index * ${PRODUCTS_EACH} + turn;
      await store.addProduct(WHOLE, productOf(number), [auditOf('product.create', idOf(number))]);
    }
    await store.close();`;
  const exits = await runAtOnce(addProducts, file, MIGRATIONS, 3);
  expect(exits).toEqual(Array(3).fill([0, null]));

  const client = openSqlite({ file, migrationsFolder: MIGRATIONS });
  const store = new SqliteStore(client);
  const { items } = await store.listProducts(WHOLE, null, 1000);
  const links = readAudit(client, 'local');
  await store.close();
  expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 3 * PRODUCTS_EACH }, (_, index) => idOf(index)));
  expect(links).toHaveLength(3 * PRODUCTS_EACH);
  expect(verifyAuditChain(links)).toBeNull();
}, 60_000);

test('processes that make many new files at once all succeed', async () => {
  const file = join(temporaryFolder(), 'preclear.db');
  // They go by the clock, so that each file is begun by all at the same moment.
  const makeFiles = `
    const start = Math.ceil(Date.now() / 1000) * 1000;
    for (let turn = 0; turn < 40; turn += 1) {
      const wait = start + turn * 40 - Date.now();
      await new Promise((resolve) => setTimeout(resolve, wait));
      openSqlite({ file: file + turn, migrationsFolder }).close();
    }`;
  expect(await runAtOnce(makeFiles, file, MIGRATIONS, 4)).toEqual(Array(4).fill([0, null]));
}, 60_000);

test('processes that start at once on a file of an older version update it once', async () => {
  const file = join(temporaryFolder(), 'preclear.db');
  const older = 'CREATE TABLE numbers (number integer);';
  const slow = `
    INSERT INTO numbers
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT max(i) FROM n;`;
  openSqlite({ file, migrationsFolder: migrationsOf(older) }).close();
  const folder = migrationsOf(older, slow);
  const exits = await runAtOnce('openSqlite({ file, migrationsFolder }).close();', file, folder, 2);
  expect(exits).toEqual(Array(2).fill([0, null]));

  const client = openSqlite({ file, migrationsFolder: folder });
  const numbers = client.prepare('SELECT number FROM numbers').pluck().all();
  client.close();
  expect(numbers).toEqual([2_000_000]);
}, 60_000);
