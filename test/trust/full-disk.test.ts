import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { MIGRATIONS } from '../store/sqlite-under-test.ts';
import { Acknowledged, faultsIn } from './acknowledged.ts';
import { bundlePrograms, start, type Programs } from './program.ts';

const MIB = 1024 * 1024;
const BALLAST_BYTES = 2 * MIB;

let programs: Programs;
let folder: string;
let whyNot: string | undefined;

beforeAll(async () => {
  programs = await bundlePrograms();
  folder = mkdtempSync(join(tmpdir(), 'preclear-full-'));
  whyNot = mount(folder);
}, 60_000);
afterAll(() => {
  if (whyNot === undefined) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  programs.remove();
});

/** Puts a small disk in the place of a folder. @returns why that cannot be done */
function mount(at: string): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', at], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `no file system can be mounted here: ${error instanceof Error ? error.message.trim() : String(error)}`;
  }
}

test('a disk that fills up gives errors and no damage, and the store goes on once there is room', async (context) => {
  if (whyNot !== undefined) context.skip(whyNot);
  const [file, ballast] = [join(folder, 'preclear.db'), join(folder, 'ballast')];
  writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
  const acknowledged = new Acknowledged();
  const figures: unknown[] = [];
  for (const room of ['none', 'some', 'more']) {
    if (room === 'some') truncateSync(ballast, MIB);
    if (room === 'more') rmSync(ballast);
    const writer = start([programs.writer, file, MIGRATIONS, 'until-full']);
    const { code, err } = await writer.ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const before = acknowledged.size;
    acknowledged.take(writer.said());
    expect(new Set(writer.said().match(/^fault .*$/gm))).toEqual(new Set(['fault storage_full']));
    const client = openSqlite({ file, migrationsFolder: MIGRATIONS });
    expect([...faultsIn(client), ...acknowledged.missingIn(client)]).toEqual([]);
    client.close();
    figures.push(acknowledged.size - before);
    expect(acknowledged.size).toBeGreaterThan(before);
  }
  process.stdout.write(
    `full disk: filled 3 times to ${statSync(file).size} bytes, ${figures.join(' + ')} acknowledged, 0 lost\n`,
  );
}, 120_000);
