import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { administrate } from '../../src/main.ts';
import { productOf, submissionOf, WHOLE, idOf } from '../store/records.ts';
import { preclear, temporaryFolder, type Folder, type Outcome } from './harness.ts';

let folder: Folder;

beforeEach(async () => {
  folder = temporaryFolder();
  const { store } = await administrate(`file:${path()}`, false);
  for (const number of [1, 2, 3]) {
    const product = productOf(number, { client: number === 3 ? 'Beta' : 'Acme', matter: `M-${number}` });
    await store.addSubmission(WHOLE, submissionOf(number + 10, product.id, product), []);
  }
  await store.close();
});
afterEach(() => {
  folder.remove();
});

function path(): string {
  return `${folder.path}/preclear.db`;
}

function run(...args: readonly string[]): Promise<Outcome> {
  return preclear(args, { rules: folder.path, database: `file:${path()}` });
}

const NOTHING_ELSE = { exitCode: 0, stderr: '' };

describe('preclear erase', () => {
  test('erases what is named, and says how much', async () => {
    expect(await run('erase', '--client', 'Acme')).toEqual({
      ...NOTHING_ELSE,
      stdout: 'erased 2 products and the answers of 2 submissions\n',
    });
    expect(readFileSync(path()).includes('Acme')).toBe(false);
    expect(await run('erase', '--matter', 'M-3')).toEqual({
      ...NOTHING_ELSE,
      stdout: 'erased 1 product and the answers of 1 submission\n',
    });
    expect((await run('audit', 'verify')).exitCode).toBe(0);
  });

  test.each([
    [[], 'One of --client, --matter and --product says what, and only one.\n'],
    [['--client', 'Acme', '--matter', 'M-1'], 'One of --client, --matter and --product says what, and only one.\n'],
    [['--client', ' '], '--client: a text that is not blank.\n'],
    [['--client', 'acme'], 'There is no product of this client or matter.\n'],
    [['--product', idOf(99)], 'There is no such product.\n'],
    [['--client', 'Acme', '--organization', 'nobody'], 'There is no product of this client or matter.\n'],
  ])('%j is refused', async (args, stderr) => {
    expect(await run('erase', ...args)).toEqual({ exitCode: 3, stdout: '', stderr });
  });
});

describe('preclear hold', () => {
  test('keeps from erasure what it names until it is released, and is listed', async () => {
    const id = (await run('hold', 'add', '--client', 'Acme', '--reason', 'A request')).stdout.trimEnd();
    expect(await run('erase', '--product', idOf(1))).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: `Nothing was erased: part of it is under a legal hold (${id}).\n`,
    });
    expect((await run('hold', 'list')).stdout).toMatch(
      new RegExp(String.raw`^${id}  \S+Z  client "Acme"  "A request"  in force\n$`),
    );
    expect((await run('hold', 'release', id)).stdout).toBe(`released ${id}\n`);
    expect((await run('hold', 'list', '--format', 'json')).stdout).toContain('"released_at": "20');
    expect((await run('erase', '--product', idOf(1))).exitCode).toBe(0);
  });

  test.each([
    [['add', '--client', 'Acme', '--reason', ' '], '--reason: a text that is not blank.\n'],
    [['add', '--product', idOf(99), '--reason', 'Why'], 'There is no such product.\n'],
    [['release', idOf(99)], 'There is no such legal hold.\n'],
    [['add', '--client', 'A', '--reason', 'Why', '--organization', 'nobody'], 'There is no such organization.\n'],
    [['list', '--organization', 'nobody'], 'There is no such organization.\n'],
  ])('%j is refused', async (args, stderr) => {
    expect(await run('hold', ...args)).toEqual({ exitCode: 3, stdout: '', stderr });
  });
});

describe('preclear retention', () => {
  test('counts or erases what is older, but for what is held', async () => {
    await run('hold', 'add', '--client', 'Beta', '--reason', 'A request');
    const outcome = (stdout: string): Outcome => ({ ...NOTHING_ELSE, stdout });
    expect(await run('retention', '--older-than', '36500')).toEqual(
      outcome('erased the answers of 0 submissions; 0 more under a legal hold\n'),
    );
    expect(await run('retention', '--older-than', '0', '--dry-run')).toEqual(
      outcome('would erase the answers of 2 submissions; 1 more under a legal hold\n'),
    );
    expect(await run('retention', '--older-than', '0')).toEqual(
      outcome('erased the answers of 2 submissions; 1 more under a legal hold\n'),
    );
  });

  test('of an organization that does not exist is refused', async () => {
    const { exitCode, stderr } = await run('retention', '--older-than', '0', '--organization', 'nobody');
    expect([exitCode, stderr]).toEqual([3, 'There is no such organization.\n']);
  });

  test.each(['-1', '1.5', 'ten', '', '36501'])('"%s" is no number of days', async (days) => {
    const { exitCode, stderr } = await run('retention', `--older-than=${days}`);
    expect([exitCode, stderr]).toEqual([3, `--older-than: "${days}" is no number of days from 0 to 36500.\n`]);
  });
});
